import * as shared from '#shared/activities/registry.ts'
import { lazyPart } from '../panels/host/entries.tsx'
import type { StepScene } from '../panels/host/scenes.ts'
import { codeBehind, fetchBehind } from '../panels/host/step-scene.ts'
import * as written from './step-scenes.ts'

export const fetchLead = fetchBehind

const inStep = codeBehind(async () => import('./in-steps.ts'))
const AskingTask = lazyPart(async () => (await import('../panels/asking/asking-task.tsx')).AskingTask)
const AskingInRoom = lazyPart(async () => (await import('../panels/asking/asking-result.tsx')).AskingInRoom)
const AskingOnDesk = lazyPart(async () => (await import('../panels/asking/asking-result.tsx')).AskingOnDesk)

/** The scene of an activity that asks. */
const asking = (name: string): StepScene => ({
  Task: AskingTask,
  OnProjector: AskingInRoom,
  OnDesk: AskingOnDesk,
  lead: (model) => inStep.store(({ leadAsked }) => leadAsked(model, name)),
  figures: (model, path) => inStep.store(({ answeredAt }) => answeredAt(model, path)),
  showsDone: false,
})

/** The scenes of all activities, by their names. */
export const scenes: Readonly<Record<string, StepScene>> = {
  ...written,
  ...Object.fromEntries(
    Object.entries(shared).flatMap(([name, activity]) => ('asks' in activity ? [[name, asking(name)]] : [])),
  ),
}
