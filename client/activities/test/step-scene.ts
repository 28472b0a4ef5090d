import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { inSteps } from '../behind.ts'

const TestTask = lazyPart(async () => (await import('./step-task.tsx')).TestTask)
const TestOnDesk = lazyPart(async () => (await import('./test-on-desk.tsx')).TestOnDesk)
const ProjectorTest = lazyPart(async () => (await import('./projector-test.tsx')).ProjectorTest)

export const scene: StepScene = {
  Task: TestTask,
  OnProjector: ProjectorTest,
  OnDesk: TestOnDesk,
  beginLabel: (step) =>
    inSteps.now()?.testStepWords.t(step.activity === 'test' ? `begin.${step.kind}` : 'begin.swap'),
  lead: (model) => inSteps.store(({ leadInTest }) => leadInTest(model)),
  figures: (model, path) => inSteps.store(({ judgedInStep }) => judgedInStep(model, path)),
  revealed: (count) => inSteps.now()?.testStepWords.t('revealed', { count }),
  // Answers under other names are counted.
  showsDone: (step) => step.activity === 'test' && step.kind !== 'swap',
}
