import { AgendaState, visitedSteps, type Agenda } from './agenda.ts'
import { stepsOf, type PlacedStep } from './steps.ts'
import type { Step, StepPath, Template } from './template.ts'

/** When people can do a step by themselves, ahead of the group. */
export const Openness = {
  /** Only while the agenda is there. */
  never: 'never',
  /** Before its first date. */
  early: 'early',
  open: 'open',
  /** After its last date. */
  closed: 'closed',
  /** Later steps have taken everything that was shared in it. */
  taken: 'taken',
} as const
export type Openness = (typeof Openness)[keyof typeof Openness]

type Progress = Pick<Agenda, 'template' | 'now' | 'log'>

/** A step at one's own pace, as it is at this moment of the server's clock. The running step is open whatever its dates are. */
export function opennessOf(agenda: Progress, { path, step }: PlacedStep, nowMs: number): Openness {
  const { now } = agenda
  if (now.state === AgendaState.ended) return Openness.taken
  if (now.state === AgendaState.running && now.step === path) return Openness.open
  if (isTaken(agenda, path)) return Openness.taken
  if (step.pace !== 'own') return Openness.never
  const { opens, closes } = datesOf(step)
  if (opens !== null && nowMs < opens) return Openness.early
  if (closes !== null && nowMs >= closes) return Openness.closed
  return Openness.open
}

/** The steps at one's own pace that people can do now without the group, in the order of the agenda. */
export function openAhead(agenda: Progress, nowMs: number): readonly PlacedStep[] {
  return ownPaceSteps(agenda.template).filter(
    (placed) =>
      opennessOf(agenda, placed, nowMs) === Openness.open &&
      !(agenda.now.state === AgendaState.running && agenda.now.step === placed.path),
  )
}

export function ownPaceSteps(template: Pick<Template, 'phases'>): readonly PlacedStep[] {
  return stepsOf(template).filter(({ step }) => step.pace === 'own')
}

/** Milliseconds since 1970; null where there is no date. A date without a time is its first moment in UTC. */
export function datesOf({ opens, closes }: Pick<Step, 'opens' | 'closes'>): {
  readonly opens: number | null
  readonly closes: number | null
} {
  return { opens: momentOf(opens), closes: momentOf(closes) }
}

function momentOf(date: string | undefined): number | null {
  const moment = date === undefined ? NaN : Date.parse(date)
  return Number.isNaN(moment) ? null : moment
}

/** The steps that pour out of this one what was shared in it. */
export function takersOf(template: Pick<Template, 'phases'>, from: StepPath): readonly StepPath[] {
  return stepsOf(template).flatMap(({ path, step }) =>
    step.input?.some((input) => input.from === from && input.show === 'pour') ? [path] : [],
  )
}

function isTaken({ template, log }: Pick<Progress, 'template' | 'log'>, path: StepPath): boolean {
  const takers = takersOf(template, path)
  if (takers.length === 0) return false
  const visited = visitedSteps({ template, log })
  return takers.every((taker) => visited.has(taker))
}
