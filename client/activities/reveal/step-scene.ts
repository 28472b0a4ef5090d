import { wordsOf } from '../../i18n/words-of.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

export const en = { begin: 'Show all notes' }

export const fr = { begin: 'Montrer toutes les notes' } satisfies typeof en

/** The sentences that load with the scene of the steps. */
const revealStepWords = wordsOf({ en, fr })

const RevealTask = lazyPart(async () => (await import('./step-task.tsx')).RevealTask)

export const scene: StepScene = {
  Task: RevealTask,
  beginLabel: () => revealStepWords.t('begin'),
  showsDone: false,
}
