import { constants, gunzipSync, gzipSync } from 'node:zlib'
import {
  changesBetween,
  emptyReplayBoard,
  mergeSteps,
  replayed,
  replayGrainMs,
  wholeStep,
  type ReplayStep,
} from '#shared/board/replay.ts'

/** A stretch of a replay as it is kept and sent: steps in order, as a JSON array in gzip. */
export interface ReplayPage {
  readonly data: Uint8Array
  /** Times of its first and last step. */
  readonly first: number
  readonly last: number
}

export interface PageFacts {
  readonly id: number
  readonly bytes: number
  readonly grain: number
  readonly last: number
}

/** A stretch of pages to be made one, coarser. */
export interface Thinning {
  readonly ids: readonly number[]
  readonly grain: number
  /** Everything before becomes one picture of the board as it was then. */
  readonly before: number
}

/** A page this large is finished, and the next steps begin another: some ten milliseconds to unpack and pack. */
export const pageBytes = 65_536

/** So much is thinned at once: some tenths of a second. */
const thinnedBytes = 524_288
const coarser = 4
const shareToSayAll = 1 / 4
/** Eight and a half minutes: coarser than that, the oldest goes instead. */
const coarsestMs = replayGrainMs * coarser ** 4

export function writePage(steps: readonly ReplayStep[]): ReplayPage | undefined {
  const [first] = steps
  const last = steps.at(-1)
  if (!first || !last) return undefined
  // Copied out of the pool of buffers, which must not be posted as a whole.
  const data = new Uint8Array(gzipSync(JSON.stringify(steps)))
  return { data, first: first.at, last: last.at }
}

export function readPage(data: Uint8Array): readonly ReplayStep[] {
  return JSON.parse(gunzipSync(data).toString()) as readonly ReplayStep[]
}

/** What can be shown of a page when what it goes on from is lost; undefined when nothing can. */
export function restFromWhole(
  data: Uint8Array,
): { readonly page: ReplayPage; readonly isAll: boolean } | undefined {
  const steps = readPage(data)
  const start = steps.findIndex(({ isWhole }) => isWhole)
  const page = start < 0 ? undefined : writePage(steps.slice(start))
  return page && { page, isAll: start === 0 }
}

/** Without unpacking more than its beginning. */
export function beginsWhole(data: Uint8Array): boolean {
  const start = gunzipSync(data.subarray(0, 256), { finishFlush: constants.Z_SYNC_FLUSH }).toString()
  return /^\[\{"at":\d+,"isWhole":true/.test(start)
}

/**
 * What a new page is to begin with, so that it can be shown when those before it are lost: a step that says everything of the
 * board that these pages end with, the first of which begins whole. Undefined while they are too little for so much: the
 * step costs a quarter of them at most.
 */
export function stepThatSaysAll(former: readonly Uint8Array[]): ReplayStep | undefined {
  const steps = former.flatMap(readPage)
  const last = steps.at(-1)
  if (!last) return undefined
  const whole = wholeStep(last.at, replayed(emptyReplayBoard, steps))
  const bytes = former.reduce((sum, { byteLength }) => sum + byteLength, 0)
  return gzipSync(JSON.stringify(whole)).byteLength <= bytes * shareToSayAll ? whole : undefined
}

/** Pages that are to become one: what only says again what those before it say does not say it again. */
export function withoutRepetition(steps: readonly ReplayStep[]): readonly ReplayStep[] {
  const left: ReplayStep[] = []
  let [board, from] = [emptyReplayBoard, 0]
  for (const [index, step] of steps.entries()) {
    if (!step.isWhole || index === 0) {
      left.push(step)
      continue
    }
    const before = replayed(board, steps.slice(from, index))
    ;[board, from] = [replayed(before, [step]), index + 1]
    const { at, marks } = step
    const change = { at, ...changesBetween(before, board), ...(marks && { marks }) }
    if (Object.keys(change).length > 1) left.push(change)
  }
  return left
}

/**
 * At most one step in each `grain`, and of what was before `before` only what was left then. What goes must begin with a
 * whole step.
 */
export function thinSteps(
  steps: readonly ReplayStep[],
  grain: number,
  before: number,
): readonly ReplayStep[] {
  const past = steps.filter(({ at }) => at < before)
  const [oldest, ...others] = past
  const start = floored(before, replayGrainMs)
  const left = oldest && { ...others.reduce(mergeSteps, oldest), at: start, marks: [] }
  const thinned: ReplayStep[] = left ? [left] : []
  for (const step of steps.slice(past.length)) {
    const at = Math.max(start, floored(step.at, grain))
    const former = thinned.at(-1)
    if (former?.at === at) thinned[thinned.length - 1] = { ...mergeSteps(former, step), at }
    else thinned.push({ ...step, at })
  }
  return thinned
}

function floored(at: number, grain: number): number {
  return Math.floor(at / grain) * grain
}

/** What to do about pages that are larger together than `most`; undefined when nothing can be done, or need be. */
export function thinningOf(pages: readonly PageFacts[], most: number): Thinning | undefined {
  if (pages.reduce((sum, { bytes }) => sum + bytes, 0) <= most) return undefined
  const finest = Math.min(...pages.map(({ grain }) => grain))
  if (finest < coarsestMs) {
    // From the oldest on, so that what is recent stays fine the longest.
    const start = pages.findIndex(({ grain }) => grain === finest)
    const run: PageFacts[] = []
    let bytes = 0
    for (const page of pages.slice(start)) {
      if (page.grain !== finest || (run.length > 0 && bytes + page.bytes > thinnedBytes)) break
      run.push(page)
      bytes += page.bytes
    }
    return { ids: run.map(({ id }) => id), grain: finest * coarser, before: 0 }
  }
  const [first, second] = pages
  if (!first || !second) return undefined
  return { ids: [first.id, second.id], grain: finest, before: second.last + 1 }
}
