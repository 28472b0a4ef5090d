import { wordsOf } from '../../i18n/words-of.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

export const en = { begin: 'Name the groups' }

export const fr = { begin: 'Nommer les groupes' } satisfies typeof en

/** The sentences that load with the scene of the steps. */
const nameStepWords = wordsOf({ en, fr })

const NameTask = lazyPart(async () => (await import('./step-task.tsx')).NameTask)

export const scene: StepScene = {
  Task: NameTask,
  beginLabel: () => nameStepWords.t('begin'),
  showsDone: true,
}
