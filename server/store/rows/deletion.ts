import { setTimeout as pause } from 'node:timers/promises'
import { StoreError } from '../../contracts/store-error.ts'
import type { Row, Sql, Table, Value } from './sql.ts'
import type { StoreOperations } from './protocol.ts'
import type { StoreClient } from './store-client.ts'

/** Bytes that one request may delete or copy. Other commits wait for it: some 10 ms (measured). */
export const sliceBytes = 2_097_152
/** Cost of a row beside its bytes, in tables with random keys: a thousand rows take 8 ms (measured). */
export const rowBytes = 2_000
const sliceRows = Math.ceil(sliceBytes / rowBytes)

type DeletionOperations = Pick<
  StoreOperations,
  'deleteBoard' | 'beginDeletion' | 'deleteSlice' | 'unfinishedBoards'
>

/**
 * Deletes everything of a board. The database itself names the tables that hold something of it, so that no later
 * table can be forgotten.
 */
export function boardDeletion(db: Sql): DeletionOperations {
  const unmark = db.prepare('DELETE FROM unfinished WHERE board = ?')
  const itself = db.prepare('DELETE FROM boards WHERE id = ?')
  const mark = db.prepare(`
    INSERT INTO unfinished (board) SELECT id FROM boards WHERE id = ? ON CONFLICT DO NOTHING`)
  const unfinished = db.prepare('SELECT board FROM unfinished')
  let known: Promise<readonly DeletedTable[]> | undefined
  const tables = (): Promise<readonly DeletedTable[]> =>
    (known ??= db.tables().then((all) => boardTables(all).map((table) => deletedTable(db, table))))

  const handOver = handPageOver(db)

  async function deleteBoard(board: string): Promise<void> {
    for (const { dropAll } of await tables()) await dropAll.run(board)
    for (const statement of [unmark, itself]) await statement.run(board)
  }

  async function isSmall(board: string): Promise<boolean> {
    let bytes = 0
    for (const { sum } of await tables()) {
      bytes += Number((await sum.get(board))?.['bytes'])
      if (bytes > 2 * sliceBytes) return false
    }
    return true
  }

  async function deleteSlice(board: string): Promise<boolean> {
    let left = sliceBytes
    for (const { first, drop, keyOf } of await tables()) {
      for (const row of await first.all(board)) {
        if (left <= 0) return true
        await drop.run(...keyOf(row))
        left -= Number(row['bytes']) + rowBytes
      }
    }
    return left <= 0
  }

  return {
    deleteBoard,

    beginDeletion: async (board) => {
      await handOver(board)
      if (await isSmall(board)) {
        await deleteBoard(board)
        return true
      }
      await mark.run(board)
      // Together with the mark: when even this fails, the board stays as it was.
      await deleteSlice(board)
      return false
    },

    deleteSlice,

    unfinishedBoards: async () => (await unfinished.all()).map(({ board }) => String(board)),
  }
}

/** The purpose page of a board that goes belongs to a board that went on from it, too: it stays, with all versions. */
function handPageOver(db: Sql): (board: string) => Promise<void> {
  const heirOf = db.prepare(`
    SELECT board FROM purpose_of WHERE root = ? AND board NOT IN (SELECT board FROM unfinished)
    ORDER BY board LIMIT 1`)
  const tables = ['purpose_pages', 'purpose_versions', 'purpose_files', 'purpose_views']
  const moves = tables.map((name) => db.prepare(`UPDATE ${name} SET board = ?1 WHERE board = ?2`))
  const others = db.prepare('UPDATE purpose_of SET root = ?1 WHERE root = ?2')
  const itself = db.prepare('DELETE FROM purpose_of WHERE board = ?')
  return async (board) => {
    const heir = (await heirOf.get(board))?.['board']
    if (typeof heir !== 'string') return
    // The files of a version name it: both change in one transaction.
    await db.deferReferences()
    for (const move of moves) await move.run(heir, board)
    await others.run(heir, board)
    await itself.run(heir)
  }
}

interface BoardTable {
  readonly name: string
  /** Condition for its rows of one board. */
  readonly where: string
  /** Columns that identify a row. */
  readonly key: readonly string[]
  /** SQL for the size of a row. */
  readonly bytes: string
}

type DeletedTable = ReturnType<typeof deletedTable>

function deletedTable(db: Sql, { name, where, key, bytes }: BoardTable) {
  const columns = key.map((column, index) => `${column} AS key${index}`).join()
  return {
    dropAll: db.prepare(`DELETE FROM ${name} WHERE ${where}`),
    // Reads no more rows than it needs to tell a small board from a large one.
    sum: db.prepare(`
      SELECT coalesce(sum(bytes), 0) AS bytes
      FROM (SELECT ${bytes} + ${rowBytes} AS bytes FROM ${name} WHERE ${where} LIMIT ${2 * sliceRows}) AS part`),
    first: db.prepare(`SELECT ${columns}, ${bytes} AS bytes FROM ${name} WHERE ${where} LIMIT ${sliceRows}`),
    drop: db.prepare(`DELETE FROM ${name} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`),
    keyOf: (row: Row): readonly Value[] => key.map((_, index) => row[`key${index}`] ?? null),
  }
}

/** All tables with rows of boards but `boards` and `unfinished`. A table comes before those that it refers to. */
export function boardTables(all: readonly Table[]): readonly BoardTable[] {
  return inOrderOfReferences(all).flatMap(({ name, columns, key, sized }): BoardTable[] => {
    if (name === 'boards' || name === 'unfinished') return []
    const isOfBoards = columns.includes('board')
    if (!isOfBoards && !columns.includes('round')) return []
    const where = isOfBoards ? 'board = ?' : 'round IN (SELECT id FROM rounds WHERE board = ?)'
    const sizes = sized.map((column) => `coalesce(octet_length(${column}), 0)`)
    return [{ name, where, key, bytes: sizes.join(' + ') || '0' }]
  })
}

/** A table comes before those that it refers to. */
export function inOrderOfReferences(all: readonly Table[]): readonly Table[] {
  const byName = new Map(all.map((table) => [table.name, table]))
  const depthOf = (name: string): number =>
    Math.max(0, ...(byName.get(name)?.refersTo ?? []).map((other) => 1 + depthOf(other)))
  return all.toSorted((a, b) => depthOf(b.name) - depthOf(a.name))
}

/** A disk that is full for an hour is not asked all the time. Not measured. */
const retryMs = 2_000

/**
 * Deletes a board. A large one goes slice by slice, so that other requests have their turns. Nobody can open the board
 * after the first slice. A later failure is therefore not the caller's: the rest is deleted in the background.
 */
export async function deleteBoard(client: StoreClient, board: string): Promise<void> {
  if (await client.operations.beginDeletion(board)) return
  try {
    await deleteRest(client, board)
  } catch (error) {
    void deleteInBackground(client, board, error)
  }
}

/** Deletes the boards whose copying or deletion a crash interrupted. Damage in one keeps no other. */
export async function deleteUnfinished(client: StoreClient): Promise<void> {
  for (const board of await client.operations.unfinishedBoards()) {
    await deleteBoard(client, board).catch((error: unknown) => {
      // Another server is making or deleting it.
      const isElsewhere = error instanceof StoreError && error.kind === 'fenced'
      if (!client.hasEnded && !isElsewhere)
        client.warn(`deleting board ${board}, which was half copied or half deleted: ${String(error)}`)
    })
  }
}

async function deleteRest({ operations }: StoreClient, board: string): Promise<void> {
  while (await operations.deleteSlice(board));
  await operations.deleteBoard(board)
}

/** Retries while the disk refuses. After any other failure, the next start tries again. */
async function deleteInBackground(client: StoreClient, board: string, problem: unknown): Promise<void> {
  if (client.hasEnded) return
  client.warn(`deleting the rest of board ${board}: ${String(problem)}`)
  for (let error = problem; error instanceof StoreError && error.kind === 'disk';) {
    await pause(retryMs, undefined, { ref: false })
    if (client.hasEnded) return
    try {
      return await deleteRest(client, board)
    } catch (again) {
      error = again
    }
  }
}
