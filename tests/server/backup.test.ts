import { execFile } from 'node:child_process'
import { chmod, copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { backUp } from '#server/store/sqlite/backup.ts'
import { keepFromOthers, openDatabase } from '#server/store/sqlite/database.ts'
import { restore } from '#server/store/sqlite/restore.ts'
import { metaRoot } from '#shared/board/document.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { newDataDir, spawnServer, startServer, type ServerClient } from '#tests/support/server.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const plain = { x: 0, y: 0, author: null, created: 1 }

test('a backup made while people work has everything that was saved before it began, and opens', async () => {
  const server = await spawnServer()
  const board = await server.createBoard({ title: 'Kept' })
  const { client: ada, session } = await joinBoard(server, board)
  const backups = await newDataDir()
  const work = new AbortController()
  const writing = (async () => {
    while (!work.signal.aborted) {
      addNote(ada.doc, { ...plain, text: 'work' })
      await ada.allSaved()
    }
  })()
  for (let n = 0; n < 5; n += 1) {
    await ada.until(() => notesOf(ada.doc).length > n * 10)
    await ada.allSaved()
    const saved = notesOf(ada.doc).map(({ id }) => id)
    const file = join(backups, `${n}.sqlite`)
    const made = await npmRun('backup', file, server.dataDir)
    expect(made.code, made.output).toBe(0)
    const dir = await newDataDir()
    expect(restore(file, dir, new Date())).toEqual({ boards: 1, kept: null })
    const again = await startServer({ dataDir: dir })
    const { client } = await joinBoard(again, board, { session })
    expect(notesOf(client.doc).map(({ id }) => id)).toEqual(expect.arrayContaining(saved))
    await again.close()
  }
  work.abort()
  await writing
})

test('a database and its backup in progress are readable by their owner alone, in any folder', async () => {
  const dataDir = await newDataDir()
  await chmod(dataDir, 0o755)
  const modes = async (dir: string): Promise<readonly string[]> => {
    const names = (await readdir(dir)).filter((name) => !name.startsWith('lock'))
    return Promise.all(
      names.map(async (name) => `${name} ${((await stat(join(dir, name))).mode & 0o777).toString(8)}`),
    )
  }
  const before = process.umask(0o022)
  onTestFinished(() => void process.umask(before))
  const first = openDatabase(dataDir)
  expect(await modes(dataDir)).toEqual(
    ['boussole.sqlite', 'boussole.sqlite-shm', 'boussole.sqlite-wal'].map((name) => `${name} 600`),
  )
  first.close()
  await chmod(join(dataDir, 'boussole.sqlite'), 0o644)
  const again = openDatabase(dataDir)
  onTestFinished(again.close)
  expect((await modes(dataDir)).every((line) => line.endsWith(' 600'))).toBe(true)
  const backups = await newDataDir()
  const seen: (readonly string[])[] = []
  const file = join(backups, 'backup.sqlite')
  const unfinished = `${file}.unfinished`
  keepFromOthers(unfinished)
  seen.push(await modes(backups))
  backUp(dataDir, file)
  seen.push(await modes(backups))
  expect(seen.flat()).toEqual(['backup.sqlite.unfinished 600', 'backup.sqlite 600'])
})

test('npm run restore restores the boards, keeps the old data, and refuses while a server uses the folder', async () => {
  const dataDir = await newDataDir()
  const file = join(await newDataDir(), 'boussole.backup')
  const first = await spawnServer({ dataDir })
  const board = await first.createBoard({ title: 'Before' })
  const { session } = await first.join(board)
  expect(await npmRun('backup', file, dataDir)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/: 1 board, /),
  })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const after = await first.createBoard({ title: 'After' })

  const refused = await npmRun('restore', file, dataDir)
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('in use by another Boussole') })
  expect(await titleOf(first, after)).toBe('After')
  await first.end('SIGKILL')
  const done = await npmRun('restore', file, dataDir)
  expect(done.code, done.output).toBe(0)

  const second = await spawnServer({ dataDir })
  const answer = await second.ask('GET', `/api/boards/${board.id}`, undefined, session)
  expect(answer).toMatchObject({ status: 200, body: { title: 'Before' } })
  await expect(second.join(after)).rejects.toThrow('link_invalid')
  await second.end()
  const kept = (await readdir(dataDir)).find((name) => name.startsWith('before-restore-')) ?? ''
  const third = await spawnServer({ dataDir: join(dataDir, kept) })
  expect(await titleOf(third, after)).toBe('After')
})

test('after a restore, clients that saw later updates receive the server’s new updates', async () => {
  const dataDir = await newDataDir()
  const file = join(await newDataDir(), 'backup')
  const first = await startServer({ dataDir })
  const board = await first.createBoard({ title: 'One' })
  const lead = await joinBoard(first, board, { role: Role.facilitator })
  await lead.client.command({ kind: 'board.rename', title: 'Two' })
  backUp(dataDir, file)
  for (const title of ['Three', 'Four']) await lead.client.command({ kind: 'board.rename', title })
  await first.close()
  restore(file, dataDir, new Date())
  const second = await startServer({ dataDir })
  // The same page, with the document it had before.
  const { doc } = lead.client
  const url = second.url.replace('http', 'ws')
  const back = connectClient({ url, board: board.id, token: lead.session.session, doc })
  onTestFinished(() => back.socket.terminate())
  await back.until(() => back.isSynced())
  const other = await joinBoard(second, board, { role: Role.facilitator })
  await other.client.command({ kind: 'board.rename', title: 'Five' })
  await back.until(() => metaRoot(doc).get('title') === 'Five')
})

test('a backup never writes over a file, and one that fails says so', async () => {
  const dataDir = await newDataDir()
  const server = await startServer({ dataDir })
  await server.createBoard()
  const file = join(await newDataDir(), 'backup')
  await writeFile(file, 'precious')
  expect(() => backUp(dataDir, file)).toThrow('exists already')
  expect(await readFile(file, 'utf8')).toBe('precious')
  expect(() => backUp(dataDir, join(dataDir, 'none', 'file'))).toThrow(
    /^The backup failed: .* was not written\.$/,
  )
})

test('a file that is no backup, or a damaged one, is refused and changes nothing', async () => {
  const dataDir = await newDataDir()
  const server = await startServer({ dataDir })
  const board = await server.createBoard({ title: 'Stays' })
  const backups = await newDataDir()
  const [good, garbage, damaged, foreign] = ['good', 'garbage', 'damaged', 'foreign'].map((name) =>
    join(backups, name),
  )
  if (!good || !garbage || !damaged || !foreign) throw new Error('four names give four paths')
  backUp(dataDir, good)
  await server.close()
  await writeFile(garbage, 'garbage'.repeat(2_000))
  await copyFile(good, damaged)
  const bytes = await readFile(good)
  bytes.fill(0xff, 4_096, 12_288)
  await writeFile(damaged, bytes)
  new DatabaseSync(foreign).close()
  const before = await readdir(dataDir)
  for (const file of [garbage, damaged, foreign, join(backups, 'none')]) {
    expect(() => restore(file, dataDir, new Date()), file).toThrow(
      /cannot be restored: .*Nothing was changed\.$|no file/,
    )
    expect(await readdir(dataDir)).toEqual(before)
  }
  const again = await startServer({ dataDir })
  expect(await titleOf(again, board)).toBe('Stays')
})

test('a restore interrupted by a crash leaves the old data or the new, whole', async () => {
  const { board, dataDir, file } = await killedServer()
  expect(await restoreWithBroken('process.kill(process.pid, "SIGKILL")', file, dataDir)).toMatchObject({
    signal: 'SIGKILL',
  })
  const again = await startServer({ dataDir })
  expect(await titleOf(again, board)).toBe('Changed last')
})

test('a restore that fails at its last step has changed nothing, and says so', async () => {
  const { board, dataDir, file } = await killedServer()
  const { output } = await restoreWithBroken('throw new Error("EIO: i/o error")', file, dataDir)
  expect(output).toContain('cannot be restored: EIO: i/o error. Nothing was changed.')
  const files = ['admin.sock', 'audit.log', 'boussole.sqlite', 'lock.sqlite']
  expect((await readdir(dataDir)).toSorted()).toEqual(files)
  const again = await startServer({ dataDir })
  expect(await titleOf(again, board)).toBe('Changed last')
})

test('a restore that fails halfway says where it has put the old data', async () => {
  const { dataDir, file } = await killedServer()
  await spoil(dataDir)
  const failing =
    'fs.linkSync = fs.copyFileSync = fs.renameSync; syncBuiltinESMExports(); throw new Error("EIO")'
  const { output } = await restoreWithBroken(failing, file, dataDir)
  const kept = (await readdir(dataDir)).find((name) => name.startsWith('before-restore-')) ?? ''
  expect(output).toContain(`What was there is in ${join(dataDir, kept)}: put its files back into ${dataDir}.`)
  expect(await readdir(join(dataDir, kept))).toContain('boussole.sqlite-wal')
})

test('a damaged database is replaced, too, and kept as it was, with its write-ahead log', async () => {
  const { board, dataDir, file } = await killedServer()
  const database = join(dataDir, 'boussole.sqlite')
  const former = await spoil(dataDir)
  const broken = await restoreWithBroken('throw new Error("EIO: i/o error")', file, dataDir)
  expect(broken.output).toContain('Nothing was changed')
  expect([await readFile(database, 'latin1'), await readFile(`${database}-wal`)]).toEqual([
    'garbage'.repeat(2_000),
    former,
  ])
  const { kept } = restore(file, dataDir, new Date())
  expect(await readFile(join(kept ?? '', 'boussole.sqlite'), 'latin1')).toBe('garbage'.repeat(2_000))
  expect(await readFile(join(kept ?? '', 'boussole.sqlite-wal'))).toEqual(former)
  const again = await startServer({ dataDir })
  expect(await titleOf(again, board)).toBe('First')
})

test('without a file name or without a database, one sentence says which is missing', async () => {
  const dir = await newDataDir()
  expect(await npmRun('backup', undefined, dir)).toMatchObject({
    code: 1,
    output: expect.stringContaining('-- FILE'),
  })
  expect(await npmRun('restore', undefined, dir)).toMatchObject({
    code: 1,
    output: expect.stringContaining('-- FILE'),
  })
  expect(await npmRun('backup', join(dir, 'file'), dir)).toMatchObject({
    code: 1,
    output: expect.stringContaining('There is no boussole.sqlite in the data folder'),
  })
})

/**
 * A database that nothing can be read of any more: the write-ahead log may hold every page of it, so that its frames count
 * only while the first is whole. Returns what the log is then.
 */
async function spoil(dataDir: string): Promise<Buffer> {
  const database = join(dataDir, 'boussole.sqlite')
  await writeFile(database, 'garbage'.repeat(2_000))
  const log = await readFile(`${database}-wal`)
  log.fill(0xff, 32, 64)
  await writeFile(`${database}-wal`, log)
  return log
}

/** A folder whose last change stands in the write-ahead log alone, and a backup of before. */
async function killedServer(): Promise<{ board: CreatedBoard; dataDir: string; file: string }> {
  const server = await spawnServer()
  const { dataDir } = server
  const board = await server.createBoard({ title: 'First' })
  const file = join(await newDataDir(), 'backup')
  backUp(dataDir, file)
  const { client } = await joinBoard(server, board, { role: Role.facilitator })
  await client.command({ kind: 'board.rename', title: 'Changed last' })
  await server.end('SIGKILL')
  return { board, dataDir, file }
}

/** Restores in a process of its own, in which renaming a file does this instead. */
function restoreWithBroken(
  renaming: string,
  file: string,
  dataDir: string,
): Promise<{ signal: string | null; output: string }> {
  const code = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    fs.renameSync = () => { ${renaming} }
    syncBuiltinESMExports()
    const { restore } = await import('#server/store/sqlite/restore.ts')
    restore(${JSON.stringify(file)}, ${JSON.stringify(dataDir)}, new Date())`
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '-e', code],
      { cwd: root },
      (_error, stdout, stderr) => resolve({ signal: child.signalCode, output: stdout + stderr }),
    )
  })
}

async function titleOf(server: ServerClient, board: CreatedBoard): Promise<unknown> {
  const { session } = await server.join(board, Role.viewer)
  const { body } = await server.ask('GET', `/api/boards/${board.id}`, undefined, session)
  return typeof body === 'object' && body !== null && 'title' in body ? body.title : body
}

/** As a person types it, in the project's folder. */
function npmRun(
  script: 'backup' | 'restore',
  file: string | undefined,
  dataDir: string,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      'npm',
      ['run', '--silent', script, ...(file === undefined ? [] : ['--', file])],
      { cwd: root, env: { ...process.env, DATA_DIR: dataDir } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    )
  })
}
