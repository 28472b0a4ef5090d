import type { BoardState, StepAllowance } from '../workshop/policy.ts'
import { findStep, nextStep, stepsOf, stepSeconds } from './steps.ts'
import type { Answers, Step, StepPath, Template } from './template.ts'

/** The agenda of one board: the template as it is now, the step that runs, its clock, and the agenda as lived. */
export interface Agenda {
  readonly template: Template
  readonly answers: Answers
  /** The number of people that a facilitator expects. Null: nobody has said it. */
  readonly expected: number | null
  /** One more with each edit of the template. */
  readonly edition: number
  readonly now: AgendaNow
  readonly clock: StepClock
  /** Oldest first. */
  readonly log: readonly LogEntry[]
}

export const AgendaState = { ready: 'ready', running: 'running', ended: 'ended' } as const
export type AgendaState = (typeof AgendaState)[keyof typeof AgendaState]

export interface AgendaNow {
  readonly state: AgendaState
  /** Number of moves so far. Each move names the one that it follows, so that two people cannot move twice. */
  readonly move: number
  /** The step that runs, or the last one that ran. Null before the start. */
  readonly step: StepPath | null
  /** When it began, by the server's clock, milliseconds since 1970. */
  readonly since: number
  /** The operations that participants may use, of those that a step can close. Null: all. */
  readonly allows: readonly string[] | null
  /** Operations that a facilitator has opened besides, for this step. */
  readonly opened: readonly string[]
  /** The command of the last move: sent again, it has been done. Empty before the start. */
  readonly command: string
}

/** The clock of the running step, in milliseconds. Nothing happens by itself when it is at zero: it counts up. */
export interface StepClock {
  /** By the server's clock, since 1970. Null while it is paused, and for a step without a time. */
  readonly endsAt: number | null
  /** Left while it is paused; below zero when the time was over. */
  readonly left: number | null
  /** The whole time of the step, as changed so far. Null for a step without a time. */
  readonly full: number | null
}

export const LogKind = {
  start: 'start',
  on: 'on',
  back: 'back',
  skip: 'skip',
  undo: 'undo',
  end: 'end',
  time: 'time',
  pause: 'pause',
  resume: 'resume',
  open: 'open',
  edit: 'edit',
  /** A sentence was adopted as the purpose. */
  adopt: 'adopt',
  /** A facilitator gave texts to people who came late. */
  deal: 'deal',
} as const
export type LogKind = (typeof LogKind)[keyof typeof LogKind]

export interface LogEntry {
  readonly kind: LogKind
  /** Milliseconds since 1970 by the server's clock. */
  readonly at: number
  /** The facilitator's participant id. Files leave it out. */
  readonly by: string | null
  /** The step that was left, or in which it happened. */
  readonly from: StepPath | null
  readonly to: StepPath | null
  readonly move: number
  /** More or less time, with `time`. */
  readonly seconds?: number
  /** The people who had written something when private writing was left. */
  readonly wrote?: StepFigures
  /** The id of the adoption, with `adopt`. */
  readonly adoption?: string
  /** Why the group went to this step before a purpose was adopted. */
  readonly despite?: string
}

/** So many of so many people, never who. */
export interface StepFigures {
  readonly done: number
  readonly of: number
}

/** The target of a move that ends the workshop. */
export const agendaEnd = 'end'

/** The last move can be undone for so long. The server adds the time that a command may take on its way. */
export const undoMs = 10_000

/** Letters of the reason for going on without a purpose. */
export const despiteLimit = 300

/** The longest time of a step, and of one change, in seconds. */
export const stepSecondsLimit = 24 * 3_600

export const noClock: StepClock = { endsAt: null, left: null, full: null }

export const readyNow: AgendaNow = {
  state: AgendaState.ready,
  move: 0,
  step: null,
  since: 0,
  allows: null,
  opened: [],
  command: '',
}

/** The kind of a move; undefined when there is no such step. `end` is the end of the workshop. */
export function moveKind(
  template: Pick<Template, 'phases'>,
  { state, step }: Pick<AgendaNow, 'state' | 'step'>,
  to: StepPath,
): LogKind | undefined {
  if (to === agendaEnd) return LogKind.end
  const target = findStep(template, to)
  if (!target) return undefined
  if (state === AgendaState.ready || step === null) return LogKind.start
  const current = findStep(template, step)
  if (!current) return LogKind.on
  if (target.index <= current.index) return LogKind.back
  const isNext = target.index === current.index + 1 || nextStep(template, step)?.path === to
  return isNext ? LogKind.on : LogKind.skip
}

/** The clock of a step that begins now. */
export function clockOf(step: Step, answers: Answers, nowMs: number): StepClock {
  const seconds = stepSeconds(step, answers)
  if (seconds === null) return noClock
  const full = seconds * 1_000
  return { endsAt: nowMs + full, left: null, full }
}

/** Milliseconds left, below zero when the time is over. Null for a step without a time. */
export function leftOf({ endsAt, left }: StepClock, nowMs: number): number | null {
  return endsAt === null ? left : endsAt - nowMs
}

export function paused(clock: StepClock, nowMs: number): StepClock {
  const left = leftOf(clock, nowMs)
  return left === null ? clock : { ...clock, endsAt: null, left }
}

export function resumed(clock: StepClock, nowMs: number): StepClock {
  return clock.left === null ? clock : { ...clock, endsAt: nowMs + clock.left, left: null }
}

/** The clock as it was, after so many milliseconds that do not count. */
export function delayed(clock: StepClock, ms: number): StepClock {
  return clock.endsAt === null ? clock : { ...clock, endsAt: clock.endsAt + ms }
}

/**
 * The clock with more or less time. A step without a time, and one whose time is over, gets the added time from now on.
 * Taking away leaves at least nothing.
 */
export function withTime(clock: StepClock, seconds: number, nowMs: number): StepClock {
  const before = leftOf(clock, nowMs)
  const after = Math.max(0, Math.max(0, before ?? 0) + seconds * 1_000)
  if (before === null && seconds <= 0) return clock
  const full = Math.max(0, (clock.full ?? 0) + after - Math.max(0, before ?? 0))
  return clock.left === null
    ? { endsAt: nowMs + after, left: null, full }
    : { endsAt: null, left: after, full }
}

/** Everybody at a table may shorten its time, and nobody takes all of it away: so many milliseconds stay of what was left. */
const leastTableMs = 60_000

export function withTableTime(clock: StepClock, seconds: number, nowMs: number): StepClock {
  const before = leftOf(clock, nowMs) ?? 0
  if (seconds >= 0 || before <= 0) return withTime(clock, Math.max(0, seconds), nowMs)
  const taken = Math.min(-seconds * 1_000, Math.max(0, before - leastTableMs))
  return withTime(clock, -taken / 1_000, nowMs)
}

/** A table's clock stands at no less than nothing. */
export function pausedTable(clock: StepClock, nowMs: number): StepClock {
  const stopped = paused(clock, nowMs)
  return stopped.left === null ? stopped : { ...stopped, left: Math.max(0, stopped.left) }
}

/** The steps in which the workshop has been, by path. */
export function visitedSteps({ template, log }: Pick<Agenda, 'template' | 'log'>): ReadonlySet<StepPath> {
  const known = new Set(stepsOf(template).map(({ path }) => path))
  return new Set(log.flatMap(({ to }) => (to !== null && known.has(to) ? [to] : [])))
}

/** The part of the running step that decides rights. Undefined while no step closes anything. */
function allowanceOf(now: AgendaNow | undefined): StepAllowance | undefined {
  if (now?.state !== AgendaState.running || now.allows === null) return undefined
  return { allows: [...now.allows, ...now.opened] }
}

/** The part of an agenda that decides rights. */
export function agendaStateOf(now: AgendaNow | undefined): Pick<BoardState, 'step' | 'isOver' | 'opened'> {
  const step = allowanceOf(now)
  return {
    ...(step && { step }),
    ...(now?.state === AgendaState.ended && { isOver: true }),
    ...(now && now.opened.length > 0 && { opened: now.opened }),
  }
}

/** The vote, unless it is of another step than the one that runs: the room has left that one. */
export function voteInRoom<Vote extends { readonly step?: StepPath }>(
  vote: Vote | undefined,
  agenda: Pick<Agenda, 'now'> | null,
): Vote | undefined {
  const running = agenda?.now.state === AgendaState.running ? agenda.now.step : null
  return agenda && vote?.step !== undefined && vote.step !== running ? undefined : vote
}

/** The name under which `progress` has "n of m are done" with the step of a move. */
export function progressKeyOf(move: number): string {
  return `done:${move}`
}

interface PurposeGate {
  readonly template: Template
  readonly log: readonly Pick<LogEntry, 'to' | 'despite'>[]
  readonly hasPurpose: boolean
  readonly needsPurpose: (step: Step) => boolean
}

/**
 * True when the group may not go to this step: it needs a purpose, and none was adopted. Once a facilitator has said why the
 * group goes on without one, all such steps are open.
 */
export function isPurposeMissing(
  target: Step,
  { template, log, hasPurpose, needsPurpose }: PurposeGate,
): boolean {
  if (hasPurpose || !needsPurpose(target)) return false
  return !log.some(({ to, despite }) => {
    const reached = despite === undefined ? undefined : findStep(template, to)
    return reached !== undefined && needsPurpose(reached.step)
  })
}
