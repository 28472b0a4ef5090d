import { randomInt } from 'node:crypto'
import type { Sql, Statement } from './sql.ts'
import { crc32 } from 'node:zlib'
import { emptyUpdate, packUpdates, unpackUpdates } from '../../basics/update-pack.ts'
import type { ArchiveFunctions } from '../../contracts/archive.ts'

/** A snapshot or a row of the log, as it is stored. */
export interface DataRow {
  readonly seq: number
  readonly data: Uint8Array
  readonly checksum: number
}

export interface RepairedBoard {
  readonly updates: readonly Uint8Array[]
  readonly serverClient: number
  readonly at: number
}

interface LogDamage {
  readonly badSnapshots: readonly DataRow[]
  readonly badRows: readonly DataRow[]
  /** Intact rows that build on a lost one. */
  readonly stranded: readonly DataRow[]
  /** Number of the last row or snapshot. */
  readonly last: number
}

/** Stands for a row whose page is damaged. Real rows always have bytes. */
const unreadable = { data: new Uint8Array(), checksum: -1 }

function isUnreadable({ data }: DataRow): boolean {
  return data.byteLength === 0
}

export function isIntact({ data, checksum }: DataRow): boolean {
  return crc32(data) === checksum
}

/** Takes damaged rows out of a board's log, so that it opens again. Copies of them are kept. */
export class LogRepair {
  readonly #db: Sql
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #lastGoodState: ArchiveFunctions['lastGoodState']
  readonly #warn: (problem: string) => void

  constructor(db: Sql, lastGoodState: ArchiveFunctions['lastGoodState'], warn: (problem: string) => void) {
    this.#db = db
    this.#sql = prepareStatements(db)
    this.#lastGoodState = lastGoodState
    this.#warn = warn
  }

  /** Replaces the log of a board with a damaged row by its last good state. */
  async repair(board: string): Promise<RepairedBoard> {
    const { throughsOf, snapshotAt, seqsOf, rowAt } = this.#sql
    const snapshots = await this.#rowsOf(throughsOf, snapshotAt, board)
    const rows = await this.#rowsOf(seqsOf, rowAt, board)
    const base = snapshots.find(isIntact)
    const later = rows.filter(({ seq }) => seq > (base?.seq ?? 0))
    const { updates, isWhole } = this.#lastGoodState([
      ...(base ? unpackUpdates(base.data) : []),
      ...later.filter(isIntact).map(({ data }) => data),
    ])
    const badRows = later.filter((row) => !isIntact(row))
    const first = badRows[0]?.seq ?? 0
    const damage = {
      badSnapshots: snapshots.filter((row) => !isIntact(row)),
      badRows,
      // They cannot be shown, and the snapshot would replace them, too.
      stranded: isWhole ? [] : later.filter((row) => isIntact(row) && row.seq > first),
      last: Math.max(0, ...snapshots.map(({ seq }) => seq), ...later.map(({ seq }) => seq)),
    }
    const repaired = { updates, serverClient: await this.#newClient(board), at: Date.now() }
    await this.#write(board, damage, repaired)
    return repaired
  }

  /** Time of a board's last repair, in milliseconds since 1970. */
  async repairedAt(board: string): Promise<number | undefined> {
    const found = (await this.#sql.lastFound.get(board))?.['found']
    return typeof found === 'number' ? found : undefined
  }

  async #write(board: string, damage: LogDamage, repaired: RepairedBoard): Promise<void> {
    const { badSnapshots, badRows, stranded } = damage
    try {
      await this.#db.inOnePiece(async () => await this.#replaceLog(board, damage, repaired))
      this.#warn(
        `board ${board}: ${badSnapshots.length + badRows.length} damaged rows and ${stranded.length} that build on ` +
          'them were set aside; it opens at its last good state, and a backup may have more',
      )
    } catch (error) {
      // The board opens all the same. The next one who opens it finds the same damage, and repairs it then.
      this.#warn(`board ${board} is damaged, and its repair could not be written: ${String(error)}`)
    }
  }

  async #replaceLog(
    board: string,
    damage: LogDamage,
    { updates, serverClient, at }: RepairedBoard,
  ): Promise<void> {
    const { badSnapshots, badRows, stranded, last } = damage
    const { keep, dropSnapshot, dropRow, addRow, putSnapshot, setClient } = this.#sql
    const hasUnreadable = [...badSnapshots, ...badRows].some(isUnreadable)
    for (const { seq, data, checksum } of badSnapshots) {
      await keep.run(board, 'snapshot', seq, data, checksum, at)
      if (!hasUnreadable) await dropSnapshot.run(board, seq)
    }
    for (const { seq, data, checksum } of [...badRows, ...stranded]) {
      await keep.run(board, 'log', seq, data, checksum, at)
      if (!hasUnreadable) await dropRow.run(board, seq)
    }
    // An unreadable row can be neither deleted nor replaced. A snapshot after all rows hides it.
    const through = hasUnreadable
      ? Number((await addRow.get(board, emptyUpdate, crc32(emptyUpdate)))?.['seq'])
      : last
    const snapshot = packUpdates(updates)
    await putSnapshot.run(board, through, snapshot, crc32(snapshot))
    await setClient.run(serverClient, board)
  }

  /**
   * A client id that nobody has used. Browsers that saw the lost updates know clocks of the former one, which must not
   * be given out again.
   */
  async #newClient(board: string): Promise<number> {
    const client = randomInt(2, 2 ** 32)
    return (await this.#sql.isOwned.get(board, client)) ? await this.#newClient(board) : client
  }

  async #rowsOf(list: Statement, one: Statement, board: string): Promise<readonly DataRow[]> {
    const rows: DataRow[] = []
    for (const { seq = null } of await list.all(board)) {
      try {
        rows.push((await one.get(board, seq)) as unknown as DataRow)
      } catch (error) {
        if (!this.#db.isDamage(error) || this.#db.isInTransaction()) throw error
        rows.push({ seq: Number(seq), ...unreadable })
      }
    }
    return rows
  }
}

function prepareStatements(db: Sql) {
  return {
    // The indexes alone answer these lists, so that an unreadable page hides no other rows.
    throughsOf: db.prepare('SELECT through AS seq FROM snapshots WHERE board = ? ORDER BY through DESC'),
    seqsOf: db.prepare('SELECT seq FROM log WHERE board = ? ORDER BY seq'),
    snapshotAt: db.prepare(
      'SELECT through AS seq, data, checksum FROM snapshots WHERE board = ? AND through = ?',
    ),
    rowAt: db.prepare('SELECT seq, data, checksum FROM log WHERE board = ? AND seq = ?'),
    addRow: db.prepare('INSERT INTO log (board, data, checksum) VALUES (?, ?, ?) RETURNING seq'),
    keep: db.prepare(`
      INSERT INTO damaged (board, source, seq, data, checksum, found) VALUES (?, ?, ?, ?, ?, ?)`),
    dropSnapshot: db.prepare('DELETE FROM snapshots WHERE board = ? AND through = ?'),
    dropRow: db.prepare('DELETE FROM log WHERE board = ? AND seq = ?'),
    putSnapshot: db.prepare(`
      INSERT INTO snapshots (board, through, data, checksum) VALUES (?, ?, ?, ?)
      ON CONFLICT (board, through) DO UPDATE SET data = excluded.data, checksum = excluded.checksum`),
    setClient: db.prepare('UPDATE boards SET server_client = ? WHERE id = ?'),
    isOwned: db.prepare('SELECT 1 FROM owners WHERE board = ? AND client = ?'),
    // A board lacks nothing when only its replay was damaged.
    lastFound: db.prepare("SELECT max(found) AS found FROM damaged WHERE board = ? AND source <> 'replay'"),
  }
}
