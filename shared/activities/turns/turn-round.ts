import { isId, isStepPath } from '../../board/id.ts'
import type { StepPath } from '../../agenda/template.ts'

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
  /** Who comes next, so that they can get ready. They may have left. */
  readonly next: string | null
  readonly spoken: readonly string[]
  /** People who were not ready: after all others. */
  readonly later: readonly string[]
}

export const emptyRound: TurnRound = { change: 0, now: null, next: null, spoken: [], later: [] }

/** Seconds that a facilitator adds to a turn. */
export const moreSeconds = 30

/** The round of a step in the server's state of this activity. */
export function roundIn(state: unknown, path: StepPath): TurnRound {
  const rounds = (typeof state === 'object' && state !== null ? state : {}) as Record<string, unknown>
  const round = isStepPath(path) && Object.hasOwn(rounds, path) ? rounds[path] : undefined
  if (typeof round !== 'object' || round === null) return emptyRound
  const { change, now, next, spoken, later } = round as Record<string, unknown>
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
  if (round.next !== null && waiting.includes(round.next)) return round
  return { ...round, next: waiting.length > 0 ? pick(waiting) : null }
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
