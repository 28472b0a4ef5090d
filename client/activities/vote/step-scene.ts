import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { codeBehind } from '../../panels/host/step-scene.ts'

const inStep = codeBehind(async () => import('./in-step.ts'))
const VoteTask = lazyPart(async () => (await import('./step-task.tsx')).VoteTask)

export const scene: StepScene = {
  Task: VoteTask,
  beginLabel: (...next) => inStep.now()?.beginVoteLabel(...next),
  lead: (model) => inStep.store(({ closeInStep }) => closeInStep(model)),
  figures: (model, path) => inStep.store(({ votersOfStep }) => votersOfStep(model, path)),
  showsDone: false,
}
