import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { answeredInStep, leadConsent } from './in-step.ts'

const ConsentTask = lazyPart(async () => (await import('./step-task.tsx')).ConsentTask)
const ProjectorRoom = lazyPart(async () => (await import('./room.tsx')).ProjectorRoom)

export const scene: StepScene = {
  Task: ConsentTask,
  OverBoard: ProjectorRoom,
  lead: leadConsent,
  figures: answeredInStep,
  showsDone: false,
}
