import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { notesOf } from '#shared/board/note.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { postgresFor } from '#tests/support/postgres.ts'
import { newDataDir, startServer, type TestServer } from '#tests/support/server.ts'
import { joinDesk, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
} from '#tests/support/socket-voters.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Held {
  readonly board: CreatedBoard
  readonly people: readonly CreatedSession[]
}

test('npm run move copies everything to PostgreSQL and back: files, desks, ballots, sessions and each row', async () => {
  const [dataDir, back] = [await newDataDir(), await newDataDir()]
  const postgres = postgresFor(dataDir)
  const first = await startServer({ dataDir, config: { postgres: undefined } })
  const held = await workOn(first)
  const before = await seenBy(first, held)
  expect(await run(['.', 'DATABASE_URL'], { dataDir, postgres })).toMatchObject({ code: 1 })
  const inUse = await run([dataDir, 'DATABASE_URL'], { dataDir, postgres })
  expect(inUse).toMatchObject({ code: 1, output: expect.stringContaining('in use by another Boussole') })
  await first.close()
  inDatabase(dataDir, (db) => fillAll(db, held.board.id))
  const rows = inDatabase(dataDir, allRows)
  expect(Object.entries(rows).filter(([, { length }]) => length === 0)).toEqual([])

  const there = await run([dataDir, 'DATABASE_URL'], { dataDir, postgres })
  expect(there, there.output).toMatchObject({ code: 0 })
  const again = await run([dataDir, 'DATABASE_URL'], { dataDir, postgres })
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('name an empty one') })
  const home = await run(['DATABASE_URL', back], { dataDir, postgres })
  expect(home, home.output).toMatchObject({ code: 0 })
  expect(inDatabase(back, allRows)).toEqual(rows)

  const second = await startServer({ dataDir: await newDataDir(), config: { postgres } })
  expect(await seenBy(second, held)).toEqual(before)
  const third = await startServer({ dataDir: back, config: { postgres: undefined } })
  expect(await seenBy(third, held)).toEqual(before)
  // Numbers of rows that are gone are not given again: more is saved after what was there.
  for (const server of [second, third]) {
    const fay = await joinBoard(server, held.board, { session: held.people[0] ?? raise() })
    await addProposals(fay, 1)
    await fay.client.allSaved()
  }
})

/** A board with notes, a closed vote, an open secret one and drafts in private writing. */
async function workOn(server: TestServer): Promise<Held> {
  const board = await server.createBoard({ title: 'Über “alles”' })
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const others = [
    await joinBoard(server, board),
    await joinBoard(server, board),
    await joinBoard(server, board),
  ]
  const options = await addProposals(fay, 3)
  for (const isClosed of [true, false]) {
    const round = await openRoundOrThrow(fay, options, { budget: 3 })
    for (const person of others) await placeDot(person, round, options[0] ?? '')
    if (isClosed) await closeRound(fay, round)
    // Its figures are told at a beat of the clock.
    else await fay.client.until(() => readRound(fay.client.doc, round)?.voted === others.length)
  }
  await setWriting(fay, 'private')
  for (const { session } of others) {
    const desk = await joinDesk(server, board, session)
    await writeDrafts(desk, [`a draft of ${session.participant.id}`])
  }
  return { board, people: [fay, ...others].map(({ session }) => session) }
}

/** Everything that each session, its desk and its ballots show, and the board's file. */
async function seenBy(server: TestServer, { board, people }: Held): Promise<unknown> {
  const seen: unknown[] = []
  for (const session of people) {
    const person = await joinBoard(server, board, { session })
    const desk = await joinDesk(server, board, session)
    const answer = await server.ask('GET', `/api/boards/${board.id}`, undefined, session.session)
    seen.push([
      answer.body,
      notesOf(desk.doc),
      notesOf(person.client.doc),
      roundsOf(person.client.doc),
      person.client.ballots,
    ])
    for (const { socket } of [person.client, desk]) socket.terminate()
  }
  const file = JSON.parse(await exportedFile(server, { session: people[0] ?? raise() }, 'json')) as Record<
    string,
    unknown
  >
  return [seen, { ...file, exported: null }]
}

/** Some rows of other boards in each table, with values of each kind: texts of any letters, bytes larger than a slice, and nothing. */
function fillAll(db: DatabaseSync, whole: string): void {
  db.exec('PRAGMA foreign_keys = OFF')
  let count = 0
  for (const { name, columns } of tablesOf(db)) {
    if (name === 'evidence_key' || name === 'retention')
      db.exec(`INSERT OR IGNORE INTO ${name} VALUES (1, ${name === 'retention' ? '90, 7' : "x'0102'"})`)
    else
      for (let row = 0; row < (name === 'log' ? 1_100 : 3); row += 1) {
        const parents = parentsOf(db, { table: name, row, whole })
        const values = columns.map(({ name: column, type, pk, notnull }): SQLInputValue => {
          count += 1
          const parent = parents.get(column)
          if (parent !== undefined) return parent
          if (type === 'INTEGER') return (name === 'log' ? 10_000 : 0) + count
          if (type === 'BLOB') return new Uint8Array(name === 'photos' ? 5_000_000 : 10).fill(count)
          return notnull === 0 && pk === 0 && row > 0 ? null : JSON.stringify({ text: `ß ${count} 🧭` })
        })
        db.prepare(`INSERT OR IGNORE INTO ${name} VALUES (${values.map(() => '?').join()})`).run(...values)
      }
  }
  db.exec('DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)')
  const wrong = db.prepare('PRAGMA foreign_key_check').all()
  expect(wrong).toEqual([])
}

interface Column {
  readonly name: string
  readonly type: string
  readonly pk: number
  readonly notnull: number
}

interface Named {
  readonly name: string
  readonly columns: readonly Column[]
}

/** Those that others name come first. */
function tablesOf(db: DatabaseSync): readonly Named[] {
  const first = ['boards', 'sessions', 'rounds', 'desks', 'photos', 'purpose_versions', 'asked']
  const place = (name: string) => (first.indexOf(name) + first.length + 1) % (first.length + 1)
  return db
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'probe'",
    )
    .all()
    .map(({ name }) => ({
      name: String(name),
      columns: db.prepare(`PRAGMA table_info(${String(name)})`).all() as unknown as readonly Column[],
    }))
    .toSorted((a, b) => place(a.name) - place(b.name))
}

/** Values for the columns that name another row. References by two columns come last: their row has the board that it needs. */
function parentsOf(
  db: DatabaseSync,
  { table, row, whole }: { table: string; row: number; whole: string },
): ReadonlyMap<string, SQLInputValue> {
  const parents = new Map<string, SQLInputValue>()
  const all = db
    .prepare('SELECT id, "table" AS other, "from" AS own, seq FROM pragma_foreign_key_list(?)')
    .all(table)
  const widthOf = (id: unknown) => all.filter((each) => each['id'] === id).length
  for (const { other, own, seq } of all.toSorted((a, b) => widthOf(a['id']) - widthOf(b['id']))) {
    const rows = db
      .prepare(`SELECT * FROM ${String(other)}`)
      .all()
      .filter(({ id, board }) => id !== whole && board !== whole)
    const keys = db.prepare(`PRAGMA table_info(${String(other)})`).all()
    const key = keys.find(({ pk }) => pk === Number(seq) + 1)?.['name']
    parents.set(String(own), rows[row % rows.length]?.[String(key)] ?? null)
  }
  return parents
}

function allRows(db: DatabaseSync): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries([
    ...tablesOf(db).map(({ name, columns }) => [
      name,
      db.prepare(`SELECT * FROM ${name} ORDER BY ${columns.map((each) => `"${each.name}"`).join()}`).all(),
    ]),
    ['boards in order', db.prepare('SELECT id FROM boards ORDER BY rowid').all()],
    ['numbers', db.prepare('SELECT * FROM sqlite_sequence ORDER BY name').all()],
  ]) as Record<string, readonly unknown[]>
}

function run(
  args: readonly string[],
  { dataDir, postgres }: { dataDir: string; postgres: { url: string; schema: string } },
): Promise<{ code: number; output: string }> {
  const { url: DATABASE_URL, schema: DATABASE_SCHEMA } = postgres
  const env = { ...process.env, DATA_DIR: join(dataDir, 'none'), DATABASE_URL, DATABASE_SCHEMA }
  return new Promise((resolve) => {
    const child = execFile(
      'npm',
      ['run', '--silent', 'move', '--', ...args],
      { cwd: root, env },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    )
  })
}

function raise(): never {
  throw new Error('nobody is there')
}
