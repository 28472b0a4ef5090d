import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { restFromWhole, type ReplayPage } from '../../archive/replay-page.ts'
import { inOnePiece } from './savepoint.ts'
import type { StoredReplay } from '../../contracts/replays.ts'

export interface SqliteReplayMending {
  /**
   * Takes out of a board's replay what is damaged, and what cannot be shown without it: everything up to the next step that
   * says all. It is kept as it was found. `isOpen` is called, in the same piece, when no such step follows.
   */
  readonly mend: (board: string, isOpen: (hole: Hole) => void) => void
  /** From when to when nothing can be shown. */
  readonly gapsOf: (board: string) => StoredReplay['gaps']
  /** What is recorded next is the end of a gap. */
  readonly isOpen: (board: string) => boolean
  /** It has been recorded. */
  readonly ended: (board: string, at: number) => void
  readonly covers: (board: string, at: number) => boolean
  readonly forget: (board: string) => void
  /** Bytes of what was to be seen before, and gaps that were over then. */
  readonly forgetBefore: (board: string, before: number) => void
}

/** Where a replay stops. */
export interface Hole {
  /** When what is lost began. */
  readonly first: number
  /** The last step that can be shown before it; 0 when there is none. */
  readonly last: number
}

interface PageRow {
  readonly id: number
  readonly first: number
  readonly last: number
  readonly data: Uint8Array
  readonly checksum: number
}

interface Lost {
  readonly row: PageRow
  readonly until: number | null
}

/** What a disk has damaged of replays, and what is known of it. `warn` hears of each time that something is found. */
export function sqliteReplayMending(db: DatabaseSync, warn: (problem: string) => void): SqliteReplayMending {
  const pagesOf = db.prepare(
    'SELECT id, first, last, data, checksum FROM replay_pages WHERE board = ? ORDER BY id',
  )
  const dropPage = db.prepare('DELETE FROM replay_pages WHERE board = ? AND id = ?')
  const changePage = db.prepare(
    'UPDATE replay_pages SET first = ?, last = ?, data = ?, checksum = ? WHERE board = ? AND id = ?',
  )
  const keep = db.prepare(`
    INSERT INTO damaged (board, source, seq, data, checksum, found) VALUES (?, 'replay', ?, ?, ?, ?)`)
  const note = db.prepare(`
    INSERT OR REPLACE INTO replay_losses (board, page, first, until) VALUES (?, ?, ?, ?)`)
  const gaps = db.prepare(`
    SELECT min(first) AS "from", until FROM replay_losses WHERE board = ? GROUP BY until
    HAVING until IS NULL OR until > min(first) ORDER BY 1`)
  const open = db.prepare('SELECT 1 FROM replay_losses WHERE board = ? AND until IS NULL')
  const end = db.prepare('UPDATE replay_losses SET until = ? WHERE board = ? AND until IS NULL')
  const covering = db.prepare(`
    SELECT 1 FROM replay_losses WHERE board = ?1 AND first < ?2 AND (until IS NULL OR until > ?2)`)
  const forgetBytes = db.prepare("DELETE FROM damaged WHERE board = ? AND source = 'replay'")
  const forgetLosses = db.prepare('DELETE FROM replay_losses WHERE board = ?')
  const forgetOldBytes = db.prepare(`
    DELETE FROM damaged WHERE board = ?1 AND source = 'replay'
    AND seq IN (SELECT page FROM replay_losses WHERE board = ?1 AND first < ?2)`)
  const forgetOldLosses = db.prepare('DELETE FROM replay_losses WHERE board = ? AND until < ?')

  return {
    mend: (board, isOpen) => {
      const pages = pagesOf.all(board) as unknown as readonly PageRow[]
      const { lost, rests, hole } = inspected(pages)
      if (lost.length === 0) return
      const found = Date.now()
      try {
        inOnePiece(db, () => {
          for (const { row, until } of lost) {
            keep.run(board, row.id, row.data, row.checksum, found)
            note.run(board, row.id, row.first, until)
            const rest = rests.get(row.id)
            if (rest) changePage.run(rest.first, rest.last, rest.data, crc32(rest.data), board, row.id)
            else dropPage.run(board, row.id)
          }
          if (hole) isOpen(hole)
        })
        const damaged = lost.filter(({ row }) => !isIntact(row)).length
        warn(
          `board ${board}: ${damaged} damaged pages of its replay and ${lost.length - damaged} that build on them were ` +
            'set aside; a backup may have more',
        )
      } catch (error) {
        // Whoever asks is shown what can be shown; the next one finds the same damage.
        warn(`the replay of board ${board} is damaged, and that could not be written down: ${String(error)}`)
      }
    },

    gapsOf: (board) => gaps.all(board) as unknown as StoredReplay['gaps'],
    isOpen: (board) => open.get(board) !== undefined,
    ended: (board, at) => void end.run(at, board),
    covers: (board, at) => covering.get(board, at) !== undefined,
    forget: (board) => {
      forgetBytes.run(board)
      forgetLosses.run(board)
    },
    forgetBefore: (board, before) => {
      forgetOldBytes.run(board, before)
      forgetOldLosses.run(board, before)
    },
  }
}

function isIntact({ data, checksum }: PageRow): boolean {
  return crc32(data) === checksum
}

interface Inspection {
  readonly lost: readonly Lost[]
  /** What is left of pages that cannot be shown from their beginning. */
  readonly rests: ReadonlyMap<number, ReplayPage>
  readonly hole: Hole | undefined
}

function inspected(pages: readonly PageRow[]): Inspection {
  const lost: Lost[] = []
  const rests = new Map<number, ReplayPage>()
  let waiting: PageRow[] = []
  let last = 0
  for (const row of pages) {
    const sound = isIntact(row)
    const rest = sound && waiting.length > 0 ? restFromWhole(row.data) : undefined
    if (sound && waiting.length === 0) last = row.last
    else if (!rest) waiting.push(row)
    else {
      if (!rest.isAll) {
        waiting.push(row)
        rests.set(row.id, rest.page)
      }
      lost.push(...waiting.map((each) => ({ row: each, until: rest.page.first })))
      waiting = []
      last = rest.page.last
    }
  }
  lost.push(...waiting.map((row) => ({ row, until: null })))
  const [first] = waiting
  return { lost, rests, hole: first && { first: first.first, last } }
}
