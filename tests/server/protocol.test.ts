import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { CreatedToken } from '#shared/wire/tokens.ts'
import { Role } from '#shared/workshop/role.ts'
import { shortBrainstorm, takeAgenda } from '#tests/support/agendas.ts'
import { digestOf, openToTokens } from '../../docs/client/generate.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const root = join(import.meta.dirname, '..', '..')

test('the example of docs/protocol.md reads a board with the stock client and writes a note', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { name: 'Fay' })
  addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1, text: 'Was there before' })
  await fay.client.allSaved()
  const document = await readFile(join(root, 'docs', 'protocol.md'), 'utf8')
  const [, code = ''] = /```js\n(.*?)```/su.exec(document) ?? []
  const output = startedNode(['--input-type=module', '--eval', code], { LINK: board.links.participant })
  await expect.poll(output).toMatch(/^wrote [\w-]{8}$/mu)
  expect(output()).toMatch(/^read [\w-]{8} Was there before$/mu)
  const id = /^wrote ([\w-]{8})$/mu.exec(output())?.[1]
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  const written = notesOf(fay.client.doc).find((note) => note.id === id)
  expect(written).toMatchObject({ text: 'From a client of our own', kind: 'idea', x: 400, cluster: null })
})

test('the example client reads and adds notes with a token and leads on, and its types are those of this server', async () => {
  const server = await startServer()
  const board = await server.createBoard({ language: 'en' })
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  await takeAgenda(fay, shortBrainstorm)
  addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1, text: 'Was there before' })
  await fay.client.allSaved()
  const wish = { name: 'Example', scopes: ['read', 'add', 'lead'] }
  const made = await server.ask('POST', `/api/boards/${board.id}/tokens`, wish, fay.session.session)
  const { secret } = made.body as CreatedToken
  const BOARD = `${server.url}/b/${board.id}`
  const output = startedNode(['docs/client/example.ts'], { BOARD, TOKEN: secret })
  await expect.poll(output).toMatch(/^now \S.* until \d+$/mu)
  expect(output()).toMatch(/^read - Was there before$/mu)
  expect(output()).toMatch(/^added [\w-]+$/mu)
  expect(output()).toMatch(/^now - \| next \S/mu)
  await fay.client.until(() => notesOf(fay.client.doc).some(({ text }) => text === 'From a program'))

  const description = await (await fetch(`${server.url}/api/openapi.json`)).text()
  const types = await readFile(join(root, 'docs', 'client', 'api.d.ts'), 'utf8')
  const line = types.split('\n', 1)[0]
  expect(line, 'docs/client/api.d.ts is old: npm run client').toBe(
    `// openapi.json sha256 ${digestOf(openToTokens(description))}`,
  )
})

/** A program of its own in the project's folder. Returns its output so far. */
function startedNode(args: readonly string[], settings: Readonly<Record<string, string>>): () => string {
  const env = { ...process.env, ...settings }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)))
  return () => output
}
