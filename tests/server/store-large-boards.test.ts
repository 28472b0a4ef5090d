import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { nanoid } from 'nanoid'
import { expect, onTestFinished, test } from 'vitest'
import { photoHash } from '#server/basics/hashes.ts'
import { openStore } from '#server/open-store.ts'
import type { BoardRow, LinkRow } from '#server/contracts/boards.ts'
import type { Store } from '#server/contracts/store.ts'
import { Role } from '#shared/workshop/role.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { newStoreFolder, openStoreIn, reopenStore, storeNewBoard } from '#tests/support/sqlite-fixtures.ts'

test('while a large board is copied or deleted, other commits have turns, and nobody sees half of it', async () => {
  const store = await openStoreIn(await newStoreFolder())
  const { large, ids } = await newLargeBoard(store)
  const other = await storeNewBoard(store)
  const during = async (work: Promise<unknown>, look: () => Promise<unknown>): Promise<number> => {
    const end = new AbortController()
    const done = work.finally(() => end.abort())
    let turns = 0
    const seen = new Set<unknown>()
    for (; !end.signal.aborted; turns += 1) {
      const found = await look()
      await store.append(other, [new Uint8Array([0, 0])], [])
      if (!end.signal.aborted) seen.add(found)
    }
    await done
    expect([...seen]).toEqual([undefined])
    return turns
  }
  const board: BoardRow = { id: nanoid(), title: 'Copy', language: 'en', created: 1 }
  const link = linkOf(board.id)
  const copied = store.createBoard(board, [link], new Uint8Array([0, 0]), {
    photos: { from: large, ids },
  })
  // Copied and deleted in five pieces. Between two of them another request has its turn, and each round has two requests.
  expect(await during(copied, () => store.findBoard(board.id))).toBeGreaterThan(1)
  expect(await store.findBoard(board.id)).toEqual(board)
  expect(await store.findLink(board.id, link.hash)).toEqual(link)
  expect(await store.photosOf(board.id)).toHaveLength(ids.length)
  const session = {
    hash: 'hash',
    board: board.id,
    role: Role.facilitator,
    link: link.hash,
    participant: 'fay',
  }
  await store.createSession({ ...session, name: '', colour: 1, created: 1 })
  expect(await during(store.deleteBoard(board.id), () => store.findSession('hash'))).toBeGreaterThan(1)
  expect(await store.findBoard(board.id)).toBeUndefined()
  expect(await store.load(board.id)).toBeUndefined()
  expect(await store.photosOf(board.id)).toEqual([])
  expect(await store.photosOf(large)).toHaveLength(ids.length)
})

test('a board of many small rows is deleted piece by piece, and so are unused desks', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  const [crowded, swept, other] = [
    await storeNewBoard(store),
    await storeNewBoard(store),
    await storeNewBoard(store),
  ]
  const many = 30_000
  inDatabase(dir, (db) => {
    const fill = (sql: string): void => {
      db.exec(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many}) INSERT INTO ${sql}`,
      )
    }
    db.exec(`INSERT INTO rounds VALUES ('round', '${crowded}', 1, 1, NULL, '{}', 'key', NULL, NULL)`)
    fill(`owners SELECT '${crowded}', i, 'somebody' FROM n`)
    fill("dots SELECT 'round', 'voter' || i, 'option', 1 FROM n")
    fill("dot_keys SELECT 'round', 'voter' || i, 'key' FROM n")
    fill(`desks SELECT '${crowded}', 'somebody' || i, 0, 1, NULL FROM n`)
    db.exec(`INSERT INTO photos VALUES ('${crowded}', 'photo', 1, 1, 'image/webp', 1, x'00')`)
    fill(`photo_holders SELECT '${crowded}', 'photo', 'somebody' || i FROM n`)
    fill(`desks SELECT '${swept}', 'somebody' || i, 0, 1, NULL FROM n`)
    fill(
      `desk_log (board, participant, data, checksum) SELECT '${swept}', 'somebody' || i, zeroblob(20), 1 FROM n`,
    )
  })
  const turnsDuring = async (work: Promise<unknown>): Promise<number> => {
    const end = new AbortController()
    const done = work.finally(() => end.abort())
    let turns = 0
    for (; !end.signal.aborted; turns += 1) await store.append(other, [new Uint8Array([0, 0])], [])
    await done
    return turns
  }
  // A slice has some 1,000 rows.
  expect(await turnsDuring(store.deleteBoard(crowded))).toBeGreaterThan((5 * many) / 8_000)
  expect(
    await turnsDuring(store.sweepDrafts(2, () => [{ board: swept, participant: 'somebody7' }])),
  ).toBeGreaterThan(many / 8_000)
  const rows = inDatabase(dir, (db) =>
    ['boards', 'rounds', 'owners', 'dots', 'dot_keys', 'photo_holders', 'desks', 'desk_log'].map((table) =>
      Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']),
    ),
  )
  expect(rows).toEqual([2, 0, 0, 0, 0, 0, 1, 1])
})

test('a board half copied or half deleted when a process ends is hidden, and gone after the next start', async () => {
  const dir = await newStoreFolder()
  const first = await openStoreIn(dir)
  const { large } = await newLargeBoard(first)
  const [small, kept] = [await storeNewBoard(first), await storeNewBoard(first)]
  await first.close()
  inDatabase(dir, (db) => {
    for (const board of [large, small]) db.prepare('INSERT INTO unfinished (board) VALUES (?)').run(board)
  })
  const again = await openStoreIn(dir)
  expect(await again.findBoard(large)).toBeUndefined()
  expect(await again.load(small)).toBeUndefined()
  expect(await again.load(kept)).toBeDefined()
  const left = () =>
    inDatabase(dir, (db) => [
      ...db.prepare('SELECT id FROM boards').all(),
      ...db.prepare('SELECT count(*) AS count FROM photos').all(),
    ])
  await expect.poll(left).toEqual([{ id: kept }, { count: 0 }])
})

test('a large board of which not even the first piece can be deleted stays as it was', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  const { large, ids } = await newLargeBoard(store)
  holdBack(dir, 'photos', ids.toSorted()[0])
  await expect(store.deleteBoard(large)).rejects.toMatchObject({ name: 'StoreError' })
  expect(await store.findBoard(large)).toBeDefined()
  expect(await store.photosOf(large)).toHaveLength(ids.length)
})

test('a large board whose deletion fails halfway is gone for everybody, and the rest goes at the next start', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  const { large, ids } = await newLargeBoard(store)
  const release = holdBack(dir, 'photos', ids.toSorted().at(-1))
  await store.deleteBoard(large)
  expect(await store.findBoard(large)).toBeUndefined()
  expect(rowsIn(dir, 'photos')).toBeGreaterThan(0)
  release()
  await reopenStore(store)
  await expect.poll(() => [rowsIn(dir, 'boards'), rowsIn(dir, 'photos')]).toEqual([0, 0])
})

test('a large board that the full disk cannot finish deleting is gone for everybody, and the rest goes later', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  const { large } = await newLargeBoard(store)
  // Also while the store empties its write-ahead log.
  const other = new DatabaseSync(join(dir, 'boussole.sqlite'), { timeout: 30_000 })
  onTestFinished(() => other.close())
  const deleted = store.deleteBoard(large)
  // The next piece is asked for only when this loop lets go of the thread.
  const marked = other.prepare('SELECT board FROM unfinished')
  while (!marked.get());
  other.exec('BEGIN IMMEDIATE')
  await deleted
  expect(await store.findBoard(large)).toBeUndefined()
  expect(rowsIn(dir, 'photos')).toBeGreaterThan(0)
  other.exec('ROLLBACK')
  await expect.poll(() => [rowsIn(dir, 'boards'), rowsIn(dir, 'photos')]).toEqual([0, 0])
})

test('a half deleted board that cannot be removed at the next start is logged, and the others go', async () => {
  const dir = await newStoreFolder()
  const first = await openStoreIn(dir)
  for (let count = 0; count < 3; count += 1) await storeNewBoard(first)
  await first.close()
  const held = inDatabase(dir, (db) => {
    db.exec('INSERT INTO unfinished (board) SELECT id FROM boards')
    return String(db.prepare('SELECT board FROM unfinished').get()?.['board'])
  })
  holdBack(dir, 'boards', held)
  const told: string[] = []
  const again = await openStore(dir, { warn: (problem) => told.push(problem) })
  onTestFinished(() => again.close())
  await expect.poll(() => rowsIn(dir, 'boards')).toBe(1)
  expect(told).toEqual([expect.stringContaining(held)])
})

/** Nobody can delete this row until it is released. */
function holdBack(dir: string, table: 'boards' | 'photos', id = ''): () => void {
  inDatabase(dir, (db) => {
    db.exec(
      `CREATE TRIGGER held BEFORE DELETE ON ${table} WHEN OLD.id = '${id}' BEGIN SELECT RAISE(ABORT, 'held'); END`,
    )
  })
  return () => inDatabase(dir, (db) => db.exec('DROP TRIGGER held'))
}

function rowsIn(dir: string, table: 'boards' | 'photos'): number {
  return inDatabase(dir, (db) =>
    Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']),
  )
}

function linkOf(board: string): LinkRow {
  return {
    board,
    role: Role.facilitator,
    hash: `link of ${board}`,
    codeHash: null,
    isActive: true,
    created: 1,
  }
}

/** With eight megabytes of pictures. */
async function newLargeBoard(
  store: Store,
): Promise<{ readonly large: string; readonly ids: readonly string[] }> {
  const large = await storeNewBoard(store)
  const ids: string[] = []
  for (let index = 0; index < 16; index += 1) {
    const data = new Uint8Array(500_000).fill(index)
    const id = photoHash(data)
    ids.push(id)
    const photo = { board: large, id, participant: null, type: 'image/jpeg', data, at: 1 }
    await store.putPhoto(photo, { bytes: 1e9, count: 1_000 })
  }
  return { large, ids }
}
