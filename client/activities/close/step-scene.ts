import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

const CloseTask = lazyPart(async () => (await import('./step-task.tsx')).CloseTask)
const CloseOnDesk = lazyPart(async () => (await import('./on-desk.tsx')).CloseOnDesk)
const ProjectorClose = lazyPart(async () => (await import('./projector-close.tsx')).ProjectorClose)

export const scene: StepScene = {
  Task: CloseTask,
  OnDesk: CloseOnDesk,
  UnderPrompt: ProjectorClose,
  showsDone: false,
}
