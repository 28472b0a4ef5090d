import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

const MapTask = lazyPart(async () => (await import('./step-task.tsx')).MapTask)
const ProjectorMap = lazyPart(async () => (await import('./projector-map.tsx')).ProjectorMap)
const WithoutOnDesk = lazyPart(async () => (await import('./without.tsx')).WithoutOnDesk)

export const scene: StepScene = {
  Task: MapTask,
  OnProjector: ProjectorMap,
  OnDesk: WithoutOnDesk,
  showsDone: true,
}
