import type { ClientActivity } from '../../panels/host/activity.ts'
import { lazyPart } from '../../panels/host/entries.tsx'

const MapTask = lazyPart(async () => (await import('./step-task.tsx')).MapTask)
const ProjectorMap = lazyPart(async () => (await import('./projector-map.tsx')).ProjectorMap)
const WithoutOnDesk = lazyPart(async () => (await import('./without.tsx')).WithoutOnDesk)

/** Everyone for whom the team’s work changes something, on three rings, and what they need. */
export const map: ClientActivity = {
  name: 'map',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostMapper,
  step: { Task: MapTask, OnProjector: ProjectorMap, OnDesk: WithoutOnDesk, showsDone: true },
}
