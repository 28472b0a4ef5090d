import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { inSteps } from '../behind.ts'

const ConsentTask = lazyPart(async () => (await import('./step-task.tsx')).ConsentTask)
const ProjectorRoom = lazyPart(async () => (await import('./room.tsx')).ProjectorRoom)

export const scene: StepScene = {
  Task: ConsentTask,
  OverBoard: ProjectorRoom,
  lead: (model) => inSteps.store(({ leadConsent }) => leadConsent(model)),
  figures: (model, path) => inSteps.store(({ answeredInStep }) => answeredInStep(model, path)),
  showsDone: false,
}
