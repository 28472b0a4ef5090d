import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

const GridTask = lazyPart(async () => (await import('./step-task.tsx')).GridTask)
const GridInRoom = lazyPart(async () => (await import('./grid-in-room.tsx')).GridInRoom)

export const scene: StepScene = {
  Task: GridTask,
  OnProjector: GridInRoom,
  showsDone: true,
  waitsForWords: true,
}
