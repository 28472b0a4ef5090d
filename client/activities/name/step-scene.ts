import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { nameStepWords } from './step-words.ts'

const NameTask = lazyPart(async () => (await import('./step-task.tsx')).NameTask)

export const scene: StepScene = {
  Task: NameTask,
  beginLabel: () => nameStepWords.t('begin'),
  showsDone: true,
}
