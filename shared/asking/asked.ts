import type { StepPath } from '../agenda/template.ts'
import type { Progress } from '../board/progress.ts'
import { AskAudience, type Ask, type Asks } from './ask.ts'
import type { AnswerCount, AskedOutcome, SaidText, ShownColumn } from './outcome.ts'

/** The questions of a step as everybody sees them, frozen when they are asked. */
export interface Asked {
  readonly id: string
  /** The step asks them for so many times now, from 1 on. */
  readonly turn: number
  readonly audience: AskAudience
  readonly asks: Asks
  /** Null while they are open. */
  readonly shown: AskedOutcome | null
}

/** The item with the figures of a step: a change costs some 60 bytes. */
export function figuresItem(path: StepPath): string {
  return `n:${path}`
}

/** The questions of a step; undefined when it has asked none. `state` is unchecked: files have it, too. */
export function askedIn(state: unknown, path: StepPath): Asked | undefined {
  return readAsked(itemOf(state, path))
}

/** "n of m have answered" of the step's open questions. */
export function figuresIn(state: unknown, path: StepPath): Progress | undefined {
  const { done, of } = fieldsOf(itemOf(state, figuresItem(path)))
  return (done === null || isCount(done)) && isCount(of) ? { done, of } : undefined
}

/** Everything that was asked and shown, by step. */
export function allShownIn(state: unknown): readonly (readonly [StepPath, Asked])[] {
  return Object.entries(fieldsOf(state)).flatMap(([path, item]) => {
    const asked = readAsked(item)
    return asked?.shown ? [[path, asked] as const] : []
  })
}

function readAsked(item: unknown): Asked | undefined {
  const { id, turn, audience, asks, shown } = fieldsOf(item)
  const known = Object.values(AskAudience).find((each) => each === audience)
  const questions = readAsks(asks)
  const outcome = shown === null ? null : readOutcome(shown)
  if (typeof id !== 'string' || !isCount(turn) || !known || !questions || outcome === undefined)
    return undefined
  return { id, turn, audience: known, asks: questions, shown: outcome }
}

function readAsks(value: unknown): Asks | undefined {
  const entries = Object.entries(fieldsOf(value)).map(([name, ask]) => [name, readAsk(ask)] as const)
  const asks = entries.flatMap(([name, ask]) => (ask ? [[name, ask] as const] : []))
  return asks.length > 0 && asks.length === entries.length ? Object.fromEntries(asks) : undefined
}

/** No scale that people answer is longer. */
const longestScale = 100

function readAsk(value: unknown): Ask | undefined {
  const { kind, from, to, of, most } = fieldsOf(value)
  if (kind === 'scale' && isCount(from) && isCount(to) && to >= from && to - from <= longestScale)
    return { kind, from, to }
  if (kind === 'choice' && Array.isArray(of) && of.every((option) => typeof option === 'string'))
    return { kind, of }
  if (kind === 'text' && isCount(most)) return { kind, most }
  return undefined
}

function readOutcome(value: unknown): AskedOutcome | undefined {
  const { at, voted, of, columns } = fieldsOf(value)
  if (!isCount(at) || !isCount(voted) || !isCount(of)) return undefined
  const read = Object.entries(fieldsOf(columns)).flatMap(([name, column]) => {
    const known = readColumn(column)
    return known ? [[name, known] as const] : []
  })
  return { at, voted, of, columns: Object.fromEntries(read) }
}

function readColumn(value: unknown): ShownColumn | undefined {
  const { kind, counts, texts, left } = fieldsOf(value)
  if (kind === 'withheld') return { kind }
  if (kind === 'counts' && Array.isArray(counts)) return { kind, counts: counts.flatMap(readCount) }
  if (kind === 'texts' && Array.isArray(texts))
    return { kind, texts: texts.flatMap(readText), left: isCount(left) ? left : 0 }
  return undefined
}

function readCount(value: unknown): readonly AnswerCount[] {
  const { answer, count, names } = fieldsOf(value)
  if ((typeof answer !== 'string' && typeof answer !== 'number') || !isCount(count)) return []
  return [
    { answer, count, names: Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [] },
  ]
}

function readText(value: unknown): readonly SaidText[] {
  const { text, name } = fieldsOf(value)
  return typeof text === 'string' ? [{ text, name: typeof name === 'string' ? name : null }] : []
}

function itemOf(state: unknown, id: string): unknown {
  const items = fieldsOf(state)
  return Object.hasOwn(items, id) ? items[id] : undefined
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
