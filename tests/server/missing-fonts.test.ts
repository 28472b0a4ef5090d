import { cp, mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { exportedBytes } from '#tests/support/exported-file.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { sampleBoard, scriptSamples } from '#tests/support/sample-board.ts'
import { newDataDir, spawnServer, startServer, type ServerClient } from '#tests/support/server.ts'

test('without the fonts for Chinese, Japanese and Korean, one line of the log says so and files show □', async () => {
  const server = await spawnServer({ root: await productWithoutFonts() })
  const report = await readPdf(await exportedReport(server))
  const text = report.pages.join('').replaceAll(/\s/gu, '')
  expect(text).toContain('□'.repeat(8))
  expect(text).toContain(scriptSamples.hebrew.split(' ')[0])
  expect(text.match(/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]/gu)).toBeNull()
  expect(report.metadata).toMatch(/pdfuaid:part>1</)
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.includes('fonts'))
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({
      languages: ['Chinese', 'Japanese', 'Korean'],
      msg: expect.stringContaining('fonts are not installed'),
    }),
  ])
  expect(await server.end()).toBe(0)
})

test('with all fonts the log says nothing of them', async () => {
  const server = await startServer()
  expect(server.logs()).not.toContain('fonts')
})

/** A copy of the product in which npm has left out the optional fonts. */
async function productWithoutFonts(): Promise<string> {
  const product = fileURLToPath(new URL('../..', import.meta.url))
  const root = await newDataDir()
  for (const name of ['server', 'shared', 'package.json'])
    await cp(join(product, name), join(root, name), { recursive: true })
  await mkdir(join(root, 'node_modules'))
  for (const name of await readdir(join(product, 'node_modules'))) {
    if (name === '@embedpdf') continue
    await symlink(join(product, 'node_modules', name), join(root, 'node_modules', name))
  }
  return root
}

/** The report of a board with a note in every script. */
async function exportedReport(server: ServerClient): Promise<Uint8Array> {
  const file = JSON.parse(writeBoardFile(snapshotOf(sampleBoard()))) as unknown
  const board = (await server.ask('POST', '/api/imports', file)).body as CreatedBoard
  const session = await server.join(board)
  return exportedBytes(server, { session }, { format: 'report', language: 'en' })
}
