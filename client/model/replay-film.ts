import { noteSide } from '#shared/board/note.ts'
import {
  emptyReplayBoard,
  replayed,
  type ReplayBoard,
  type ReplayMark,
  type ReplayStep,
} from '#shared/board/replay.ts'
import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { Replay } from '#shared/wire/replay.ts'
import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'

/** A replay as it is looked at: one picture a step, and the moments worth going to. */
export interface Film {
  readonly steps: readonly ReplayStep[]
  readonly moments: readonly FilmMoment[]
  /** When each step is shown at the speed of life, milliseconds from the beginning: long waits are cut short. */
  readonly shownAt: readonly number[]
  /** Around what stood on the board, looked at now and then: what strayed for a moment is left out. */
  readonly bounds: Rect | undefined
  /** The board after the step with this index. */
  readonly boardAt: (index: number) => ReplayBoard
}

export interface FilmMoment {
  /** Of its step. */
  readonly index: number
  readonly kind: MomentKind
  readonly round?: string
}

/** Votes and reveals have marks of their own: of the points to return to, these say something more. */
const keptMoments = ['demand', 'removal', 'restore'] as const satisfies readonly CheckpointReason[]
export type MomentKind = ReplayMark['kind'] | (typeof keptMoments)[number]

/** Nobody wants to look longer than this at a board on which nothing happens: taste. */
export const longestWaitMs = 5_000

/** So many boards of a film are kept, so that going anywhere takes some milliseconds, and a long film is no burden. */
const mostKept = 64
const leastApart = 64

/** Often enough for the view to hold what the board was for some time; taste. */
const samples = 50

export function filmOf(steps: readonly ReplayStep[], { moments }: Pick<Replay, 'moments'>): Film {
  const shownAt: number[] = []
  const kept: ReplayBoard[] = []
  const keptEvery = Math.max(leastApart, Math.ceil(steps.length / mostKept))
  let recent = { index: -1, board: emptyReplayBoard }
  let board = emptyReplayBoard
  for (const [index, { at }] of steps.entries()) {
    const former = steps[index - 1]?.at ?? at
    shownAt.push((shownAt.at(-1) ?? 0) + Math.min(longestWaitMs, Math.max(0, at - former)))
    if (index % keptEvery > 0) continue
    board = replayed(board, steps.slice(Math.max(0, index + 1 - keptEvery), index + 1))
    kept.push(board)
  }
  const boardAt = (index: number): ReplayBoard => {
    const from = Math.floor(index / keptEvery)
    // Going on from what was asked for last: notes that have not changed stay the same objects.
    const isNear = recent.index <= index && recent.index >= from * keptEvery
    const start = isNear ? recent : { index: from * keptEvery, board: kept[from] ?? emptyReplayBoard }
    recent = { index, board: replayed(start.board, steps.slice(start.index + 1, index + 1)) }
    return recent.board
  }
  return {
    steps,
    moments: [...marksOf(steps), ...keptOf(steps, moments)].sort((a, b) => a.index - b.index),
    shownAt,
    bounds: boundsOf(
      sampled(steps.length).flatMap((index) => [...boardAt(index).notes.values()].map(rectOf)),
    ),
    boardAt,
  }
}

/** Moments spread evenly over a film, its last one among them. */
function sampled(count: number): readonly number[] {
  const apart = Math.max(1, Math.ceil(count / samples))
  const found: number[] = []
  for (let index = count - 1; index >= 0; index -= apart) found.push(index)
  return found
}

function marksOf(steps: readonly ReplayStep[]): readonly FilmMoment[] {
  return steps.flatMap(({ marks = [] }, index) => marks.map((mark) => ({ index, ...mark })))
}

function keptOf(steps: readonly ReplayStep[], moments: Replay['moments']): readonly FilmMoment[] {
  return moments.flatMap(({ at, reason }) => {
    const kind = keptMoments.find((known) => known === reason)
    if (!kind) return []
    const before = steps.findLastIndex((step) => step.at <= at)
    // What is kept before something is kept just before it: what is worth seeing comes with the next step.
    const index = kind === 'demand' ? before : Math.min(before + 1, steps.length - 1)
    return index < 0 ? [] : [{ index, kind }]
  })
}

/** The last moment that has come by then. */
export function momentBefore({ moments }: Film, index: number): FilmMoment | undefined {
  return moments.findLast((moment) => moment.index <= index)
}

function rectOf({ x, y }: { readonly x: number; readonly y: number }): Rect {
  return { x, y, width: noteSide, height: noteSide }
}
