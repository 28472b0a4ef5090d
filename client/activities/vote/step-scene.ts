import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { inSteps } from '../behind.ts'

const VoteTask = lazyPart(async () => (await import('./step-task.tsx')).VoteTask)

export const scene: StepScene = {
  Task: VoteTask,
  beginLabel: (...next) => inSteps.now()?.beginVoteLabel(...next),
  lead: (model) => inSteps.store(({ closeInStep }) => closeInStep(model)),
  figures: (model, path) => inSteps.store(({ votersOfStep }) => votersOfStep(model, path)),
  showsDone: false,
}
