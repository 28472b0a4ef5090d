import { isId, isStepPath, stepPathIn } from '../../board/id.ts'
import type { StepPath } from '../../agenda/template.ts'
import { tablesLimit, type Tables } from '../../workshop/tables.ts'

/** One person's turn. */
export interface Turn {
  readonly person: string
  /** By the server's clock, milliseconds since 1970. Nothing happens by itself then. */
  readonly endsAt: number
}

/** A round of turns in one step, as everybody sees it. People are participant ids. */
export interface TurnRound {
  /** Number of the last change: a press that follows another one is refused. */
  readonly change: number
  /** Null: nobody's turn. */
  readonly now: Turn | null
  /** The person who comes next, so that they can get ready. They may have left. */
  readonly next: string | null
  readonly spoken: readonly string[]
  /** People who were not ready: after all others. */
  readonly later: readonly string[]
}

export const emptyRound: TurnRound = { change: 0, now: null, next: null, spoken: [], later: [] }

/** Seconds that a facilitator adds to a turn. */
const moreSeconds = 30

/** The entry of a round in the server's state of this activity: everybody's, or that of one table. */
export function roundKey(path: StepPath, table: number | null): string {
  return table === null ? path : `${path}/${table}`
}

/** The round of a step in the server's state of this activity, or that of one table in it. */
export function roundIn(state: unknown, path: StepPath, table: number | null = null): TurnRound {
  return readRound(entryIn(state, path, table))
}

/** The stored form of a round. The same as long as the round is. */
export function entryIn(state: unknown, path: StepPath, table: number | null): unknown {
  const rounds = (typeof state === 'object' && state !== null ? state : {}) as Record<string, unknown>
  const key = roundKey(path, table)
  return isStepPath(path) && Object.hasOwn(rounds, key) ? rounds[key] : undefined
}

/** The rounds of one step. Those of tables that are no more still say who has spoken. */
export interface StepRounds {
  /** Of everybody. */
  readonly together: TurnRound
  /** In the order of the tables' numbers, from 1. */
  readonly tables: readonly TurnRound[]
}

export function roundsIn(state: unknown, path: StepPath): StepRounds {
  const keys = typeof state === 'object' && state !== null ? Object.keys(state) : []
  const start = `${path}/`
  const numbers = keys.map((key) => (key.startsWith(start) ? Number(key.slice(start.length)) : 0))
  const last = numbers.reduce((most, number) => (Number.isInteger(number) ? Math.max(most, number) : most), 0)
  const tables = Array.from({ length: Math.min(last, tablesLimit) }, (_, index) =>
    roundIn(state, path, index + 1),
  )
  return { together: roundIn(state, path), tables }
}

export function readRound(entry: unknown): TurnRound {
  if (typeof entry !== 'object' || entry === null) return emptyRound
  const { change, now, next, spoken, later } = entry as Record<string, unknown>
  return {
    change: typeof change === 'number' ? change : 0,
    now: turnOf(now),
    next: isId(next) ? next : null,
    spoken: idsIn(spoken),
    later: idsIn(later),
  }
}

function turnOf(entry: unknown): Turn | null {
  if (typeof entry !== 'object' || entry === null) return null
  const { person, endsAt } = entry as Record<string, unknown>
  return isId(person) && typeof endsAt === 'number' ? { person, endsAt } : null
}

function idsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter(isId) : []
}

/** People who are here and have not had their turn, in no order; those who were not ready only when nobody else is left. */
export function waitingIn({ now, spoken, later }: TurnRound, here: readonly string[]): readonly string[] {
  const past = new Set([...spoken, ...(now ? [now.person] : [])])
  const waiting = here.filter((person) => !past.has(person))
  const ready = waiting.filter((person) => !later.includes(person))
  return ready.length > 0 ? ready : waiting
}

export interface NextTurn {
  readonly here: readonly string[]
  readonly endsAt: number
  /** One of these, by chance. Never asked for an empty list. */
  readonly pick: (people: readonly string[]) => string
}

/** The turn ends and the next one begins; without anybody who waits, nobody's. */
export function withNextTurn(round: TurnRound, { here, endsAt, pick }: NextTurn): TurnRound {
  const spoken = round.now ? [...round.spoken, round.now.person] : round.spoken
  const ended = { ...round, now: null, spoken, change: round.change + 1 }
  const waiting = waitingIn(ended, here)
  if (waiting.length === 0) return { ...ended, next: null }
  const person = ended.next !== null && waiting.includes(ended.next) ? ended.next : pick(waiting)
  const begun = { ...ended, now: { person, endsAt }, later: ended.later.filter((one) => one !== person) }
  return withNext(begun, here, pick)
}

/** The person whose turn it is comes later. */
export function withSkippedTurn(round: TurnRound, next: NextTurn): TurnRound {
  if (!round.now) return round
  const { person } = round.now
  const later = [...round.later.filter((one) => one !== person), person]
  const others = waitingIn({ ...round, later }, next.here)
  // Alone they would be called again at once.
  if (others.length === 0) return { ...round, now: null, later, next: person, change: round.change + 1 }
  return withNextTurn({ ...round, now: null, later }, next)
}

/** Somebody comes next again, when nobody did. */
export function withNext(
  round: TurnRound,
  here: readonly string[],
  pick: (people: readonly string[]) => string,
): TurnRound {
  const waiting = waitingIn(round, here)
  const isSettled = round.next === null ? waiting.length === 0 : waiting.includes(round.next)
  return isSettled ? round : { ...round, next: waiting.length > 0 ? pick(waiting) : null }
}

export function withMoreTime(round: TurnRound, now: number): TurnRound {
  if (!round.now) return round
  const from = Math.max(now, round.now.endsAt)
  return {
    ...round,
    now: { ...round.now, endsAt: from + moreSeconds * 1_000 },
    change: round.change + 1,
  }
}

/** Everybody who has spoken in a step, at whichever table. */
export function spokenIn({ together, tables }: StepRounds): ReadonlySet<string> {
  return new Set([together, ...tables].flatMap(({ spoken }) => spoken))
}

/**
 * The rounds once people sit at these tables; without tables, together. Nobody who has spoken anywhere speaks again. A
 * person who has the floor keeps it, unless their table has another speaker.
 */
export function regrouped({ together, tables }: StepRounds, seats: Tables): StepRounds {
  const all = [together, ...tables]
  const seatOf = new Map(seats.flatMap((people, index) => people.map((person) => [person, index] as const)))
  const isTogether = seats.length === 0
  const seatIn = (person: string): number | undefined => (isTogether ? 0 : seatOf.get(person))
  const bySeat = <Item>(items: readonly Item[], personOf: (item: Item) => string) =>
    Map.groupBy(items, (item) => seatIn(personOf(item)))
  const spoken = bySeat([...spokenIn({ together, tables })], same)
  const later = bySeat([...new Set(all.flatMap((round) => round.later))], same)
  const turns = bySeat(
    all.flatMap(({ now }) => now ?? []),
    ({ person }) => person,
  )
  const nextChange = all.reduce((most, { change }) => Math.max(most, change), 0) + 1
  const groupOf = (round: TurnRound, seat: number): TurnRound => {
    const isHere = (person: string) => seatIn(person) === seat
    // People who sit nowhere now may come back: this round still knows that they have spoken.
    const stays = (person: string) => isHere(person) || seatIn(person) === undefined
    const own = { now: round.now && isHere(round.now.person) ? round.now : null }
    const after = {
      now: own.now ?? turns.get(seat)?.[0] ?? null,
      next: round.next !== null && isHere(round.next) ? round.next : null,
      spoken: [...new Set([...round.spoken.filter(stays), ...(spoken.get(seat) ?? [])])],
      later: [...new Set([...round.later.filter(stays), ...(later.get(seat) ?? [])])],
    }
    return isSameRound(round, after) ? round : { ...after, change: nextChange }
  }
  const closed = (round: TurnRound): TurnRound =>
    round.now === null && round.next === null
      ? round
      : { ...round, now: null, next: null, change: nextChange }
  if (isTogether) return { together: groupOf(together, 0), tables: tables.map(closed) }
  const seated = seats.map((_, index) => groupOf(tables[index] ?? emptyRound, index))
  return { together: closed(together), tables: [...seated, ...tables.slice(seats.length).map(closed)] }
}

const same = (person: string): string => person

function isSameRound(a: TurnRound, b: Omit<TurnRound, 'change'>): boolean {
  const factsOf = ({ now, next, spoken, later }: Omit<TurnRound, 'change'>) =>
    JSON.stringify([now?.person, now?.endsAt, next, spoken, later])
  return factsOf(a) === factsOf(b)
}

/** The key of a list in the server's state of this activity, beside the rounds of its steps. Files have it. */
export const shownPhotosKey = 'inReport'

const mark = 'photo:'

/** The entry of one card, which counts before the list. So a tick sends one card to everybody, and not all of them. */
export function shownPhotoKey(card: string): string {
  return mark + card
}

/** The cards whose owners want their photo in the report. */
export function shownPhotosIn(state: unknown): readonly string[] {
  if (typeof state !== 'object' || state === null) return []
  const { [shownPhotosKey]: list, ...others } = state as Record<string, unknown>
  const cards = Object.entries(others).flatMap(([key, isShown]) =>
    key.startsWith(mark) ? [[key.slice(mark.length), isShown === true] as const] : [],
  )
  const listed = Array.isArray(list) ? list.filter(isId).map((card) => [card, true] as const) : []
  return [...new Map([...listed, ...cards])].flatMap(([card, isShown]) =>
    isShown && isId(card) ? [card] : [],
  )
}

/** The key of a list in the server's state of this activity: the steps of this activity in a board file. */
export const turnStepsKey = 'steps'

/** The steps in which people took turns, also those that the agenda no longer has. */
export function turnStepsIn(state: unknown): ReadonlySet<StepPath> {
  if (typeof state !== 'object' || state === null) return new Set()
  const { [turnStepsKey]: list, ...rounds } = state as Record<string, unknown>
  const paths = Object.keys(rounds).map(stepPathIn)
  return new Set([...paths, ...(Array.isArray(list) ? (list as readonly unknown[]) : [])].filter(isStepPath))
}

/** The photos of the cards of an object round stay in the room, unless their owners let them into reports. */
export const turnCards = { steps: turnStepsIn, shown: shownPhotosIn }
