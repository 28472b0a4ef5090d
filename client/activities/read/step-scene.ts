import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { readStepWords } from './step-words.ts'

const ReadTask = lazyPart(async () => (await import('./step-task.tsx')).ReadTask)

const ReadOnDesk = lazyPart(async () => (await import('./on-desk.tsx')).ReadOnDesk)

export const scene: StepScene = {
  Task: ReadTask,
  OnDesk: ReadOnDesk,
  beginLabel: () => readStepWords.t('begin'),
  showsDone: true,
}
