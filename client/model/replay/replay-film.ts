import { noteSide } from '#shared/geometry/sizes.ts'
import {
  emptyReplayBoard,
  replayed,
  type ReplayBoard,
  type ReplayMark,
  type ReplayStep,
} from '#shared/board/replay.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { titleBand } from '#shared/geometry/area.ts'
import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { Replay } from '#shared/wire/replay.ts'
import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'

/** A replay as people watch it: one picture for each step, and the moments worth going to. */
export interface Film {
  readonly steps: readonly ReplayStep[]
  readonly moments: readonly FilmMoment[]
  /** Times between which nothing can be shown; null: until recording begins again. */
  readonly gaps: Replay['gaps']
  /** All that were ever open, by id. */
  readonly rounds: ReplayBoard['rounds']
  /** The time of each step at normal speed, milliseconds from the beginning: long waits are cut short. */
  readonly shownAt: readonly number[]
  /** The bounds of the board, sampled at some steps: things that strayed for a moment are left out. */
  readonly bounds: Rect | undefined
  /** The board after the step with this index. */
  readonly boardAt: (index: number) => ReplayBoard
}

export interface FilmMoment extends Omit<ReplayMark, 'kind'> {
  /** Of its step. */
  readonly index: number
  readonly kind: MomentKind
}

/** Kinds of checkpoints with a mark on the time line; votes and reveals have marks of their own. */
const keptMoments = ['demand', 'removal', 'restore'] as const satisfies readonly CheckpointReason[]
/** `gap`: the steps before cannot be shown. */
export type MomentKind = ReplayMark['kind'] | (typeof keptMoments)[number] | 'gap'

/** Moments of one step: one place on the time line. */
export interface FilmTick {
  readonly index: number
  readonly moments: readonly FilmMoment[]
}

/** A page of a replay; without steps when it could not be read. */
export interface FilmPage {
  readonly from: number
  readonly steps: readonly ReplayStep[] | undefined
}

/** The longest wait shown in a film, milliseconds. Not measured. */
export const longestWaitMs = 5_000

/** The number of boards of a film kept in memory: jumping takes some milliseconds, and a long film stays small. */
const mostKept = 64
const leastApart = 64

/** Often enough for the bounds to hold everything that stayed for some time. Not measured. */
const samples = 50

/**
 * The steps of these pages that can be shown. A step builds on those before it, so the steps after a lost page are lost
 * too, until a step describes the whole board.
 */
export function showable(pages: readonly FilmPage[]): Pick<Film, 'steps' | 'gaps'> {
  const steps: ReplayStep[] = []
  const gaps: Replay['gaps'][number][] = []
  let lostFrom: number | undefined
  for (const { from, steps: read } of pages) {
    if (!read) {
      lostFrom ??= from
      continue
    }
    const start = lostFrom === undefined ? 0 : read.findIndex(({ isWhole }) => isWhole)
    const whole = read[start]
    if (lostFrom !== undefined && whole) gaps.push({ from: lostFrom, until: whole.at })
    if (start < 0) continue
    lostFrom = undefined
    steps.push(...read.slice(start))
  }
  if (lostFrom !== undefined) gaps.push({ from: lostFrom, until: null })
  return { steps, gaps }
}

export function filmOf(
  steps: readonly ReplayStep[],
  { moments, gaps }: Pick<Replay, 'moments' | 'gaps'>,
): Film {
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
    // Continues from the last board: notes that have not changed stay the same objects.
    const isNear = recent.index <= index && recent.index >= from * keptEvery
    const start = isNear ? recent : { index: from * keptEvery, board: kept[from] ?? emptyReplayBoard }
    recent = { index, board: replayed(start.board, steps.slice(start.index + 1, index + 1)) }
    return recent.board
  }
  return {
    steps,
    moments: [...endsOf(steps, gaps), ...marksOf(steps), ...keptOf(steps, moments)].sort(
      (a, b) => a.index - b.index,
    ),
    gaps: gaps.toSorted((a, b) => a.from - b.from),
    rounds: new Map(steps.flatMap(({ rounds = [] }) => rounds.map((round) => [round.id, round] as const))),
    shownAt,
    bounds: boundsOf(
      sampled(steps.length).flatMap((index) => {
        const { notes, areas } = boardAt(index)
        const drawn = [...areas.values()].filter(({ id }) => isDrawnAreaId(id))
        return [...[...notes.values()].map(rectOf), ...drawn.map(withTitle)]
      }),
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

/** A gap before the first step is not shown. */
function endsOf(steps: readonly ReplayStep[], gaps: Replay['gaps']): readonly FilmMoment[] {
  return gaps.flatMap(({ until }) => {
    const index = until === null ? -1 : steps.findIndex(({ at }) => at >= until)
    return index > 0 ? [{ index, kind: 'gap' }] : []
  })
}

function keptOf(steps: readonly ReplayStep[], moments: Replay['moments']): readonly FilmMoment[] {
  return moments.flatMap(({ at, reason }) => {
    const kind = keptMoments.find((known) => known === reason)
    if (!kind) return []
    const before = steps.findLastIndex((step) => step.at <= at)
    // A checkpoint is kept just before something happens, which the next step shows.
    const index = kind === 'demand' ? before : Math.min(before + 1, steps.length - 1)
    return index < 0 ? [] : [{ index, kind }]
  })
}

/** The last moment before or at this time. */
export function momentBefore({ moments }: Film, index: number): FilmMoment | undefined {
  return moments.findLast((moment) => moment.index <= index)
}

/** In the order of time. */
export function ticksOf({ moments }: Pick<Film, 'moments'>): readonly FilmTick[] {
  const ticks = new Map<number, FilmMoment[]>()
  for (const moment of moments) ticks.set(moment.index, [...(ticks.get(moment.index) ?? []), moment])
  return [...ticks].map(([index, together]) => ({ index, moments: together }))
}

/** The title stands above the area. */
function withTitle({ x, y, width, height }: Rect): Rect {
  return { x, y: y - titleBand, width, height: height + titleBand }
}

function rectOf({ x, y }: { readonly x: number; readonly y: number }): Rect {
  return { x, y, width: noteSide, height: noteSide }
}
