import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addNote, notesOf } from '#shared/board/note.ts'
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
  const env = { ...process.env, LINK: board.links.participant }
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)))
  await expect.poll(() => output).toMatch(/^wrote [\w-]{8}$/mu)
  expect(output).toMatch(/^read [\w-]{8} Was there before$/mu)
  const id = /^wrote ([\w-]{8})$/mu.exec(output)?.[1]
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  const written = notesOf(fay.client.doc).find((note) => note.id === id)
  expect(written).toMatchObject({ text: 'From a client of our own', kind: 'idea', x: 400, cluster: null })
})
