import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

const CloseTask = lazyPart(async () => (await import('./step-task.tsx')).CloseTask)
const ProjectorClose = lazyPart(async () => (await import('./projector-close.tsx')).ProjectorClose)

export const scene: StepScene = { Task: CloseTask, OnProjector: ProjectorClose, showsDone: false }
