import { threadCpuUsage } from 'node:process'
import * as Y from 'yjs'
import type { ReplayStep } from '#shared/board/replay.ts'
import {
  readPage,
  stepThatSaysAll,
  thinSteps,
  withoutRepetition,
  writePage,
  type ReplayPage,
  type Thinning,
} from './replay-page.ts'
import { freshRecorder, recordSteps, type RecorderState } from './replay-recorder.ts'

/** A snapshot or an update of a board's log; `at` is 0 where it is not known, or nothing was to be recorded. */
export interface TimedPart {
  readonly seq: number
  readonly at: number
  readonly data: Uint8Array
}

/** What a replay goes on from. */
export interface ReplaySource {
  /** The last row of the log that is in the replay. */
  readonly through: number
  readonly recorder: RecorderState
  /** The newest page while it is not full. */
  readonly page: Uint8Array | undefined
  /** When there is none: the pages before, from the last on that begins with a step that says everything. */
  readonly former: readonly Uint8Array[]
  readonly now: number
}

export interface MadeReplay {
  readonly through: number
  readonly recorder: RecorderState
  /** In the place of the page it began with, when there was one; undefined when nothing is new. */
  readonly page: ReplayPage | undefined
  /** CPU time that it took, milliseconds. */
  readonly costMs: number
}

/** The documents of boards larger than this are not recorded: three times the largest the product promises to be quick on. */
const mostBytes = 8_388_608

/** Builds the board of its parts, and records on the way what its replay does not have yet. */
export function buildAndRecord(
  doc: Y.Doc,
  parts: readonly TimedPart[],
  { through, recorder, page, former, now }: ReplaySource,
): MadeReplay {
  const startedAt = threadCpuUsage()
  const costMs = (): number => {
    const { user, system } = threadCpuUsage(startedAt)
    return (user + system) / 1_000
  }
  const last = Math.max(through, parts.at(-1)?.seq ?? 0)
  if (parts.reduce((sum, { data }) => sum + data.byteLength, 0) > mostBytes) {
    doc.transact(() => parts.forEach(({ data }) => Y.applyUpdate(doc, data)))
    const left = { ...freshRecorder, last: recorder.last }
    return { through: last, recorder: left, page: undefined, costMs: costMs() }
  }
  const isKnown = ({ seq, at }: TimedPart): boolean => at === 0 || seq <= through
  const base = parts.slice(0, parts.findLastIndex(isKnown) + 1)
  // Something that the replay lacks is in there: folded before it was recorded, or repaired.
  const isWhole = recorder.isWhole || base.some(({ seq }) => seq > through)
  // One transaction: 40,000 updates take 0.33 s this way and 30 s with Y.mergeUpdates.
  doc.transact(() => base.forEach(({ data }) => Y.applyUpdate(doc, data)))
  const recorded = recordSteps(doc, parts.slice(base.length), { ...recorder, isWhole }, now)
  const beginning = (): readonly ReplayStep[] => {
    if (page) return readPage(page)
    const all = isWhole ? undefined : stepThatSaysAll(former)
    return all ? [all] : []
  }
  const steps = recorded.steps.length > 0 ? [...beginning(), ...recorded.steps] : []
  return {
    through: last,
    recorder: recorded.state,
    page: writePage(thinSteps(steps, 1, 0)),
    costMs: costMs(),
  }
}

export function thinPages(
  pages: readonly Uint8Array[],
  { grain, before }: Pick<Thinning, 'grain' | 'before'>,
): ReplayPage | undefined {
  return writePage(thinSteps(withoutRepetition(pages.flatMap(readPage)), grain, before))
}
