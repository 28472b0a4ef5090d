import { crc32 } from 'node:zlib'
import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { ArchiveRows, CheckpointRows } from '../../contracts/archive.ts'
import type {
  NewReplayPage,
  ReplayPageFacts,
  ReplayPageRow,
  ReplayRows,
  ReplayStateRow,
  StoredReplay,
} from '../../contracts/replays.ts'
import type { BoardLog } from './log.ts'
import type { OpenRows, Sql } from './sql.ts'

interface ArchiveRowParts extends Pick<ArchiveRows, 'inTurn' | 'settled' | 'warn'> {
  readonly log: BoardLog
  readonly checkpoints: CheckpointRows
}

/** The rows that the archive works on. */
export function archiveRows(
  db: OpenRows,
  { log, checkpoints, inTurn, settled, warn }: ArchiveRowParts,
): ArchiveRows {
  return {
    log,
    checkpoints,
    replays: replayRows(db),
    inTurn,
    inTransaction: async (write) => {
      try {
        await db.begin()
        await write()
        await db.commit()
      } catch (error) {
        log.recount()
        await db.rollBack()
        throw error
      }
    },
    inOnePiece: db.inOnePiece,
    problemOf: db.problemOf,
    settled,
    warn,
  }
}

type StateOperations = Pick<ReplayRows, 'stateOf' | 'putState' | 'lastRow' | 'lastRowBefore' | 'momentsSince'>
type GapOperations = Pick<
  ReplayRows,
  'keepLost' | 'gapsOf' | 'hasOpenGap' | 'closeGaps' | 'hasGapAt' | 'forgetGaps' | 'forgetGapsBefore'
>
type PageOperations = Omit<ReplayRows, keyof StateOperations | keyof GapOperations>

/** Replays, in pages with a checksum each. */
function replayRows(db: Sql): ReplayRows {
  return { ...stateOperations(db), ...pageOperations(db), ...gapOperations(db) }
}

function stateOperations(db: Sql): StateOperations {
  const readState = db.prepare('SELECT through, epoch, recorder, since FROM replays WHERE board = ?')
  const writeState = db.prepare(`
    INSERT INTO replays (board, through, epoch, recorder, since) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (board) DO UPDATE SET through = excluded.through, epoch = excluded.epoch, recorder = excluded.recorder,
      since = excluded.since`)
  const lastRowBefore = db.prepare(
    'SELECT coalesce(max(seq), 0) AS seq FROM log WHERE board = ? AND at > 0 AND at < ?',
  )
  const lastRow = db.prepare(`
    SELECT coalesce(max(seq), 0) AS seq FROM (
      SELECT max(seq) AS seq FROM log WHERE board = ?1
      UNION ALL SELECT max(through) AS seq FROM snapshots WHERE board = ?1) AS part`)
  const moments = db.prepare('SELECT at, reason FROM checkpoints WHERE board = ? AND at >= ? ORDER BY at')
  return {
    stateOf: async (board) => (await readState.get(board)) as ReplayStateRow | undefined,
    putState: async (board, { through, epoch, recorder, since }) =>
      void (await writeState.run(board, through, epoch, recorder, since)),
    lastRow: async (board) => Number((await lastRow.get(board))?.['seq']),
    lastRowBefore: async (board, at) => Number((await lastRowBefore.get(board, at))?.['seq']),
    momentsSince: async (board, from) =>
      (await moments.all(board, from)).map(({ at, reason }) => ({
        at: Number(at),
        reason: reason as CheckpointReason,
      })),
  }
}

function pageOperations(db: Sql): PageOperations {
  const wholePage = 'id, first, last, grain, data, checksum'
  const list = db.prepare(`
    SELECT id, first, last, grain, length(data) AS bytes FROM replay_pages WHERE board = ? ORDER BY id`)
  const listWhole = db.prepare(`SELECT ${wholePage} FROM replay_pages WHERE board = ? ORDER BY id`)
  const newest = db.prepare(`
    SELECT ${wholePage} FROM replay_pages WHERE board = ? AND id < ? ORDER BY id DESC LIMIT 1`)
  const read = db.prepare(`SELECT ${wholePage} FROM replay_pages WHERE board = ? AND id = ?`)
  const add = db.prepare(`
    INSERT INTO replay_pages (first, last, grain, data, checksum, board) VALUES (?, ?, ?, ?, ?, ?)`)
  const change = db.prepare(`
    UPDATE replay_pages SET first = ?, last = ?, grain = ?, data = ?, checksum = ? WHERE board = ? AND id = ?`)
  const drop = db.prepare('DELETE FROM replay_pages WHERE board = ? AND id = ?')
  const dropAll = db.prepare('DELETE FROM replay_pages WHERE board = ?')
  // The indexes alone answer it: a damaged page of a replay is no part of them.
  const boards = db.prepare('SELECT board FROM replay_pages UNION SELECT board FROM replay_losses')
  const span = db.prepare('SELECT min(first) AS first, max(last) AS last FROM replay_pages WHERE board = ?')

  const valuesOf = ({ first, last, grain, data }: NewReplayPage) =>
    [first, last, grain, data, crc32(data)] as const
  const readRow = (row: object): ReplayPageRow => {
    const { checksum, ...page } = row as ReplayPageRow & { readonly checksum: number }
    return { ...page, isIntact: crc32(page.data) === checksum }
  }
  const optional = (row: object | undefined) => row && readRow(row)

  return {
    pagesOf: async (board) => (await list.all(board)) as unknown as readonly ReplayPageFacts[],
    wholePagesOf: async (board) => (await listWhole.all(board)).map(readRow),
    newestPage: async (board, before = Number.MAX_SAFE_INTEGER) => optional(await newest.get(board, before)),
    readPage: async (board, id) => optional(await read.get(board, id)),
    addPage: async (board, page) => void (await add.run(...valuesOf(page), board)),
    changePage: async (board, id, page) => void (await change.run(...valuesOf(page), board, id)),
    dropPage: async (board, id) => void (await drop.run(board, id)),
    dropPages: async (board) => void (await dropAll.run(board)),
    boards: async () => (await boards.all()).map(({ board }) => String(board)),
    span: async (board) => {
      const { first, last } = (await span.get(board)) as unknown as {
        first: number | null
        last: number | null
      }
      return first === null || last === null ? undefined : { first, last }
    },
  }
}

function gapOperations(db: Sql): GapOperations {
  const keep = db.prepare(`
    INSERT INTO damaged (board, source, seq, data, checksum, found)
    SELECT board, 'replay', id, data, checksum, CAST(?3 AS BIGINT) FROM replay_pages WHERE board = ?1 AND id = ?2`)
  const note = db.prepare(`
    INSERT INTO replay_losses (board, page, first, until) VALUES (?, ?, ?, ?)
    ON CONFLICT (board, page) DO UPDATE SET first = excluded.first, until = excluded.until`)
  const gaps = db.prepare(`
    SELECT min(first) AS "from", until FROM replay_losses WHERE board = ? GROUP BY until
    HAVING until IS NULL OR until > min(first) ORDER BY 1`)
  const open = db.prepare('SELECT 1 FROM replay_losses WHERE board = ? AND until IS NULL')
  const close = db.prepare('UPDATE replay_losses SET until = ? WHERE board = ? AND until IS NULL')
  const covering = db.prepare(`
    SELECT 1 FROM replay_losses WHERE board = ?1 AND first < ?2 AND (until IS NULL OR until > ?2)`)
  const forgetBytes = db.prepare("DELETE FROM damaged WHERE board = ? AND source = 'replay'")
  const forgetLosses = db.prepare('DELETE FROM replay_losses WHERE board = ?')
  const forgetOldBytes = db.prepare(`
    DELETE FROM damaged WHERE board = ?1 AND source = 'replay'
    AND seq IN (SELECT page FROM replay_losses WHERE board = ?1 AND first < ?2)`)
  const forgetOldLosses = db.prepare('DELETE FROM replay_losses WHERE board = ? AND until < ?')
  return {
    keepLost: async (board, { id, first }, until, found) => {
      await keep.run(board, id, found)
      await note.run(board, id, first, until)
    },
    gapsOf: async (board) => (await gaps.all(board)) as unknown as StoredReplay['gaps'],
    hasOpenGap: async (board) => (await open.get(board)) !== undefined,
    closeGaps: async (board, at) => void (await close.run(at, board)),
    hasGapAt: async (board, at) => (await covering.get(board, at)) !== undefined,
    forgetGaps: async (board) => {
      await forgetBytes.run(board)
      await forgetLosses.run(board)
    },
    forgetGapsBefore: async (board, before) => {
      await forgetOldBytes.run(board, before)
      await forgetOldLosses.run(board, before)
    },
  }
}
