import { applyUpdate, Doc } from 'yjs'
import { beforeAll, expect, test } from 'vitest'
import { exportFormats, type ExportFormat } from '#shared/wire/http.ts'
import { openedBytes, readPdf } from '#tests/support/pdf-text.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { sampleUpdate, secrets, signer } from '#tests/support/sample-board.ts'
import { renderFile } from '#tests/support/render-file.ts'

/** Every format is made, one after the other, each in a second of CPU. */
const filesTimeoutMs = timeLimit(30_000)

const update = sampleUpdate()
const contents = new Map<ExportFormat, string>()

beforeAll(async () => {
  for (const format of exportFormats) {
    const bytes = await renderFile({
      kind: 'export',
      update,
      format,
      paper: 'one',
      language: 'fr',
      participants: 12,
      now: 1_700_000_100_000,
    })
    const isPdf = format === 'pdf' || format === 'report'
    const text = isPdf ? (await readPdf(bytes)).pages.join('\n') + openedBytes(bytes) : ''
    contents.set(format, text + Buffer.from(bytes).toString('utf8') + Buffer.from(bytes).toString('latin1'))
  }
}, filesTimeoutMs)

test.each(exportFormats)(
  'a file of format %s has neither authors, nor voters, nor a round under way',
  (format) => {
    const content = contents.get(format) ?? ''
    expect(content.length).toBeGreaterThan(100)
    const found = Object.entries(secrets).filter(([, secret]) => content.includes(secret))
    expect(found).toEqual([])
  },
)

test('a signed note names its author in every file with text, and no other note does', () => {
  for (const format of ['csv', 'markdown', 'canvas', 'json'] as const) {
    expect(contents.get(format)?.split(signer)).toHaveLength(2)
  }
  for (const format of ['pdf', 'report'] as const) expect(contents.get(format)).toContain(signer)
})

test('the text formats do not have the ids of Yjs clients', () => {
  const doc = new Doc()
  applyUpdate(doc, update)
  const clients = [...doc.store.clients.keys()].map(String)
  expect(clients.length).toBeGreaterThan(0)
  for (const format of ['csv', 'markdown', 'canvas', 'json'] as const) {
    expect(clients.filter((client) => contents.get(format)?.includes(client))).toEqual([])
  }
})

test('the searched texts contain the words they should', () => {
  expect(contents.get('json')).toContain('Clarté')
  expect(contents.get('csv')).toContain('Clarté')
  expect(contents.get('pdf')).toContain('Clarté « A »')
  expect(contents.get('report')).toContain('Les plus fortes')
})
