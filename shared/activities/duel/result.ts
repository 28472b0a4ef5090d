import { isTurn, itemOfPair, type Thing } from '../../asking/ask.ts'
import { allShownIn, type ShownAsked } from '../../asking/asked.ts'
import { askedName } from '../../board/activities.ts'
import { asideName, asideOf } from '../../board/aside.ts'

/** Two sentences that were compared. */
export interface Duel {
  readonly left: Thing
  readonly right: Thing
  /** Null: a tie. Undefined: nobody answered. */
  readonly winner: Thing | null | undefined
  /** Null: fewer than five answered. */
  readonly counts: { readonly left: number; readonly right: number } | null
}

export interface Ranked {
  readonly thing: Thing
  /** From 1. Those that the rule cannot tell apart have the same. */
  readonly rank: number
  readonly won: number
  readonly tied: number
  readonly lost: number
  /** The largest margin by which it lost a duel: 0 without a defeat, null where a margin is not told. */
  readonly worst: number | null
}

export interface DuelRanking {
  readonly duels: readonly Duel[]
  /** Best first. */
  readonly rows: readonly Ranked[]
  /** Each beats the next one, and the last one the first. The shortest circle of each knot. */
  readonly circles: readonly (readonly Thing[])[]
  /** People answered about every pair. */
  readonly isWhole: boolean
}

/**
 * The sentences of a duel, ranked by duels won, a tie being half of one (Copeland's method: A. H. Copeland, "A reasonable
 * social welfare function", 1951), then by the smallest worst defeat (minimax, Simpson–Kramer: P. B. Simpson, "On defining
 * areas of voter choice", 1969; G. H. Kramer, "A dynamical model of political equilibrium", 1977). Sentences that are `gone` are left out.
 */
export function rankingOf(asked: ShownAsked, gone: ReadonlySet<string> = new Set()): DuelRanking {
  const duels = duelsOf(asked).filter(({ left, right }) => !gone.has(left.id) && !gone.has(right.id))
  const things = asked.things.filter(({ id }) => !gone.has(id))
  const unranked = things.map((thing) => resultOf(thing, duels))
  const rows = unranked
    .map((each) => ({
      ...each,
      rank: 1 + unranked.filter((other) => isBetter(other, each, unranked)).length,
    }))
    .toSorted((a, b) => a.rank - b.rank || asked.things.indexOf(a.thing) - asked.things.indexOf(b.thing))
  return {
    duels,
    rows,
    circles: circlesOf(things, duels),
    isWhole: duels.every(({ winner }) => winner !== undefined),
  }
}

/** The sentence that a ranking puts first. Null: several share the place, or it stands in a circle, or pairs are missing. */
export function firstOf({ rows, circles, isWhole }: DuelRanking): string | null {
  const [first, second] = rows
  if (!first || !isWhole || second?.rank === 1) return null
  return circles.some((circle) => circle.includes(first.thing)) ? null : first.thing.id
}

/**
 * The sentence that the room chose: the first one of the last duel, without those that were set aside since. Null without a
 * duel, and where a tie or a circle is at the top. `stateOf`: the public state of an activity by its name.
 */
export function chosenOf(stateOf: StateOf): string | null {
  const ranking = lastRankingOf(stateOf)
  return ranking ? firstOf(ranking) : null
}

type StateOf = (name: string) => unknown

/** Of the last duel of the board, without those that were set aside since. Undefined: there was none. */
export function lastRankingOf(stateOf: StateOf): DuelRanking | undefined {
  const last = allShownIn(stateOf(askedName))
    .map(([, asked]) => asked)
    .filter(({ pairs }) => pairs !== null)
    .toSorted((a, b) => a.shown.at - b.shown.at)
    .at(-1)
  return last && rankingOf(last, new Set(asideOf(stateOf(asideName)).keys()))
}

function duelsOf({ things, pairs, shown }: ShownAsked): readonly Duel[] {
  return (pairs?.all ?? []).flatMap((part, at): readonly Duel[] => {
    if (isTurn(part)) return []
    const [one, other] = part
    const [left, right] = [things[one], things[other]]
    if (!left || !right) return []
    const column = shown.columns[itemOfPair(at, 'which')]
    const sideOf = (side: unknown) => (side === 'left' ? left : side === 'right' ? right : null)
    if (column?.kind === 'outcome') return [{ left, right, winner: sideOf(column.won), counts: null }]
    const given = column?.kind === 'counts' ? column.counts : []
    const countOf = (side: string) => given.find(({ answer }) => answer === side)?.count ?? 0
    const counts = { left: countOf('left'), right: countOf('right') }
    const lead = counts.left - counts.right
    const winner = counts.left + counts.right === 0 ? undefined : lead === 0 ? null : lead > 0 ? left : right
    return [{ left, right, winner, counts }]
  })
}

function resultOf(thing: Thing, duels: readonly Duel[]): Omit<Ranked, 'rank'> {
  const own = duels.filter(({ left, right }) => left === thing || right === thing)
  const lost = own.filter(({ winner }) => winner && winner !== thing)
  const margins = lost.map(({ counts }) => counts && Math.abs(counts.left - counts.right))
  return {
    thing,
    won: own.filter(({ winner }) => winner === thing).length,
    tied: own.filter(({ winner }) => winner === null).length,
    lost: lost.length,
    worst: margins.some((margin) => margin === null)
      ? null
      : Math.max(0, ...margins.map((each) => each ?? 0)),
  }
}

/** Of sentences with as many points, margins decide where each of them is told. */
function isBetter(
  one: Omit<Ranked, 'rank'>,
  other: Omit<Ranked, 'rank'>,
  all: readonly Omit<Ranked, 'rank'>[],
): boolean {
  const lead = pointsOf(one) - pointsOf(other)
  if (lead !== 0) return lead > 0
  const level = all.filter((each) => pointsOf(each) === pointsOf(one))
  return level.every(({ worst }) => worst !== null) && (one.worst ?? 0) < (other.worst ?? 0)
}

function pointsOf({ won, tied }: Pick<Ranked, 'won' | 'tied'>): number {
  return won + tied / 2
}

function circlesOf(things: readonly Thing[], duels: readonly Duel[]): readonly (readonly Thing[])[] {
  const beatenBy = (thing: Thing): readonly Thing[] =>
    duels.flatMap(({ left, right, winner }) => (winner === thing ? [left === thing ? right : left] : []))
  const circles: (readonly Thing[])[] = []
  const told = new Set<Thing>()
  for (const thing of things) {
    if (told.has(thing)) continue
    const circle = shortestCircle(thing, beatenBy)
    if (!circle) continue
    circles.push(circle)
    // All that reach this one and are reached by it are in the same knot.
    for (const other of things)
      if (isReached(thing, other, beatenBy) && isReached(other, thing, beatenBy)) told.add(other)
  }
  return circles
}

/** The shortest way over the beaten ones from a sentence back to itself. */
function shortestCircle(
  from: Thing,
  beatenBy: (thing: Thing) => readonly Thing[],
): readonly Thing[] | undefined {
  const ways: (readonly Thing[])[] = [[from]]
  const seen = new Set<Thing>()
  for (const way of ways)
    for (const next of beatenBy(way.at(-1) ?? from)) {
      if (next === from) return way
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  return undefined
}

function isReached(from: Thing, to: Thing, beatenBy: (thing: Thing) => readonly Thing[]): boolean {
  const seen = new Set<Thing>()
  const queue = [from]
  for (const each of queue)
    for (const next of beatenBy(each))
      if (!seen.has(next)) {
        seen.add(next)
        queue.push(next)
      }
  return seen.has(to)
}
