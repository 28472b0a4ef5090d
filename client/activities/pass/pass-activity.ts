import { stepPath } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import type { ClientActivity } from '../../panels/host/activity.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { passFirstWords } from './first-words.ts'

const PassTask = lazyPart(async () => (await import('./step-task.tsx')).PassTask)

/** Everybody builds on a text that another person wrote in private. */
export const pass: ClientActivity = {
  name: 'pass',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostReader,
  step: {
    Task: PassTask,
    beginLabel: () => passFirstWords.t('begin'),
    beforehand: (template, earlier) =>
      isPassedOn(template, earlier) ? passFirstWords.t('beforehand') : undefined,
    showsDone: true,
  },
}

function isPassedOn({ phases }: Template, earlier: StepPath): boolean {
  return phases.some((phase) =>
    phase.steps.some(
      (step) =>
        step.activity === 'pass' && step.input?.[0]?.from === earlier && stepPath(phase, step) !== earlier,
    ),
  )
}
