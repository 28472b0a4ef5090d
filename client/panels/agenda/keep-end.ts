import type { Agenda } from '#shared/agenda/agenda.ts'
import { findStep, lockOf, stepsOf, stepSeconds, type MomentOf } from '#shared/agenda/steps.ts'
import type { Answers, Phase, StepPath, Template } from '#shared/agenda/template.ts'

export interface ShortenedStep {
  readonly path: StepPath
  readonly before: number
  readonly after: number
}

/** A later phase with a fixed beginning. */
export interface LockedPhase {
  readonly phase: Phase
  /** Milliseconds since 1970. */
  readonly at: number
  /** When it can begin with these times. */
  readonly begins: number
}

export interface Shortened {
  readonly steps: readonly ShortenedStep[]
  readonly locked: readonly LockedPhase[]
  /** When the last step ends with these times, milliseconds since 1970. */
  readonly end: number
}

interface Planned extends Omit<ShortenedStep, 'after'> {
  readonly least: number
}

/** The steps between two moments that cannot move. */
interface Stretch {
  readonly lock: { readonly phase: Phase; readonly at: number } | undefined
  readonly steps: Planned[]
}

/**
 * New times for the steps after the running one, so that the last ends at `end`: all in proportion, none below its
 * least. Steps before a locked phase are shortened to reach its lock, and those after it to reach the next one or
 * the end. The first begins at `from`; both are milliseconds since 1970.
 */
export function shortened(
  { template, answers, now }: Pick<Agenda, 'template' | 'answers' | 'now'>,
  { from, end, momentOf }: { readonly from: number; readonly end: number; readonly momentOf: MomentOf },
): Shortened {
  const stretches = stretchesOf(template, answers, { after: now.step, from, momentOf })
  const steps: ShortenedStep[] = []
  const locked: LockedPhase[] = []
  let at = from
  for (const [index, stretch] of stretches.entries()) {
    if (stretch.lock) {
      at = Math.max(at, stretch.lock.at)
      locked.push({ ...stretch.lock, begins: at })
    }
    const goal = stretches[index + 1]?.lock?.at ?? end
    const taken = inProportion(stretch.steps, (goal - at) / 1_000)
    steps.push(...taken)
    at += taken.reduce((sum, { after }) => sum + after, 0) * 1_000
  }
  return { steps, locked, end: at }
}

function stretchesOf(
  template: Template,
  answers: Answers,
  {
    after,
    from,
    momentOf,
  }: { readonly after: StepPath | null; readonly from: number; readonly momentOf: MomentOf },
): readonly Stretch[] {
  const stretches: Stretch[] = [{ lock: undefined, steps: [] }]
  let last = from
  for (const placed of stepsOf(template).slice((findStep(template, after)?.index ?? -1) + 1)) {
    const { path, phase, step } = placed
    if (step.pace === 'own') continue
    const at = lockOf(placed, momentOf)
    // A lock that has passed keeps nothing.
    if (at !== undefined && at > last) {
      stretches.push({ lock: { phase, at }, steps: [] })
      last = at
    }
    const before = stepSeconds(step, answers)
    if (before !== null)
      stretches.at(-1)?.steps.push({ path, before, least: Math.min(before, step.least ?? 0) })
  }
  return stretches
}

/** Times that take `seconds` together, where no least is in the way. Nothing becomes longer. */
function inProportion(steps: readonly Planned[], seconds: number): readonly ShortenedStep[] {
  const fixed = new Map<StepPath, number>()
  let rest = seconds
  for (;;) {
    const open = steps.filter(({ path }) => !fixed.has(path))
    const sum = open.reduce((total, { before }) => total + before, 0)
    const factor = sum === 0 ? 0 : Math.min(1, Math.max(0, rest) / sum)
    const tight = open.filter(({ before, least }) => before * factor < least)
    if (tight.length === 0) {
      return steps.map(({ path, before, least }) => ({
        path,
        before,
        after: fixed.get(path) ?? Math.max(least, Math.floor((before * factor) / 5) * 5),
      }))
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
