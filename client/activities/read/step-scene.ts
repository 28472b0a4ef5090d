import { wordsOf } from '../../i18n/words-of.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

export const en = { begin: 'Begin reading' }

export const fr = { begin: 'Commencer à lire' } satisfies typeof en

/** The sentences that load with the scene of the steps. */
const readStepWords = wordsOf({ en, fr })

const ReadTask = lazyPart(async () => (await import('./step-task.tsx')).ReadTask)

const QuestionsInRoom = lazyPart(async () => (await import('./questions-in-room.tsx')).QuestionsInRoom)

const ReadOnDesk = lazyPart(async () => (await import('./on-desk.tsx')).ReadOnDesk)

export const scene: StepScene = {
  Task: ReadTask,
  OnDesk: ReadOnDesk,
  UnderPrompt: QuestionsInRoom,
  beginLabel: () => readStepWords.t('begin'),
  showsDone: true,
}
