import type { Agenda } from '#shared/agenda/agenda.ts'
import { findStep, stepPath, stepsOf } from '#shared/agenda/steps.ts'
import type { Step, StepPath, Template } from '#shared/agenda/template.ts'
import { declarations } from '#shared/activities/declared.ts'
import { askedIn, isShown } from '#shared/asking/asked.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { reportRefusal } from '../host/outcome.ts'

/** The template with a step that asks the settled cases again: after the step that ran last. */
export function withCases({
  template,
  now,
}: Pick<Agenda, 'template' | 'now'>): { readonly template: Template; readonly path: StepPath } | undefined {
  const running = now.step === null ? undefined : findStep(template, now.step)
  const phase = running?.phase ?? template.phases.at(-1)
  const declared = declarations['cases']
  if (!phase || !declared) return undefined
  const { words, seconds } = declared
  const taken = new Set(phase.steps.map(({ id }) => id))
  const names = ['cases', ...phase.steps.map((_, index) => `cases-${index + 2}`)]
  const id = names.find((name) => !taken.has(name)) ?? 'cases'
  const step: Step = {
    id,
    activity: 'cases',
    prompt: [{ en: words.en['prompt'] ?? '', fr: words.fr['prompt'] ?? '' }],
    seconds,
    writing: 'none',
  }
  const place = running ? phase.steps.indexOf(running.step) + 1 : phase.steps.length
  const steps = [...phase.steps.slice(0, place), step, ...phase.steps.slice(place)]
  const phases = template.phases.map((each) => (each === phase ? { ...phase, steps } : each))
  return { template: { ...template, phases }, path: stepPath(phase, step) }
}

/** Asks the settled cases again, now: everybody is led to the new step. */
export async function askCases(model: BoardModel): Promise<void> {
  const agenda = model.agenda.get()
  const added = agenda && withCases(agenda)
  if (!added) return
  const { edition, answers, now } = agenda
  const edited = model.run({ kind: 'agenda.edit', edition, template: added.template, answers })
  reportRefusal(model, edited)
  if ((await edited).ok)
    reportRefusal(model, model.run({ kind: 'agenda.move', from: now.move, to: added.path }))
}

/** True once dilemmas were settled in a step. `state`: of the questions, unchecked. */
export function hasSettled(template: Template, state: unknown): boolean {
  return stepsOf(template).some(
    ({ step, path }) => declarations[step.activity]?.cases !== undefined && isShown(askedIn(state, path)),
  )
}
