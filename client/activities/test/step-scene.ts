import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { codeBehind } from '../../panels/host/step-scene.ts'

const inStep = codeBehind(async () => import('./in-step.ts'))
const TestTask = lazyPart(async () => (await import('./step-task.tsx')).TestTask)
const TestOnDesk = lazyPart(async () => (await import('./test-on-desk.tsx')).TestOnDesk)
const ProjectorTest = lazyPart(async () => (await import('./projector-test.tsx')).ProjectorTest)

export const scene: StepScene = {
  Task: TestTask,
  OnProjector: ProjectorTest,
  OnDesk: TestOnDesk,
  beginLabel: (step) =>
    inStep.now()?.testStepWords.t(step.activity === 'test' ? `begin.${step.kind}` : 'begin.swap'),
  lead: (model) => inStep.store(({ leadInTest }) => leadInTest(model)),
  figures: (model, path) => inStep.store(({ judgedInStep }) => judgedInStep(model, path)),
  revealed: (count) => inStep.now()?.testStepWords.t('revealed', { count }),
  // Answers under other names are counted.
  showsDone: (step) => step.activity === 'test' && step.kind !== 'swap',
}
