import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { nanoid } from 'nanoid'
import { describe, expect, onTestFinished, test } from 'vitest'
import { photoHash } from '#server/basics/photo-hash.ts'
import { sqliteCheckpoints } from '#server/store/sqlite/checkpoints.ts'
import { openDatabase } from '#server/store/sqlite/database.ts'
import { openSqliteStore } from '#server/store/sqlite/open-store.ts'
import type { BoardRow, LinkRow, Store } from '#server/contracts/store.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { Role } from '#shared/workshop/role.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { describeCheckpoints } from './store-suite-checkpoints.ts'
import { describePhotos } from './store-suite-photos.ts'
import { describeReplays } from './store-suite-replay.ts'
import { describeStore } from './store-suite.ts'

const folders = new WeakMap<Store, string>()

async function newFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'boussole-store-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

async function openIn(dir: string): Promise<Store> {
  const store = await openSqliteStore(dir)
  folders.set(store, dir)
  onTestFinished(() => store.close())
  return store
}

async function reopen(store: Store): Promise<Store> {
  await store.close()
  return openIn(folders.get(store) ?? '')
}

test('boards take turns at having their checkpoints read', async () => {
  const { db, close } = openDatabase(await newFolder())
  onTestFinished(close)
  const { keepCheckpoint, next, fill, giveUp } = sqliteCheckpoints(db, () => undefined)
  const keep = (board: string, id: string): void => {
    const at = Number(id.slice(-1))
    keepCheckpoint({ id, board, reason: CheckpointReason.demand, at, apartMs: 0, kept: 100 })
  }
  for (const board of ['large', 'small', 'third'])
    db.prepare("INSERT INTO boards (id, title, language, created) VALUES (?, '', 'en', 1)").run(board)
  for (let index = 1; index < 5; index += 1) keep('large', `large-${index}`)
  keep('small', 'small-1')
  const content = { notes: 0, clusters: 0, file: new Uint8Array(), authors: new Uint8Array(), photos: [] }
  const order: string[] = []
  for (let unread = next(); unread; unread = next()) {
    order.push(unread.id)
    if (order.length === 2) keep('third', 'third-1')
    if (order.length === 4) giveUp(unread.id)
    else fill(unread.id, content)
  }
  expect(order).toEqual(['large-1', 'small-1', 'third-1', 'large-2', 'large-3', 'large-4'])
})

test('a board’s checkpoints have so much room and no more: the oldest automatic ones go first', async () => {
  const { db, close } = openDatabase(await newFolder())
  onTestFinished(close)
  const { keepCheckpoint, next, fill, checkpointsOf } = sqliteCheckpoints(db, () => undefined, 1_000)
  for (const board of ['one', 'other'])
    db.prepare("INSERT INTO boards (id, title, language, created) VALUES (?, '', 'en', 1)").run(board)
  const { demand, round } = CheckpointReason
  const keep = (board: string, at: number, reason: CheckpointReason, bytes: number): void => {
    const id = `${board}-${at}`
    keepCheckpoint({ id, board, reason, at, apartMs: 0, kept: 100 })
    const content = { notes: 0, clusters: 0, authors: new Uint8Array(), photos: [] }
    fill(next()?.id ?? '', { ...content, file: new Uint8Array(bytes) })
  }
  const left = (board: string) => checkpointsOf(board).map(({ at }) => at)
  keep('other', 1, round, 900)
  for (const [at, reason] of [demand, round, round, demand].entries()) keep('one', at + 1, reason, 250)
  expect(left('one')).toEqual([4, 3, 2, 1])
  keep('one', 5, demand, 250)
  expect(left('one')).toEqual([5, 4, 3, 1])
  keep('one', 6, round, 600)
  expect(left('one')).toEqual([6, 5])
  keep('one', 7, round, 5_000)
  expect(left('one')).toEqual([7])
  expect(left('other')).toEqual([1])
})

test('where little of the disk is left nothing grows, what is there can be read, and what frees room is done', async () => {
  const dir = await newFolder()
  const first = await openIn(dir)
  const [board, kept] = [await newBoard(first), await newBoard(first)]
  await first.close()
  const store = await openSqliteStore(dir, { floor: Number.MAX_SAFE_INTEGER })
  onTestFinished(() => store.close())
  const refused = { name: 'StoreError', kind: 'disk' }
  await expect(store.append(kept, [new Uint8Array([0, 0])], [])).rejects.toMatchObject(refused)
  await expect(newBoard(store)).rejects.toMatchObject(refused)
  await expect(store.probe()).rejects.toMatchObject(refused)
  expect(await store.load(kept)).toBeDefined()
  await store.deleteBoard(board)
  expect(await store.findBoard(board)).toBeUndefined()
})

test('while a large board is copied or deleted, others’ commits have their turns, and nobody sees half of it', async () => {
  const store = await openIn(await newFolder())
  const { large, ids } = await newLargeBoard(store)
  const other = await newBoard(store)
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
  const copied = store.createBoard(board, [link], new Uint8Array([0, 0]), { from: large, ids })
  expect(await during(copied, () => store.findBoard(board.id))).toBeGreaterThan(2)
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
  expect(await during(store.deleteBoard(board.id), () => store.findSession('hash'))).toBeGreaterThan(2)
  expect(await store.findBoard(board.id)).toBeUndefined()
  expect(await store.load(board.id)).toBeUndefined()
  expect(await store.photosOf(board.id)).toEqual([])
  expect(await store.photosOf(large)).toHaveLength(ids.length)
})

test('a board of small rows alone, however many, is deleted piece by piece, and so are desks that nobody uses', async () => {
  const dir = await newFolder()
  const store = await openIn(dir)
  const [crowded, swept, other] = [await newBoard(store), await newBoard(store), await newBoard(store)]
  const many = 30_000
  inDatabase(dir, (db) => {
    const fill = (sql: string): void => {
      db.exec(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many}) INSERT INTO ${sql}`,
      )
    }
    db.exec(`INSERT INTO rounds VALUES ('round', '${crowded}', 1, 1, NULL, '{}', 'key', NULL)`)
    fill(`owners SELECT '${crowded}', i, 'somebody' FROM n`)
    fill("dots SELECT 'round', 'voter' || i, 'option', 1 FROM n")
    fill("dot_keys SELECT 'round', 'voter' || i, 'key' FROM n")
    fill(`desks SELECT '${crowded}', 'somebody' || i, 0, 1 FROM n`)
    db.exec(`INSERT INTO photos VALUES ('${crowded}', 'photo', 1, 1, 'image/webp', 1, x'00')`)
    fill(`photo_holders SELECT '${crowded}', 'photo', 'somebody' || i FROM n`)
    fill(`desks SELECT '${swept}', 'somebody' || i, 0, 1 FROM n`)
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
    await turnsDuring(store.sweepDesks(2, () => [{ board: swept, participant: 'somebody7' }])),
  ).toBeGreaterThan(many / 8_000)
  const rows = inDatabase(dir, (db) =>
    ['boards', 'rounds', 'owners', 'dots', 'dot_keys', 'photo_holders', 'desks', 'desk_log'].map((table) =>
      Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']),
    ),
  )
  expect(rows).toEqual([2, 0, 0, 0, 0, 0, 1, 1])
})

test('what was half copied or half deleted at the end of a process is there for nobody, and gone after the next start', async () => {
  const dir = await newFolder()
  const first = await openIn(dir)
  const { large } = await newLargeBoard(first)
  const [small, kept] = [await newBoard(first), await newBoard(first)]
  await first.close()
  inDatabase(dir, (db) => {
    for (const board of [large, small]) db.prepare('INSERT INTO unfinished (board) VALUES (?)').run(board)
  })
  const again = await openIn(dir)
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
  const dir = await newFolder()
  const store = await openIn(dir)
  const { large, ids } = await newLargeBoard(store)
  holdBack(dir, 'photos', ids.toSorted()[0])
  await expect(store.deleteBoard(large)).rejects.toMatchObject({ name: 'StoreError' })
  expect(await store.findBoard(large)).toBeDefined()
  expect(await store.photosOf(large)).toHaveLength(ids.length)
})

test('a large board of which a later piece cannot be deleted is gone for everybody, and the rest goes at the next start', async () => {
  const dir = await newFolder()
  const store = await openIn(dir)
  const { large, ids } = await newLargeBoard(store)
  const release = holdBack(dir, 'photos', ids.toSorted().at(-1))
  await store.deleteBoard(large)
  expect(await store.findBoard(large)).toBeUndefined()
  expect(rowsIn(dir, 'photos')).toBeGreaterThan(0)
  release()
  await reopen(store)
  await expect.poll(() => [rowsIn(dir, 'boards'), rowsIn(dir, 'photos')]).toEqual([0, 0])
})

test('a large board that the disk takes no more of is gone for everybody, and the rest goes as soon as there is room', async () => {
  const dir = await newFolder()
  const store = await openIn(dir)
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

test('a half deleted board that cannot be deleted at the next start is told of, and keeps no other from going', async () => {
  const dir = await newFolder()
  const first = await openIn(dir)
  for (let count = 0; count < 3; count += 1) await newBoard(first)
  await first.close()
  const held = inDatabase(dir, (db) => {
    db.exec('INSERT INTO unfinished (board) SELECT id FROM boards')
    return String(db.prepare('SELECT board FROM unfinished').get()?.['board'])
  })
  holdBack(dir, 'boards', held)
  const told: string[] = []
  const again = await openSqliteStore(dir, { warn: (problem) => told.push(problem) })
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
  const large = await newBoard(store)
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

async function newBoard(store: Store, update = new Uint8Array([0, 0])): Promise<string> {
  const id = nanoid()
  await store.createBoard({ id, title: '', language: 'en', created: 1 }, [], update)
  return id
}

describe('SQLite', () => {
  describeStore({ open: async () => openIn(await newFolder()), reopen })
  describeCheckpoints({ open: async () => openIn(await newFolder()), reopen })
  describePhotos({ open: async () => openIn(await newFolder()), reopen })

  test('a picture that is damaged on disk is not given out, and sending it again puts it right', async () => {
    const store = await openIn(await newFolder())
    const board = await newBoard(store)
    const data = new Uint8Array([1, 2, 3])
    const id = createHash('sha256').update(data).digest('base64url')
    const photo = { board, id, participant: 'ana', type: 'image/jpeg', data, at: 1 }
    await store.putPhoto(photo, { bytes: 100, count: 9 })
    inDatabase(folders.get(store) ?? '', (db) => db.exec("UPDATE photos SET data = x'010299'"))
    expect(await store.readPhoto(board, id)).toBeUndefined()
    await store.putPhoto(photo, { bytes: 100, count: 9 })
    expect(await store.readPhoto(board, id)).toEqual({ type: 'image/jpeg', data })
  })
  describeReplays({ open: async () => openIn(await newFolder()), reopen })

  test('what a rule of the database refuses is told apart from what the disk refuses', async () => {
    const dir = await newFolder()
    const store = await openIn(dir)
    const board = await newBoard(store)
    const update = new Uint8Array([0, 0])
    const kept = store.append(board, [update], [])
    await expect(store.append('nowhere', [update], [])).rejects.toMatchObject({ kind: 'rule' })
    await kept
    const other = new DatabaseSync(join(dir, 'boussole.sqlite'))
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    await expect(store.append(board, [update], [])).rejects.toMatchObject({ kind: 'disk' })
    await expect(store.append('nowhere', [update], [])).rejects.toMatchObject({ kind: 'disk' })
    other.exec('ROLLBACK')
    await store.close()
    await expect(store.append(board, [update], [])).rejects.toMatchObject({ kind: 'disk' })
  })

  test('two servers cannot open the same folder', async () => {
    const dir = await newFolder()
    await openIn(dir)
    await expect(openSqliteStore(dir)).rejects.toThrow('in use by another Boussole')
  })

  test('a folder that cannot be one is refused with a sentence', async () => {
    const dir = await newFolder()
    await writeFile(join(dir, 'file'), '')
    await expect(openSqliteStore(join(dir, 'file'))).rejects.toThrow(
      /^The data folder .* cannot be written to/,
    )
  })

  test('a damaged database is refused with a sentence', async () => {
    const dir = await newFolder()
    await writeFile(join(dir, 'boussole.sqlite'), Buffer.alloc(8_192, 'not a database'))
    await expect(openSqliteStore(dir)).rejects.toThrow(
      /^The data folder .*damaged; restore it from a backup\.$/,
    )
  })

  test('damage in the middle of the tables is found at start', async () => {
    const dir = await newFolder()
    const store = await openIn(dir)
    for (let index = 0; index < 50; index += 1) void newBoard(store)
    await store.close()
    const file = join(dir, 'boussole.sqlite')
    const bytes = await readFile(file)
    const root = inDatabase(dir, (db) =>
      db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'boards'").get(),
    )
    bytes.fill(0xff, (Number(root?.['rootpage']) - 1) * 4_096, Number(root?.['rootpage']) * 4_096)
    await writeFile(file, bytes)
    await expect(openSqliteStore(dir)).rejects.toThrow('damaged')
  })

  test('a folder of a newer version is refused and left alone', async () => {
    const dir = await newFolder()
    await (await openIn(dir)).close()
    inDatabase(dir, (db) => db.exec('PRAGMA user_version = 999'))
    await expect(openSqliteStore(dir)).rejects.toThrow('newer Boussole')
  })

  test('the ballots of a closed round are nowhere in the folder', async () => {
    const dir = await newFolder()
    const store = await openIn(dir)
    const board = await newBoard(store)
    const options = Array.from({ length: 40 }, (_, index) => `option-${index}`)
    await store.openRound(board, {
      id: 'r',
      board,
      number: 1,
      title: '',
      target: 'notes',
      options,
      budget: 100,
      cap: 5,
      isSecret: true,
      deadline: null,
      openedAt: 1,
      previous: null,
      key: 'planted-round-key',
      outcome: null,
    })
    const votes = options.flatMap((option) =>
      ['planted-voter-1', 'planted-voter-2', 'planted-voter-3'].map((voter) =>
        store.changeDots({ round: 'r', voter, person: null, option, change: 1, key: nanoid(), now: 2 }),
      ),
    )
    await Promise.all(votes)
    expect(await filesWith(dir, 'planted-voter')).not.toEqual([])
    await store.closeRound('r', 3, [])
    expect(await filesWith(dir, 'planted-')).toEqual([])
  })

  test('the previous snapshot and the rows after it stay, and are enough', async () => {
    const dir = await newFolder()
    const store = await openIn(dir)
    const board = await newBoard(store, new Uint8Array([0, 0]))
    const snapshots = (): number =>
      inDatabase(dir, (db) => db.prepare('SELECT through FROM snapshots').all().length)
    for (let index = 0; index < 600; index += 1) void store.append(board, [new Uint8Array([0, 0])], [])
    await expect.poll(snapshots).toBe(1)
    for (let index = 0; index < 600; index += 1) void store.append(board, [new Uint8Array([0, 0])], [])
    await expect.poll(snapshots).toBe(2)
    for (let index = 0; index < 600; index += 1) void store.append(board, [new Uint8Array([0, 0])], [])
    await expect.poll(() => Number(oldestRow(dir)) > 700).toBe(true)
    await store.close()
    const kept = inDatabase(dir, (db) => ({
      snapshots: db.prepare('SELECT through FROM snapshots ORDER BY through').all(),
      first: Number(oldestRow(dir)),
    }))
    expect(kept.snapshots).toHaveLength(2)
    expect(kept.first).toBe(Number(kept.snapshots[0]?.['through']) + 1)
  })

  test('a log that cannot be folded stays as it is, with one warning', async () => {
    const warnings: string[] = []
    const store = await openSqliteStore(await newFolder(), { warn: (problem) => warnings.push(problem) })
    onTestFinished(() => store.close())
    const board = await newBoard(store)
    const broken = new Uint8Array([1, 1, 1, 0, 255])
    for (let index = 0; index < 600; index += 1) void store.append(board, [broken], [])
    await expect.poll(() => warnings.length).toBe(1)
    expect(warnings[0]).toContain(`folding the log of board ${board}`)
    expect((await store.load(board))?.updates).toHaveLength(601)
  })

  test('the database can be read by another program while the server runs', async () => {
    const dir = await newFolder()
    const store = await openIn(dir)
    const board = await newBoard(store)
    expect(inDatabase(dir, (db) => db.prepare('SELECT id FROM boards').all())).toEqual([{ id: board }])
    await store.probe()
  })
})

function oldestRow(dir: string): unknown {
  return inDatabase(dir, (db) => db.prepare('SELECT min(seq) AS seq FROM log').get()?.['seq'])
}

async function filesWith(dir: string, text: string): Promise<readonly string[]> {
  const names = await readdir(dir)
  const contents = await Promise.all(names.map((name) => readFile(join(dir, name), 'latin1')))
  return names.filter((_, index) => contents[index]?.includes(text))
}
