import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { replayGrainMs } from '#shared/board/replay.ts'
import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { MadeReplay, ReplaySource } from '../../archive/replay-maker.ts'
import {
  beginsWhole,
  pageBytes,
  thinningOf,
  type PageFacts,
  type ReplayPage,
  type Thinning,
} from '../../archive/replay-page.ts'
import { freshRecorder, type RecorderState } from '../../archive/replay-recorder.ts'
import type { SyncStore } from './protocol.ts'
import { sqliteReplayMending } from './replay-mending.ts'
import { inOnePiece } from './savepoint.ts'
import { StoreError } from '../../contracts/store-error.ts'

export interface SqliteReplays extends Pick<
  SyncStore,
  | 'isReplaying'
  | 'wantReplay'
  | 'replayOf'
  | 'readReplay'
  | 'clearReplay'
  | 'boardsOfReplays'
  | 'sweepReplays'
> {
  /** A board whose replay somebody waits for. It is asked for once; `settle` must follow. */
  readonly nextWanted: () => string | undefined
  /** Pages that are to become one; `settle` must follow. */
  readonly nextToThin: () => ThinningOfBoard | undefined
  /** What the replay of a board goes on from; undefined when none is kept. */
  readonly source: (board: string) => SourceOfBoard | undefined
  /** To be called inside a transaction. What has been cleared meanwhile stays cleared. */
  readonly put: (board: string, from: SourceOfBoard, made: MadeReplay | undefined, through: number) => void
  readonly putThinned: (thinning: ThinningOfBoard, page: ReplayPage | undefined) => void
  /** It is done, or was given up. */
  readonly settle: (board: string) => void
}

export interface SourceOfBoard extends ReplaySource {
  readonly pageId: number | undefined
  /** Counts how often the replay was cleared. */
  readonly epoch: number
}

export interface ThinningOfBoard extends Thinning {
  readonly board: string
  readonly epoch: number
  readonly pages: readonly Uint8Array[]
}

export interface ReplaySettings {
  /** False: nothing is recorded any more. */
  readonly isRecorded: boolean
  /** A board's pages are thinned down to this. */
  readonly mostBytes: number
}

interface State {
  readonly through: number
  readonly epoch: number
  readonly recorder: RecorderState
  /** Rows of the log up to this one must not be recorded again. */
  readonly since: number
}

/** Whoever asks again and again for the replay of a very large board has a fifth of the thread that folds logs at most. */
const dearMs = 100
const restFactor = 4
/** More is not read and packed anew for a page to begin with: a board of 10,000 notes takes a quarter of it. */
const mostSinceWhole = 2_097_152

type PageRow = PageFacts & { readonly first: number; readonly data: Uint8Array; readonly checksum: number }

/** What was to be seen on boards, in pages with a checksum each. `settled` hears of each replay that is up to date. */
export function sqliteReplays(
  db: DatabaseSync,
  { isRecorded, mostBytes }: ReplaySettings,
  settled: () => void,
  warn: (problem: string) => void,
): SqliteReplays {
  const mending = sqliteReplayMending(db, warn)
  const readState = db.prepare('SELECT through, epoch, recorder, since FROM replays WHERE board = ?')
  const writeState = db.prepare(`
    INSERT INTO replays (board, through, epoch, recorder, since) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET through = excluded.through, epoch = excluded.epoch, recorder = excluded.recorder,
      since = excluded.since`)
  const lastRowBefore = db.prepare(
    'SELECT coalesce(max(seq), 0) AS seq FROM log WHERE board = ? AND at > 0 AND at < ?',
  )
  const lastRow = db.prepare(`
    SELECT max(coalesce((SELECT max(seq) FROM log WHERE board = ?1), 0),
      coalesce((SELECT max(through) FROM snapshots WHERE board = ?1), 0)) AS seq`)
  const pageColumns = 'id, first, last, grain, length(data) AS bytes'
  const listPages = db.prepare(`SELECT ${pageColumns} FROM replay_pages WHERE board = ? ORDER BY id`)
  const newestPage = db.prepare(`
    SELECT ${pageColumns}, data, checksum FROM replay_pages WHERE board = ? ORDER BY id DESC LIMIT 1`)
  const pagesBackwards = db.prepare(
    'SELECT data, checksum FROM replay_pages WHERE board = ? ORDER BY id DESC',
  )
  const readPage = db.prepare(`
    SELECT ${pageColumns}, data, checksum FROM replay_pages WHERE board = ? AND id = ?`)
  const addPage = db.prepare(`
    INSERT INTO replay_pages (board, first, last, grain, data, checksum) VALUES (?, ?, ?, ?, ?, ?)`)
  const changePage = db.prepare(`
    UPDATE replay_pages SET first = ?, last = ?, grain = ?, data = ?, checksum = ? WHERE board = ? AND id = ?`)
  const dropPage = db.prepare('DELETE FROM replay_pages WHERE board = ? AND id = ?')
  const dropPages = db.prepare('DELETE FROM replay_pages WHERE board = ?')
  // By their indexes alone, which a damaged page with a replay on it is no part of.
  const boards = db.prepare('SELECT board FROM replay_pages UNION SELECT board FROM replay_losses')
  const span = db.prepare('SELECT min(first) AS first, max(last) AS last FROM replay_pages WHERE board = ?')
  const moments = db.prepare('SELECT at, reason FROM checkpoints WHERE board = ? AND at >= ? ORDER BY at')

  /** Until when boards that cost much are not brought up to date for who asks, ms of the process’s own clock. */
  const resting = new Map<string, number>()
  /** Boards somebody waits for, boards being worked on, boards that are too large, boards with what is too old. */
  const wanted = new Set<string>()
  const working = new Set<string>()
  const large = new Set<string>()
  const old = new Map<string, number>()

  function stateOf(board: string): State {
    const row = readState.get(board)
    if (!row) return { through: 0, epoch: 0, recorder: freshRecorder, since: 0 }
    const recorder = JSON.parse(String(row['recorder'])) as RecorderState
    const [through, epoch, since] = [row['through'], row['epoch'], row['since']].map(Number)
    return { through: through ?? 0, epoch: epoch ?? 0, recorder, since: since ?? 0 }
  }

  function putState(board: string, { through, epoch, recorder, since }: State): void {
    writeState.run(board, through, epoch, JSON.stringify(recorder), since)
  }

  /** What comes next says everything; what is being worked on comes too late. */
  function forget(board: string): void {
    const { epoch, recorder } = stateOf(board)
    const through = Number(lastRow.get(board)?.['seq'])
    dropPages.run(board)
    mending.forget(board)
    const fresh = { ...freshRecorder, last: recorder.last }
    putState(board, { through, epoch: epoch + 1, recorder: fresh, since: through })
  }

  /**
   * What is damaged goes aside. The log is recorded again from where that began, as far as it has not been folded since, and
   * never what is older than `before` or was cleared.
   */
  function mend(board: string, before = 0): void {
    mending.mend(board, ({ first, last }) => {
      const { epoch, since } = stateOf(board)
      const known = Number(lastRowBefore.get(board, Math.max(first, before))?.['seq'])
      const recorder = { ...freshRecorder, last }
      putState(board, { through: Math.max(since, known), epoch: epoch + 1, recorder, since })
    })
    resting.delete(board)
  }

  function pagesOf(board: string): readonly (PageFacts & { readonly first: number })[] {
    return listPages.all(board) as unknown as readonly (PageFacts & { readonly first: number })[]
  }

  /** Undefined when it is damaged, or gone. */
  function intact(board: string, id: number): Uint8Array | undefined {
    const row = readPage.get(board, id) as unknown as PageRow | undefined
    return row && crc32(row.data) === row.checksum ? row.data : undefined
  }

  /** Pages from the last on that begins with a step that says everything; none when that is too far back. */
  function sinceWhole(board: string): readonly Uint8Array[] {
    const pages: Uint8Array[] = []
    let bytes = 0
    for (const row of pagesBackwards.iterate(board)) {
      const { data, checksum } = row as unknown as Pick<PageRow, 'data' | 'checksum'>
      bytes += data.byteLength
      if (crc32(data) !== checksum || bytes > mostSinceWhole) return []
      pages.unshift(data)
      if (beginsWhole(data)) return pages
    }
    return []
  }

  function checkSize(board: string): void {
    if (thinningOf(pagesOf(board), mostBytes)) large.add(board)
  }

  function thinning(board: string): Thinning | undefined {
    const before = old.get(board)
    const pages = pagesOf(board)
    if (before === undefined) return thinningOf(pages, mostBytes)
    old.delete(board)
    const past = pages.filter(({ first }) => first < before)
    if (past.length === 0) return undefined
    if (mending.covers(board, before)) {
      // Nobody knows how the board stood then, and what comes after begins by saying everything.
      inOnePiece(db, () => past.forEach(({ id }) => dropPage.run(board, id)))
      return undefined
    }
    return { ids: past.map(({ id }) => id), grain: Math.max(...past.map(({ grain }) => grain)), before }
  }

  function toThin(board: string): ThinningOfBoard | undefined {
    const before = old.get(board)
    let wish = thinning(board)
    large.delete(board)
    if (wish && !wish.ids.every((id) => intact(board, id))) {
      mend(board, before)
      // What is to go must not stay because it is damaged.
      if (before !== undefined) {
        mending.forgetBefore(board, before)
        old.set(board, before)
      }
      wish = thinning(board)
    }
    if (!wish) return undefined
    const { epoch } = stateOf(board)
    const pages = wish.ids.flatMap((id) => {
      const data = intact(board, id)
      return data ? new Uint8Array(data) : []
    })
    if (pages.length < wish.ids.length) throw new StoreError(`the replay of board ${board} is damaged`)
    working.add(board)
    return { ...wish, board, epoch, pages }
  }

  return {
    isReplaying: (board) => wanted.has(board) || working.has(board) || old.has(board),

    wantReplay: (board) => {
      if ((resting.get(board) ?? 0) > performance.now()) return
      resting.delete(board)
      const { through, recorder } = stateOf(board)
      const isBehind = Number(lastRow.get(board)?.['seq']) > through
      if (isRecorded && (isBehind || recorder.notes.length + recorder.titles.length > 0)) wanted.add(board)
    },

    replayOf: (board) => {
      const pages = pagesOf(board).map(({ id, first, last }) => ({ id, from: first, until: last }))
      const [first] = pages
      const found = first ? moments.all(board, first.from) : []
      return {
        pages,
        moments: found.map(({ at, reason }) => ({ at: Number(at), reason: reason as CheckpointReason })),
        gaps: mending
          .gapsOf(board)
          .filter(({ until }) => until === null || (first !== undefined && until >= first.from)),
      }
    },

    readReplay: (board, page) => {
      const steps = intact(board, page)
      if (!steps && readPage.get(board, page)) mend(board)
      return steps
    },

    clearReplay: forget,

    boardsOfReplays: () => boards.all().map(({ board }) => String(board)),

    sweepReplays: (board, before) => {
      mending.forgetBefore(board, before)
      const { first, last } = span.get(board) as unknown as { first: number | null; last: number }
      if (first === null || first >= before) return false
      if (last < before) forget(board)
      else old.set(board, before)
      return true
    },

    nextWanted: () => {
      const [board] = wanted
      if (board === undefined) return undefined
      wanted.delete(board)
      working.add(board)
      return board
    },

    nextToThin: () => {
      for (const board of [...old.keys(), ...large]) {
        try {
          const found = toThin(board)
          if (found) return found
        } catch (error) {
          // Again at the next sweep, or when something is added: the other boards, and whoever waits for this one, go on.
          old.delete(board)
          large.delete(board)
          settled()
          throw error
        }
        settled()
      }
      return undefined
    },

    source: (board) => {
      if (!isRecorded) return undefined
      const found = newestPage.get(board) as unknown as PageRow | undefined
      const isDamaged = found !== undefined && crc32(found.data) !== found.checksum
      if (isDamaged) mend(board)
      const newest = isDamaged ? undefined : found
      const { through, epoch, recorder } = stateOf(board)
      const isOpen =
        newest && newest.bytes < pageBytes && newest.grain === replayGrainMs && !mending.isOpen(board)
      return {
        through,
        epoch,
        recorder,
        now: Date.now(),
        page: isOpen ? newest.data : undefined,
        former: isOpen || recorder.isWhole ? [] : sinceWhole(board),
        pageId: isOpen ? newest.id : undefined,
      }
    },

    put: (board, from, made, through) => {
      if (stateOf(board).epoch !== from.epoch) return
      // What could not be recorded is left out, and what comes after it says everything.
      const recorder = made?.recorder ?? { ...freshRecorder, last: from.recorder.last }
      const { epoch, since } = stateOf(board)
      putState(board, { through: made?.through ?? through, epoch, recorder, since })
      if (made && made.costMs > dearMs) resting.set(board, performance.now() + restFactor * made.costMs)
      if (!made?.page) return
      const { first, last, data } = made.page
      const facts = [first, last, replayGrainMs, data, crc32(data)] as const
      if (from.pageId === undefined) addPage.run(board, ...facts)
      else changePage.run(...facts, board, from.pageId)
      mending.ended(board, first)
      checkSize(board)
    },

    putThinned: ({ board, epoch, ids, grain }, page) => {
      if (stateOf(board).epoch !== epoch) return
      const [first, ...others] = ids
      if (first === undefined) return
      for (const id of others) dropPage.run(board, id)
      if (page) changePage.run(page.first, page.last, grain, page.data, crc32(page.data), board, first)
      else dropPage.run(board, first)
      checkSize(board)
    },

    settle: (board) => {
      working.delete(board)
      settled()
    },
  }
}
