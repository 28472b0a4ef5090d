import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { readStepWords } from './step-words.ts'

const ReadTask = lazyPart(async () => (await import('./step-task.tsx')).ReadTask)

export const scene: StepScene = {
  Task: ReadTask,
  beginLabel: () => readStepWords.t('begin'),
  showsDone: true,
}
