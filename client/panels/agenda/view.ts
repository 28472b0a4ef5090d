import { AgendaState, leftOf, LogKind, type Agenda, type StepClock } from '#shared/agenda/agenda.ts'
import { fill, type Sentence } from '#shared/agenda/fill.ts'
import {
  endTime,
  findStep,
  nextStep,
  previousStep,
  stepsOf,
  stepSeconds,
  type PlacedStep,
} from '#shared/agenda/steps.ts'
import type { Answers, WordsLanguage } from '#shared/agenda/template.ts'
import { cutTo } from '#shared/text/letters.ts'
import { momentsOfDay } from '../ui/time-of-day.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'

/** The running step as everybody sees it. */
export interface StepView {
  readonly placed: PlacedStep
  /** From 1, over all phases. */
  readonly number: number
  readonly total: number
  readonly phase: Sentence
  /** From 1. */
  readonly phaseNumber: number
  readonly phases: number
  readonly purpose: Sentence | undefined
  /** The phase begins with this step. */
  readonly isFirstOfPhase: boolean
  /** The sentence to read out, then what helps to follow it. */
  readonly prompt: readonly Sentence[]
}

/** Undefined while no step runs. */
export function stepView(agenda: Agenda, language: WordsLanguage): StepView | undefined {
  const { template, now, answers } = agenda
  const placed = now.state === AgendaState.running ? findStep(template, now.step) : undefined
  if (!placed) return undefined
  const { phase, step, index } = placed
  const say = (words: Parameters<typeof fill>[0]) => fill(words, language, answers)
  return {
    placed,
    number: index + 1,
    total: stepsOf(template).length,
    phase: say(phase.title),
    phaseNumber: template.phases.indexOf(phase) + 1,
    phases: template.phases.length,
    purpose: phase.purpose && say(phase.purpose),
    isFirstOfPhase: phase.steps[0] === step,
    prompt: step.prompt.map(say),
  }
}

/** The workshop has just gone on to another phase than the first. */
export function isPhaseBegun({ template, now, log }: Agenda): boolean {
  const placed = now.state === AgendaState.running ? findStep(template, now.step) : undefined
  const last = log.findLast(({ kind }) => movesOn.has(kind))
  const hasGoneOn = last?.kind === LogKind.on || last?.kind === LogKind.skip
  return hasGoneOn && placed !== undefined && placed.phase.steps[0] === placed.step && placed.index > 0
}

export const ClockMark = { none: 'none', minute: 'minute', ten: 'ten', over: 'over' } as const
export type ClockMark = (typeof ClockMark)[keyof typeof ClockMark]

export interface ClockView {
  /** Whole seconds left; beyond zero the seconds that it has taken longer. */
  readonly seconds: number
  readonly mark: ClockMark
  readonly isPaused: boolean
  /** Milliseconds until the next other second; null while it stands. */
  readonly nextMs: number | null
}

const marks = { minute: 60, ten: 10 } as const

/** Null for a step without a time. The second that is left last is shown as 1, and zero is the end. */
export function clockView(clock: StepClock, nowMs: number): ClockView | null {
  const left = leftOf(clock, nowMs)
  if (left === null) return null
  const isOver = left <= 0
  const seconds = isOver ? Math.floor(Math.abs(left) / 1_000) : Math.ceil(left / 1_000)
  const isPaused = clock.endsAt === null
  const rest = isOver ? 1_000 - (Math.abs(left) % 1_000) : left % 1_000 || 1_000
  return { seconds, mark: markOf(isOver, seconds), isPaused, nextMs: isPaused ? null : rest }
}

function markOf(isOver: boolean, seconds: number): ClockMark {
  if (isOver) return ClockMark.over
  if (seconds <= marks.ten) return ClockMark.ten
  return seconds <= marks.minute ? ClockMark.minute : ClockMark.none
}

/** Counts of the running step: done with it, or having voted. */
export interface Figures {
  readonly done: number | null
  readonly of: number
}

/** The step that the one button leads to; undefined after the last. */
function stepAhead({ template, now }: Pick<Agenda, 'template' | 'now'>): PlacedStep | undefined {
  return now.state === AgendaState.ended ? undefined : nextStep(template, now.step)
}

export interface Ahead {
  /** Undefined after the last step: going on ends the workshop. */
  readonly next: PlacedStep | undefined
  readonly isFirst: boolean
  readonly isNewPhase: boolean
}

/** Where the one button leads. */
export function aheadOf(agenda: Agenda): Ahead {
  const next = stepAhead(agenda)
  const current = findStep(agenda.template, agenda.now.step)
  return {
    next,
    isFirst: agenda.now.state === AgendaState.ready,
    isNewPhase: next !== undefined && next.phase.id !== current?.phase.id,
  }
}

export function stepBehind({ template, now }: Pick<Agenda, 'template' | 'now'>): PlacedStep | undefined {
  if (now.step === null) return undefined
  return now.state === AgendaState.ended ? findStep(template, now.step) : previousStep(template, now.step)
}

/** The step after the next one: skipping leads there, past the one that comes. */
export function stepBeyond(agenda: Agenda): PlacedStep | undefined {
  const next = stepAhead(agenda)
  return next && nextStep(agenda.template, next.path)
}

/** Letters of a prompt that name a step. */
const nameLength = 60

/** A step in a few words: the phase that begins with it, else the beginning of its prompt. */
export function stepName({ phase, step }: PlacedStep, language: WordsLanguage, answers: Answers): string {
  const [first] = step.prompt
  if (phase.steps[0] === step || !first) return inItsSpaces(fill(phase.title, language, answers))
  const said = fill(first, language, answers)
  return inItsSpaces({ ...said, text: shortName(said.text) })
}

function inItsSpaces({ text, language }: Sentence): string {
  return language === 'fr' ? frenchSpaces(text) : text
}

/** The text without a full stop at its end; of a long one its first sentence, or as many whole words as there is room for. */
function shortName(text: string): string {
  if (text.length <= nameLength) return text.replace(/(?<!\.)\.$/u, '')
  const sentence = /^.{8,}?(?=\.\s)/u.exec(text)?.[0] ?? text
  if (sentence.length <= nameLength) return sentence
  const whole = cutTo(sentence, nameLength).replace(/[\s,;:]+\S*$/u, '')
  return `${whole.length > nameLength / 2 ? whole : cutTo(sentence, nameLength)}…`
}

/** When the whole ends if every later step takes its time, by the server's clock. Null before the start. */
export function expectedEnd(agenda: Agenda, nowMs: number): number | null {
  if (agenda.now.state !== AgendaState.running) return null
  const leftMs = leftOf(agenda.clock, nowMs) ?? 0
  const momentOf = momentsOfDay(nowMs)
  return endTime(agenda.template, agenda.answers, { path: agenda.now.step, leftMs, nowMs, momentOf })
}

/** The end that was wished at the start, as `17:00`. */
export function wishedEnd({ template, answers }: Pick<Agenda, 'template' | 'answers'>): string | undefined {
  const wished = template.endFrom === undefined ? undefined : answers[template.endFrom]
  return typeof wished === 'string' && wished !== '' ? wished : undefined
}

/**
 * Minutes by which the whole is late; below zero when it is early. The plan is the end that was wished, or else that
 * of all steps from the start. Null before the start.
 */
export function driftMinutes(agenda: Agenda, nowMs: number): number | null {
  const end = expectedEnd(agenda, nowMs)
  const start = agenda.log.find(({ kind }) => kind === LogKind.start)
  if (end === null || !start) return null
  const { template, answers } = agenda
  const momentOf = momentsOfDay(start.at)
  const wished = momentOf(wishedEnd(agenda) ?? '')
  const planned =
    wished !== undefined && wished > start.at
      ? wished
      : endTime(template, answers, { path: null, leftMs: 0, nowMs: start.at, momentOf })
  return Math.round((end - planned) / 60_000)
}

/** A step in the list of all: what was planned, and how long people have been in it. */
export interface ListedStep extends PlacedStep {
  readonly planned: number | null
  /** Seconds in this step so far, all visits together; null when nobody has been in it. */
  readonly actual: number | null
  readonly isNow: boolean
}

export function listedSteps(agenda: Agenda, nowMs: number): readonly ListedStep[] {
  const { template, answers, now, log } = agenda
  const moves = log.filter(({ kind }) => movesOn.has(kind))
  const seconds = new Map<string, number>()
  for (const [index, { to, at }] of moves.entries()) {
    if (to === null) continue
    const until = moves[index + 1]?.at ?? nowMs
    seconds.set(to, (seconds.get(to) ?? 0) + Math.max(0, until - at) / 1_000)
  }
  return stepsOf(template).map((placed) => ({
    ...placed,
    planned: stepSeconds(placed.step, answers),
    actual: seconds.get(placed.path) ?? null,
    isNow: now.state === AgendaState.running && placed.path === now.step,
  }))
}

const movesOn: ReadonlySet<LogKind> = new Set([
  LogKind.start,
  LogKind.on,
  LogKind.back,
  LogKind.skip,
  LogKind.undo,
  LogKind.end,
])
