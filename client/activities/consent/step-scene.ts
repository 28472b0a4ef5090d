import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { codeBehind } from '../../panels/host/step-scene.ts'

const inStep = codeBehind(async () => import('./in-step.ts'))
const ConsentTask = lazyPart(async () => (await import('./step-task.tsx')).ConsentTask)
const ProjectorRoom = lazyPart(async () => (await import('./room.tsx')).ProjectorRoom)

export const scene: StepScene = {
  Task: ConsentTask,
  OverBoard: ProjectorRoom,
  lead: (model) => inStep.store(({ leadConsent }) => leadConsent(model)),
  figures: (model, path) => inStep.store(({ answeredInStep }) => answeredInStep(model, path)),
  showsDone: false,
}
