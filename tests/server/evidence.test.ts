import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { backUp } from '#server/store/sqlite/backup.ts'
import { restore } from '#server/store/sqlite/restore.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { Role } from '#shared/workshop/role.ts'
import { exportedBytes } from '#tests/support/exported-file.ts'
import { adoptedText, openPurposeBoard } from '#tests/support/purpose-board.ts'
import { startServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const script = fileURLToPath(new URL('../../server/verify.ts', import.meta.url))

/** Types `npm run verify --` with these words. */
async function verify(
  words: readonly string[],
  dataDir = '/nowhere',
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...words],
      { env: { DATA_DIR: dataDir, NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, output: stdout + stderr }),
    )
  })
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'boussole-evidence-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const keyOf = async (url: string) => (await fetch(`${url}/evidence-key`)).text()

test('the evidence of a board is signed with the published key; the command says what has changed, and who signed', async () => {
  const server = await startServer()
  // As long as a note may be, and no word of it is read as a page.
  const markup = '</script><img src=x onerror=alert(1)>'
  const longest = markup.repeat(noteTextLimit / markup.length)
  const place = { tint: 'sky', created: 1, x: 0, y: 0, z: 1, cluster: null }
  const notes = ['principle', 'dilemma', 'story'].map((kind) => ({
    ...place,
    id: `${kind}00000`,
    kind,
    text: longest,
    blanks: { a: markup, b: markup, noted: '2027-05-24' },
  }))
  const { board, leader, publish } = await openPurposeBoard(server, { notes })
  const ada = await joinBoard(server, board, { role: Role.participant, name: 'Ada Planted' })
  await writeDrafts(await joinDesk(server, board, ada.session), ['planted-draft'])
  const { address } = await publish()
  const person = { session: { ...leader, board: board.id } }
  const bytes = Buffer.from(await exportedBytes(server, person, { format: 'evidence', language: 'fr' }))
  const text = bytes.toString()
  expect(text).not.toContain('<img src=x')
  expect(text.split(String.raw`\u003cimg src=x`).length).toBeGreaterThan(100)
  expect(text).toContain(
    JSON.stringify(adoptedText)
      .replaceAll('<', String.raw`\u003c`)
      .slice(1, -1),
  )
  for (const secret of ['planted-draft', 'Ada Planted', leader.session, leader.participant.id, board.id])
    expect(text).not.toContain(secret)
  for (const link of Object.values(board.links)) expect(text).not.toContain(link)

  const published = await keyOf(server.url)
  expect(published).toMatch(/^-----BEGIN PUBLIC KEY-----\n[\w+/=]{60}\n-----END PUBLIC KEY-----\n$/)
  const page = await (await fetch(address, { headers: { accept: 'text/html' } })).text()
  const brief = /\/evidence-key">(?<brief>(?:[0-9a-f]{4} ?){3})</.exec(page)?.groups?.['brief'] ?? ''
  expect(brief).toMatch(/^[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}$/)

  const folder = await newFolder()
  const [file, changed, key] = ['file.html', 'changed.html', 'key.pem'].map((name) => join(folder, name))
  const at = bytes.indexOf('"title"', bytes.indexOf('id="section-1"')) + 10
  const other = Buffer.from(bytes)
  other[at] = (other[at] ?? 0) ^ 1
  await writeFile(file ?? '', bytes)
  await writeFile(changed ?? '', other)
  await writeFile(key ?? '', published)
  const good = await verify([file ?? '', `${server.url}/evidence-key`])
  expect([good.code, good.output]).toEqual([0, expect.stringContaining(`with the key ${brief}`)])
  expect(await verify([file ?? '', key ?? ''])).toMatchObject({ code: 0 })
  // The host needs to name no key.
  expect(await verify([file ?? ''], server.dataDir)).toMatchObject({ code: 0 })
  const found = await verify([changed ?? '', key ?? ''])
  expect([found.code, found.output]).toEqual([2, expect.stringContaining('has changed in section 1')])
  const stranger = await startServer()
  const foreign = await verify([file ?? '', `${stranger.url}/evidence-key`])
  expect([foreign.code, foreign.output]).toEqual([3, expect.stringContaining(brief)])
  for (const words of [
    [],
    [file ?? ''],
    [key ?? '', key ?? ''],
    [file ?? '', file ?? ''],
    ['missing', key ?? ''],
  ])
    expect(await verify(words)).toMatchObject({ code: 1 })
})

test('the key is made once: it stays over restarts, and a backup has it', async () => {
  const first = await startServer()
  const { dataDir } = first
  const key = await keyOf(first.url)
  await first.close()
  const again = await startServer({ dataDir })
  expect(await keyOf(again.url)).toBe(key)
  const folder = await newFolder()
  backUp(dataDir, join(folder, 'backup'))
  await again.close()
  const elsewhere = join(folder, 'data')
  restore(join(folder, 'backup'), elsewhere, new Date())
  const restored = await startServer({ dataDir: elsewhere })
  expect(await keyOf(restored.url)).toBe(key)
  expect(restored.logs() + again.logs()).not.toContain('PRIVATE')
})
