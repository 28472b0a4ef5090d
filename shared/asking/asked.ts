import type { StepPath } from '../agenda/template.ts'
import type { Progress } from '../board/progress.ts'
import {
  AskAudience,
  itemsOf,
  type Ask,
  type AskedItem,
  type Asks,
  type Pair,
  type Pairs,
  type Turn,
  type Thing,
} from './ask.ts'
import type { AnswerCount, AnswerReason, AskedOutcome, SaidText, ShownColumn } from './outcome.ts'

/** The questions of a step as everybody sees them, frozen when they are asked. */
export interface Asked {
  readonly id: string
  /** The step asks them for so many times now, from 1 on. */
  readonly turn: number
  readonly audience: AskAudience
  readonly asks: Asks
  /** Of a step that asks several times: this time is about it. Its things are told apart by names. */
  readonly about?: Thing
  readonly things: readonly Thing[]
  /** Null: not two at a time. */
  readonly pairs: Pairs | null
  /** When the next pair comes, by the server's clock; null: not by itself. */
  readonly until: number | null
  /** Of turns: what came out of those so far. */
  readonly past?: AskedOutcome
  /** Null while they are open. */
  readonly shown: AskedOutcome | null
}

/** Questions whose answers are shown. */
export type ShownAsked = Asked & { readonly shown: AskedOutcome }

/** The item with the figures of a step: a change costs some 60 bytes. */
export function figuresItem(path: StepPath): string {
  return `n:${path}`
}

/** The item with the things of a step that somebody proposed, and why. */
export function proposedItem(path: StepPath): string {
  return `p:${path}`
}

/** The item with questions that were shown before others were asked in the same step. */
export function formerItem(path: StepPath, turn: number): string {
  return `t${turn}:${path}`
}

/** Why a thing was proposed, unsigned; without words nothing stands here. By the id of the thing. */
export type Proposed = Readonly<Record<string, readonly string[]>>

/** The questions of a step; undefined when it has asked none. `state` is unchecked: files have it, too. */
export function askedIn(state: unknown, path: StepPath): Asked | undefined {
  return readAsked(itemOf(state, path))
}

export function isShown(asked: Asked | undefined): asked is ShownAsked {
  return asked?.shown != null
}

/** "n of m have answered" of the step's open questions. */
export function figuresIn(state: unknown, path: StepPath): Progress | undefined {
  const { done, of } = fieldsOf(itemOf(state, figuresItem(path)))
  return (done === null || isCount(done)) && isCount(of) ? { done, of } : undefined
}

/** The things about which people are asked since somebody proposed it. */
export function proposedIn(state: unknown, path: StepPath, { id }: Pick<Asked, 'id'>): Proposed {
  const { asked, things } = fieldsOf(itemOf(state, proposedItem(path)))
  if (asked !== id) return {}
  return Object.fromEntries(
    Object.entries(fieldsOf(things)).map(([thing, reasons]) => [thing, texts(reasons)]),
  )
}

/** Everything that was asked and shown, by step. */
export function allShownIn(state: unknown): readonly (readonly [StepPath, ShownAsked])[] {
  return allAskedIn(state).flatMap(([path, asked]) => (isShown(asked) ? [[path, asked] as const] : []))
}

/** Everything that was asked, by step, in the order of its turns. */
export function allAskedIn(state: unknown): readonly (readonly [StepPath, Asked])[] {
  return Object.entries(fieldsOf(state))
    .flatMap(([key, item]) => {
      const asked = readAsked(item)
      return asked ? [[key.replace(/^t\d+:/u, ''), asked] as const] : []
    })
    .toSorted(([, one], [, other]) => one.turn - other.turn)
}

/** The field of this name; undefined when it is not asked. */
export function fieldIn(asked: Asked, item: string): AskedItem | undefined {
  return itemsOf(asked).find((each) => each.item === item)
}

function readAsked(item: unknown): Asked | undefined {
  const { id, turn, audience, asks, about, things: all, pairs, until, past, shown } = fieldsOf(item)
  const known = Object.values(AskAudience).find((each) => each === audience)
  const questions = readAsks(asks)
  const outcome = shown === null ? null : readOutcome(shown)
  if (typeof id !== 'string' || !isCount(turn) || !known || !questions || outcome === undefined)
    return undefined
  const things = readThings(all)
  const before = readOutcome(past)
  const [thing] = readThings([about])
  return {
    id,
    turn,
    audience: known,
    asks: questions,
    ...(thing && { about: thing }),
    things,
    pairs: readPairs(pairs, things.length),
    until: isCount(until) ? until : null,
    ...(before && { past: before }),
    shown: outcome,
  }
}

/** What came out about one thing of those that are asked about in turns. */
export function pastOf(asked: Asked, place: number): ShownAsked | null {
  const { pairs, past } = asked
  if (!pairs || !past) return null
  const all = pairs.all.map((part): Pair | Turn => (part[0] === place ? part : [part[0], null]))
  return { ...asked, pairs: { ...pairs, all }, shown: past }
}

function readAsks(value: unknown): Asks | undefined {
  const entries = Object.entries(fieldsOf(value)).map(([name, ask]) => [name, readAsk(ask)] as const)
  const asks = entries.flatMap(([name, ask]) => (ask ? [[name, ask] as const] : []))
  return asks.length > 0 && asks.length === entries.length ? Object.fromEntries(asks) : undefined
}

/** No scale that people answer is longer. */
const longestScale = 100

function readAsk(value: unknown): Ask | undefined {
  const { kind, from, to, of, most, between, labels, passes, reason } = fieldsOf(value)
  const answered = { ...(passes === true && ({ passes } as const)), ...(isCount(reason) && { reason }) }
  if (kind === 'scale' && isCount(from) && isCount(to) && to >= from && to - from <= longestScale)
    return { kind, from, to, ...answered }
  if (kind === 'choice' && Array.isArray(of) && of.every((option) => typeof option === 'string')) {
    const [one, other] = texts(between)
    return {
      kind,
      of,
      ...(one !== undefined && other !== undefined && { between: [one, other] }),
      ...(labels !== undefined && { labels: readWords(labels) }),
      ...answered,
    }
  }
  if (kind === 'text' && isCount(most)) return { kind, most }
  return undefined
}

/** Questions of before there were things have none. */
function readThings(value: unknown): readonly Thing[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((thing) => {
    const { id, text, label, options } = fieldsOf(thing)
    if (typeof id !== 'string' || typeof text !== 'string') return []
    const own = options !== undefined && { options: readWords(options) }
    return [{ id, text, label: typeof label === 'string' ? label : '', ...own }]
  })
}

function readWords(value: unknown): Readonly<Record<string, string>> {
  const words = Object.entries(fieldsOf(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(words)
}

function readPairs(value: unknown, things: number): Pairs | null {
  const { all, at } = fieldsOf(value)
  if (!Array.isArray(all) || !isCount(at)) return null
  const isPlace = (place: unknown): place is number => isCount(place) && place < things
  const known = all.flatMap((part): readonly (Pair | Turn)[] => {
    const [left, right] = Array.isArray(part) ? (part as readonly unknown[]) : []
    if (!isPlace(left)) return []
    if (right === null || typeof right === 'string') return [[left, right]]
    return isPlace(right) && left !== right ? [[left, right]] : []
  })
  return known.length === all.length ? { all: known, at } : null
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
  const { kind, counts, texts: said, left, won, passed, reasons } = fieldsOf(value)
  if (kind === 'withheld') return { kind }
  if (kind === 'outcome' && (won === null || typeof won === 'string' || typeof won === 'number'))
    return { kind, won }
  if (kind === 'counts' && Array.isArray(counts))
    return {
      kind,
      counts: counts.flatMap(readCount),
      ...(isCount(passed) && { passed }),
      ...(Array.isArray(reasons) && { reasons: reasons.flatMap(readReason) }),
    }
  if (kind === 'texts' && Array.isArray(said))
    return { kind, texts: said.flatMap(readText), left: isCount(left) ? left : 0 }
  return undefined
}

function readCount(value: unknown): readonly AnswerCount[] {
  const { answer, count, names } = fieldsOf(value)
  if ((typeof answer !== 'string' && typeof answer !== 'number') || !isCount(count)) return []
  return [{ answer, count, names: texts(names) }]
}

function readReason(value: unknown): readonly AnswerReason[] {
  const { answer } = fieldsOf(value)
  if (typeof answer !== 'string' && typeof answer !== 'number') return []
  return readText(value).map((said) => ({ ...said, answer }))
}

function readText(value: unknown): readonly SaidText[] {
  const { text, name } = fieldsOf(value)
  return typeof text === 'string' ? [{ text, name: typeof name === 'string' ? name : null }] : []
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
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
