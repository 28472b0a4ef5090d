import { NoTask } from '../../panels/host/no-task.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

export const scene: StepScene = { Task: NoTask, showsDone: false }
