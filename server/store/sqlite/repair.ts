import { randomInt } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import * as Y from 'yjs'
import { isDamage } from './database.ts'
import { inOnePiece } from './savepoint.ts'
import { slicesOf } from '../../archive/slices.ts'
import { packSnapshot, updatesIn } from './snapshot.ts'

/** A snapshot or a row of the log, as it is stored. */
export interface DataRow {
  readonly seq: number
  readonly data: Uint8Array
  readonly checksum: number
}

export interface Repaired {
  readonly updates: readonly Uint8Array[]
  readonly serverClient: number
  readonly at: number
}

export interface SqliteRepair {
  /** For a board with a damaged row: the last good state, put in the place of its log. */
  readonly repair: (board: string) => Repaired
  /** When a board was last repaired, milliseconds since 1970. */
  readonly repairedAt: (board: string) => number | undefined
}

/** In the place of a row whose page is damaged; no row is without bytes. */
const unreadable = { data: new Uint8Array(), checksum: -1 }
/** An update that changes nothing. */
const nothing = new Uint8Array([0, 0])

function isUnreadable({ data }: DataRow): boolean {
  return data.byteLength === 0
}

export function isIntact({ data, checksum }: DataRow): boolean {
  return crc32(data) === checksum
}

/** Takes damaged rows out of a board's log, so that it opens again, and keeps them as they were found. */
export function sqliteRepair(db: DatabaseSync, warn: (problem: string) => void): SqliteRepair {
  // By what the indexes say alone, so that a page with rows that cannot be read costs no others.
  const throughsOf = db.prepare('SELECT through AS seq FROM snapshots WHERE board = ? ORDER BY through DESC')
  const snapshotAt = db.prepare(
    'SELECT through AS seq, data, checksum FROM snapshots WHERE board = ? AND through = ?',
  )
  const seqsOf = db.prepare('SELECT seq FROM log WHERE board = ? ORDER BY seq')
  const rowAt = db.prepare('SELECT seq, data, checksum FROM log WHERE board = ? AND seq = ?')
  const addRow = db.prepare('INSERT INTO log (board, data, checksum) VALUES (?, ?, ?)')
  const keep = db.prepare(`
    INSERT INTO damaged (board, source, seq, data, checksum, found) VALUES (?, ?, ?, ?, ?, ?)`)
  const dropSnapshot = db.prepare('DELETE FROM snapshots WHERE board = ? AND through = ?')
  const dropRow = db.prepare('DELETE FROM log WHERE board = ? AND seq = ?')
  const putSnapshot = db.prepare(`
    INSERT OR REPLACE INTO snapshots (board, through, data, checksum) VALUES (?, ?, ?, ?)`)
  const setClient = db.prepare('UPDATE boards SET server_client = ? WHERE id = ?')
  const isOwned = db.prepare('SELECT 1 FROM owners WHERE board = ? AND client = ?')
  // What was lost of a replay is missing from no board.
  const lastFound = db.prepare(
    "SELECT max(found) AS found FROM damaged WHERE board = ? AND source <> 'replay'",
  )

  /** Whoever saw what is lost has clocks of the server's former client id that must not be given out again. */
  function newClient(board: string): number {
    const client = randomInt(2, 2 ** 32)
    return isOwned.get(board, client) ? newClient(board) : client
  }

  function rowsOf(list: StatementSync, one: StatementSync, board: string): readonly DataRow[] {
    return list.all(board).map(({ seq }) => {
      try {
        return one.get(board, seq ?? null) as unknown as DataRow
      } catch (error) {
        if (!isDamage(error) || db.isTransaction) throw error
        return { seq: Number(seq), ...unreadable }
      }
    })
  }

  return {
    repair: (board) => {
      const snapshots = rowsOf(throughsOf, snapshotAt, board)
      const rows = rowsOf(seqsOf, rowAt, board)
      const base = snapshots.find(isIntact)
      const later = rows.filter(({ seq }) => seq > (base?.seq ?? 0))
      const { updates, isWhole } = lastGoodState([
        ...(base ? updatesIn(base.data) : []),
        ...later.filter(isIntact).map(({ data }) => data),
      ])
      const badSnapshots = snapshots.filter((row) => !isIntact(row))
      const badRows = later.filter((row) => !isIntact(row))
      // What builds on something lost cannot be shown, and would be gone with the rows that the snapshot replaces.
      const first = badRows[0]?.seq ?? 0
      const stranded = isWhole ? [] : later.filter((row) => isIntact(row) && row.seq > first)
      const hasUnreadable = [...badSnapshots, ...badRows].some(isUnreadable)
      const last = Math.max(0, ...snapshots.map(({ seq }) => seq), ...later.map(({ seq }) => seq))
      const repaired = { updates, serverClient: newClient(board), at: Date.now() }
      try {
        inOnePiece(db, () => {
          const set = (source: string, { seq, data, checksum }: DataRow): void =>
            void keep.run(board, source, seq, data, checksum, repaired.at)
          for (const row of badSnapshots) {
            set('snapshot', row)
            if (!hasUnreadable) dropSnapshot.run(board, row.seq)
          }
          for (const row of [...badRows, ...stranded]) {
            set('log', row)
            if (!hasUnreadable) dropRow.run(board, row.seq)
          }
          // What cannot be read can be neither deleted nor replaced: a snapshot after all of it hides it.
          const through = hasUnreadable
            ? Number(addRow.run(board, nothing, crc32(nothing)).lastInsertRowid)
            : last
          const snapshot = packSnapshot(updates)
          putSnapshot.run(board, through, snapshot, crc32(snapshot))
          setClient.run(repaired.serverClient, board)
        })
        warn(
          `board ${board}: ${badSnapshots.length + badRows.length} damaged rows and ${stranded.length} that build on ` +
            'them were set aside; it opens at its last good state, and a backup may have more',
        )
      } catch (error) {
        // Readable all the same; the next one who opens it finds the same damage, and repairs it then.
        warn(`board ${board} is damaged, and its repair could not be written: ${String(error)}`)
      }
      return repaired
    },

    repairedAt: (board) => {
      const found = lastFound.get(board)?.['found']
      return typeof found === 'number' ? found : undefined
    },
  }
}

/** Everything that hangs together with what came before it. */
function lastGoodState(parts: readonly Uint8Array[]): { updates: readonly Uint8Array[]; isWhole: boolean } {
  const doc = new Y.Doc()
  let isWhole = true
  for (const part of parts) {
    try {
      Y.applyUpdate(doc, part)
    } catch {
      // Bytes that were wrong before they were given a checksum: as good as damaged.
      isWhole = false
    }
  }
  const { store } = doc
  if (store.pendingStructs !== null || store.pendingDs !== null) isWhole = false
  // Otherwise they would be part of the snapshot, and wait in it for ever.
  store.pendingStructs = null
  store.pendingDs = null
  const updates = slicesOf(doc)
  doc.destroy()
  return { updates, isWhole }
}
