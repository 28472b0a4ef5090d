import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lastGoodState, openArchive } from '#server/archive/open-archive.ts'
import { oneByOne } from '#server/basics/yield-turn.ts'
import { archiveRows } from '#server/store/rows/archive-rows.ts'
import { checkpointRows } from '#server/store/rows/checkpoints.ts'
import { openDatabase } from '#server/store/sqlite/database.ts'
import { BoardLog } from '#server/store/rows/log.ts'
import { LogRepair } from '#server/store/rows/repair.ts'
import { sqliteRows } from '#server/store/sqlite/sqlite-rows.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { newDataDir, spawnServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

/** Throws where nobody catches it, in the thread for which there is a file in the data folder. */
const mistakes = `
import { existsSync } from 'node:fs'
import { isMainThread, workerData } from 'node:worker_threads'
const thread = isMainThread ? 'main' : workerData?.dir ? 'store' : 'fold'
setInterval(() => {
  if (existsSync(process.env.DATA_DIR + '/break-' + thread)) throw new Error('a planted mistake')
}, 10).unref()
`
const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(mistakes)}` }
const plain = { x: 0, y: 0, author: null, created: 1 }

test.each(['main', 'store'])(
  'a mistake in the %s thread ends the process with a sentence; a new process has all acknowledged data',
  async (thread) => {
    const server = await spawnServer({ env })
    const board = await server.createBoard()
    const { client } = await joinBoard(server, board)
    addNote(client.doc, { ...plain, text: 'acknowledged' })
    await client.allSaved()
    // Only then has all that it said been read.
    const ended = new Promise((resolve) => server.child.once('close', resolve))
    await writeFile(join(server.dataDir, `break-${thread}`), '')
    expect(await ended).toBe(1)
    expect(server.output()).toContain('Boussole stops because of an internal error')
    expect(server.output()).toContain('a planted mistake')
    const again = await spawnServer({ dataDir: server.dataDir })
    const back = await joinBoard(again, board, { role: Role.viewer })
    expect(notesOf(back.client.doc).map(({ text }) => text)).toEqual(['acknowledged'])
  },
)

test('when the thread that reads boards breaks, another takes its place', async () => {
  const server = await spawnServer({ env })
  const board = await server.createBoard()
  const { session } = await server.join(board, Role.facilitator)
  const path = `/api/boards/${board.id}/checkpoints`
  const broken = join(server.dataDir, 'break-fold')
  await writeFile(broken, '')
  await server.ask('POST', path, {}, session)
  await expect.poll(server.output).toContain('the thread that reads boards stopped: a planted mistake')
  await rm(broken)
  expect(await server.ask('POST', path, {}, session)).toMatchObject({ status: 201 })
})

test('a disk that stalls for a moment is asked again: no checkpoint is lost, one warning is logged', async () => {
  const warnings: string[] = []
  const warn = (problem: string): void => void warnings.push(problem)
  const { db, close } = openDatabase(await newDataDir())
  const sql = sqliteRows(db)
  const log = new BoardLog(sql, new LogRepair(sql, lastGoodState, warn), () => 1)
  const read = Promise.withResolvers<void>()
  const checkpoints = checkpointRows(sql, read.resolve)
  let refusals = 2
  const next: typeof checkpoints.next = async () => {
    refusals -= 1
    if (refusals >= 0) throw Object.assign(new Error('disk I/O error'), { errcode: 10 })
    return checkpoints.next()
  }
  db.exec("INSERT INTO boards (id, title, language, created) VALUES ('b', '', 'en', 1)")
  await checkpoints.keepCheckpoint({ id: 'c', board: 'b', reason: 'demand', at: 1, apartMs: 0, kept: 9 })
  // Folding it would hide the checkpoint's place.
  for (let row = 0; row < 600; row += 1) await log.append([['b', [new Uint8Array([0, 0])], []]])
  const settled = (): void => undefined
  const rows = archiveRows(sql, {
    log,
    checkpoints: { ...checkpoints, next },
    inTurn: oneByOne(),
    settled,
    warn,
  })
  const archive = openArchive(rows, { isRecorded: false, maxBytes: 1 })
  void archive.next()
  void archive.next()
  await read.promise
  expect(await checkpoints.checkpointsOf('b')).toMatchObject([{ id: 'c', notes: 0 }])
  await expect.poll(() => db.prepare('SELECT count(*) AS n FROM snapshots').get()?.['n']).toBe(1)
  expect(warnings).toEqual(['looking for checkpoints to read: the disk does not answer (I/O error)'])
  archive.close()
  close()
})
