import type { Agenda } from '#shared/agenda/agenda.ts'
import { findStep, stepsOf, stepSeconds } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'

export interface ShortenedStep {
  readonly path: StepPath
  readonly before: number
  readonly after: number
}

/**
 * New times for the steps after the running one, so that they take `seconds` together: all in proportion, none
 * below its least. What cannot be saved is `lacking`.
 */
export function shortened(
  { template, answers, now }: Pick<Agenda, 'template' | 'answers' | 'now'>,
  seconds: number,
): { readonly steps: readonly ShortenedStep[]; readonly lacking: number } {
  const from = (findStep(template, now.step)?.index ?? -1) + 1
  const later = stepsOf(template)
    .slice(from)
    .flatMap(({ path, step }) => {
      const before = stepSeconds(step, answers)
      return before === null ? [] : [{ path, before, least: Math.min(before, step.least ?? 0) }]
    })
  const fixed = new Map<StepPath, number>()
  let rest = Math.max(0, seconds)
  for (;;) {
    const open = later.filter(({ path }) => !fixed.has(path))
    const sum = open.reduce((total, { before }) => total + before, 0)
    const factor = sum === 0 ? 0 : Math.min(1, Math.max(0, rest) / sum)
    const tight = open.filter(({ before, least }) => before * factor < least)
    if (tight.length === 0) {
      const steps = later.map(({ path, before }) => ({
        path,
        before,
        after: fixed.get(path) ?? Math.floor((before * factor) / 5) * 5,
      }))
      const needed = [...fixed.values()].reduce((total, each) => total + each, 0)
      return { steps, lacking: Math.max(0, needed - Math.max(0, seconds)) }
    }
    for (const { path, least } of tight) {
      fixed.set(path, least)
      rest -= least
    }
  }
}

/** The template with these times. */
export function withTimes(template: Template, steps: readonly ShortenedStep[]): Template {
  const times = new Map(steps.map(({ path, after }) => [path, after]))
  return {
    ...template,
    phases: template.phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) => {
        const seconds = times.get(`${phase.id}/${step.id}`)
        if (seconds === undefined) return step
        const { secondsFrom: _, ...others } = step
        return { ...others, seconds }
      }),
    })),
  }
}
