import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { codeBehind } from '../../panels/host/step-scene.ts'

const inStep = codeBehind(async () => import('./in-step.ts'))
const PrinciplesTask = lazyPart(async () => (await import('./step-task.tsx')).PrinciplesTask)
const PrinciplesOnDesk = lazyPart(async () => (await import('./on-desk.tsx')).PrinciplesOnDesk)
const OnProjector = lazyPart(async () => (await import('./projector-principles.tsx')).ProjectorPrinciples)

export const scene: StepScene = {
  Task: PrinciplesTask,
  OnDesk: PrinciplesOnDesk,
  OnProjector,
  isInRoom: (step) => step.activity === 'principles' && step.does === 'settle',
  lead: (model) => inStep.store(({ settlePress }) => settlePress(model)),
  revealed: (count) => inStep.now()?.principlesStepWords.t('revealed', { count }),
  showsDone: true,
}
