import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

const GroupTask = lazyPart(async () => (await import('./step-task.tsx')).GroupTask)

export const scene: StepScene = { Task: GroupTask, showsDone: true }
