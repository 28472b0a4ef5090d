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

/** A stretch of a replay as it is stored and sent: steps in order, as a JSON array in gzip. */
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

/** Pages that become one coarser page. */
export interface Thinning {
  readonly ids: readonly number[]
  readonly grain: number
  /** All steps from before become one: the board as it was then. */
  readonly before: number
}

/** A page this large is full, and the next steps begin another. Unpacking and packing it takes some ten milliseconds. */
export const pageBytes = 65_536

/** Bytes that are thinned at once: some tenths of a second. */
const maxThinnedBytes = 524_288
const coarser = 4
const shareToSayAll = 1 / 4
/** Eight and a half minutes. Pages that are this coarse lose their oldest steps instead. */
const maxGrainMs = replayGrainMs * coarser ** 4

export function writePage(steps: readonly ReplayStep[]): ReplayPage | undefined {
  const [first] = steps
  const last = steps.at(-1)
  if (!first || !last) return undefined
  // Copied out of Node's buffer pool. Posting a pooled buffer would send the whole pool.
  const data = new Uint8Array(gzipSync(JSON.stringify(steps)))
  return { data, first: first.at, last: last.at }
}

export function readPage(data: Uint8Array): readonly ReplayStep[] {
  return JSON.parse(gunzipSync(data).toString()) as readonly ReplayStep[]
}

/** The part of a page that can be shown without the pages before it; undefined for none. */
export function restFromWhole(
  data: Uint8Array,
): { readonly page: ReplayPage; readonly isAll: boolean } | undefined {
  const steps = readPage(data)
  const start = steps.findIndex(({ isWhole }) => isWhole)
  const page = start < 0 ? undefined : writePage(steps.slice(start))
  return page && { page, isAll: start === 0 }
}

/** True when the page's first step says everything. Unpacks only its beginning. */
export function beginsWhole(data: Uint8Array): boolean {
  const start = gunzipSync(data.subarray(0, 256), { finishFlush: constants.Z_SYNC_FLUSH }).toString()
  return /^\[\{"at":\d+,"isWhole":true/.test(start)
}

/**
 * A first step for a new page: the whole board at the end of the former pages. With it, the page can be shown when those
 * are lost. The first former page must begin whole. Undefined while the step would take more than a quarter of them.
 */
export function stepThatSaysAll(former: readonly Uint8Array[]): ReplayStep | undefined {
  const steps = former.flatMap(readPage)
  const last = steps.at(-1)
  if (!last) return undefined
  const whole = wholeStep(last.at, replayed(emptyReplayBoard, steps))
  const bytes = former.reduce((sum, { byteLength }) => sum + byteLength, 0)
  return gzipSync(JSON.stringify(whole)).byteLength <= bytes * shareToSayAll ? whole : undefined
}

/** Turns whole steps inside a stretch into plain changes: they repeat what the steps before them say. */
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
 * Merges steps: at most one in each `grain`, and one for all from before `before`. When there are such, the first step
 * must be whole.
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

/** The next pages to thin while all together exceed `maxBytes`; undefined when there is nothing to do. */
export function thinningOf(pages: readonly PageFacts[], maxBytes: number): Thinning | undefined {
  if (pages.reduce((sum, { bytes }) => sum + bytes, 0) <= maxBytes) return undefined
  const finest = Math.min(...pages.map(({ grain }) => grain))
  if (finest < maxGrainMs) {
    // Oldest first, so that recent steps stay fine the longest.
    const start = pages.findIndex(({ grain }) => grain === finest)
    const run: PageFacts[] = []
    let bytes = 0
    for (const page of pages.slice(start)) {
      if (page.grain !== finest || (run.length > 0 && bytes + page.bytes > maxThinnedBytes)) break
      run.push(page)
      bytes += page.bytes
    }
    return { ids: run.map(({ id }) => id), grain: finest * coarser, before: 0 }
  }
  const [first, second] = pages
  if (!first || !second) return undefined
  return { ids: [first.id, second.id], grain: finest, before: second.last + 1 }
}
