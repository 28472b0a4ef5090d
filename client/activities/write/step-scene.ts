import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { begunInStep } from './begun-in-step.ts'

const WriteTask = lazyPart(async () => (await import('./step-task.tsx')).WriteTask)

export const scene: StepScene = { Task: WriteTask, showsDone: true, begun: begunInStep }
