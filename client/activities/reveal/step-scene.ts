import { NoTask } from '../../panels/host/no-task.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { revealStepWords } from './step-words.ts'

export const scene: StepScene = {
  Task: NoTask,
  beginLabel: () => revealStepWords.t('begin'),
  showsDone: false,
}
