import { stepPath } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { passStepWords } from './step-words.ts'

const PassTask = lazyPart(async () => (await import('./step-task.tsx')).PassTask)

export const scene: StepScene = {
  Task: PassTask,
  beginLabel: () => passStepWords.t('begin'),
  beforehand: (template, earlier) =>
    isPassedOn(template, earlier) ? passStepWords.t('beforehand') : undefined,
  showsDone: true,
}

function isPassedOn({ phases }: Template, earlier: StepPath): boolean {
  return phases.some((phase) =>
    phase.steps.some(
      (step) =>
        step.activity === 'pass' && step.input?.[0]?.from === earlier && stepPath(phase, step) !== earlier,
    ),
  )
}
