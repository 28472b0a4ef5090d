import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { revealStepWords } from './step-words.ts'

const RevealTask = lazyPart(async () => (await import('./step-task.tsx')).RevealTask)

export const scene: StepScene = {
  Task: RevealTask,
  beginLabel: () => revealStepWords.t('begin'),
  showsDone: false,
}
