import { array, constantFrom, integer, sample, string } from 'fast-check'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { Doc, encodeStateAsUpdate } from 'yjs'
import type { ExportJob } from '#server/report/renderer.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import { tintColours } from '#shared/board/tint-colours.ts'
import { fuzzScale } from '#tests/support/random.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { readPdf, type ReadPdf } from '#tests/support/pdf-text.ts'
import { hostileTexts, round, sampleUpdate, scoredBoard, scriptSamples } from '#tests/support/sample-board.ts'
import { renderFile } from '#tests/support/render-file.ts'

/** Three files are made one after the other, each in a second of CPU. */
const filesTimeoutMs = timeLimit(30_000)

function job(facts: Partial<ExportJob>): ExportJob {
  return {
    kind: 'export',
    update: sampleUpdate(),
    format: 'pdf',
    paper: 'one',
    language: 'fr',
    participants: 12,
    now: Date.UTC(2026, 10, 25, 12),
    ...facts,
  }
}

/** Lines and runs are places where nothing was written; right-to-left words come in the order they are seen. */
function words(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\uFE0F]+/g, '')
}

const kinds = {
  board: job({ format: 'pdf' }),
  sheets: job({ format: 'pdf', paper: 'a4' }),
  report: job({ format: 'report' }),
}
const made = new Map<string, ReadPdf>()

beforeAll(async () => {
  for (const [kind, request] of Object.entries(kinds))
    made.set(kind, await readPdf(await renderFile(request)))
}, filesTimeoutMs)

function pdf(kind: string): ReadPdf {
  const found = made.get(kind)
  if (!found) throw new Error(`no ${kind}`)
  return found
}

test.each(['board', 'sheets', 'report'])('every script of a note can be found in the %s', (kind) => {
  const text = words(pdf(kind).pages.join('\n'))
  for (const sample of [
    scriptSamples.french,
    scriptSamples.chinese,
    scriptSamples.japanese,
    scriptSamples.korean,
    scriptSamples.longWord,
  ]) {
    expect(text).toContain(words(sample))
  }
  for (const sample of [scriptSamples.arabic, scriptSamples.hebrew, scriptSamples.emoji]) {
    for (const word of sample.split(/[\s,،]+/)) expect(text).toContain(words(word))
  }
})

test.each(['board', 'sheets', 'report'])('Thai and Hindi are set in their letters in the %s', (kind) => {
  // This reader ignores the text that the file gives for marks above and below letters,
  // so that whole words are not compared.
  const letters = (text: string) => new Set(text.match(/[\p{Script=Thai}\p{Script=Devanagari}]/gu))
  const printed = letters(pdf(kind).pages.join(''))
  const missing = [...letters(scriptSamples.thai + scriptSamples.hindi)].filter(
    (letter) => !printed.has(letter),
  )
  expect(missing).toEqual([])
})

test.each(['board', 'sheets', 'report'])(
  'the %s is tagged, titled, in its language, and PDF/UA-1',
  (kind) => {
    const { title, language, isTagged, roles, metadata } = pdf(kind)
    expect({ title, language, isTagged }).toEqual({
      title: 'Notre raison d’être 🎯',
      language: 'fr',
      isTagged: true,
    })
    expect(roles).toEqual(expect.arrayContaining(['H1', 'H2', 'P']))
    expect(metadata).toMatch(/pdfuaid:part>1</)
  },
)

test('a note of the board is a paragraph', () => {
  const notes = Object.keys(scriptSamples).length
  expect(pdf('board').roles.filter((role) => role === 'P').length).toBeGreaterThanOrEqual(notes)
})

test('the outline of the board has its title and its clusters', () => {
  expect(pdf('board').outline).toEqual([
    'Notre raison d’être 🎯',
    'Idées «\u00A0A\u00A0»',
    'Clarté «\u00A0A\u00A0»',
    '透明性',
  ])
})

test('the report has results of every closed round, best first, then clusters, then the other notes', () => {
  const { outline, pages } = pdf('report')
  expect(outline).toEqual([
    'Notre raison d’être 🎯',
    'Résultats des votes',
    'Tour 2',
    'Tour 1 – Les plus fortes',
    'Le tableau',
    'Idées «\u00A0A\u00A0»',
    'Groupes',
    'Clarté «\u00A0A\u00A0»',
    '透明性',
    'Autres notes',
  ])
  const text = words(pages.join('\n'))
  expect(text).toContain(words('12 participants'))
  expect(text).toContain(words('7 points'))
  expect(text).toContain(words('25 novembre 2026'))
  expect(text).toContain(words(`Page 1 sur ${pages.length}`))
})

test('a vote on more proposals than a page holds repeats its head, and has the answers to each of them', async () => {
  const update = encodeStateAsUpdate(scoredBoard(70))
  const { pages } = await readPdf(await renderFile(job({ format: 'report', update })))
  const results = pages.filter((page) => page.includes('médiane 4'))
  expect(results.length).toBeGreaterThan(1)
  expect(results.filter((page) => !page.includes('Rang'))).toEqual([])
  // The count of each answer stands above its name, and the name of an answer that nobody gave is there, too.
  const answers = [...results.join(' ').matchAll(/médiane 4\s+1\s+2\s+1\s+0\s+1\s+2\s+3\s+4\s+5/gu)]
  expect(answers).toHaveLength(70)
})

test('the report shows the board as a picture, which screen readers skip, and no note stands alone on a page', async () => {
  const reportOf = async (count: number) => {
    const doc = new Doc()
    for (let index = 0; index < count; index += 1) {
      const at = { x: (index % 8) * 220, y: Math.floor(index / 8) * 220 }
      addNote(doc, { ...at, author: null, created: 0, text: `Proposal ${index}` })
    }
    const update = encodeStateAsUpdate(doc)
    const { pages, roles } = await readPdf(await renderFile(job({ update, format: 'report' })))
    return { roles, named: pages.map((page) => (page.match(/Proposal \d+/g) ?? []).length) }
  }
  const short = await reportOf(3)
  expect([short.named, short.roles.filter((role) => role === 'LI').length]).toEqual([[6], 3])
  for (const count of [59, 60, 61]) {
    const { named } = await reportOf(count)
    expect(named.reduce((sum, notes) => sum + notes)).toBe(2 * count)
    expect(named).not.toContain(1)
  }
})

test('groups stand in the report in the order of their dots, of their notes’ if those were voted on', async () => {
  const doc = new Doc()
  const put = (text: string) => addNote(doc, { x: 0, y: 0, author: null, created: 0, text })
  const notes = ['a', 'b', 'c', 'd', 'e', 'f'].map(put)
  for (const [at, title] of ['Few', 'Most', 'None'].entries()) {
    addCluster(doc, notes.slice(2 * at, 2 * at + 2), { title })
  }
  const [a = '', b = '', c = '', d = ''] = notes
  writeRound(doc, round({ options: [a, b, c, d], totals: { [a]: 1, [c]: 2, [d]: 3 } }))
  const markdown = await renderFile(
    job({ update: encodeStateAsUpdate(doc), format: 'markdown', language: 'en' }),
  )
  expect(new TextDecoder().decode(markdown).match(/^### .*/gm)).toEqual([
    '### Round 1',
    '### Most (2, 5 dots)',
    '### Few (2, 1 dot)',
    '### None (2)',
  ])
})

test('the report speaks the language asked for', async () => {
  const report = await readPdf(await renderFile(job({ format: 'report', language: 'en' })))
  expect(report.language).toBe('en')
  expect(report.outline).toContain('Results of the votes')
})

test('hostile text is printed as text, in every kind of file', async () => {
  const update = sampleUpdate(hostileTexts)
  for (const format of ['pdf', 'report'] as const) {
    const text = words((await readPdf(await renderFile(job({ update, format })))).pages.join('\n'))
    expect(text).toContain(
      words('#panic("typst") #import "x" $x^2$ `raw` *bold* _it_ @ref <label> \\ // comment'),
    )
    expect(text).toContain('<script>alert(1)</script>')
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  }
  for (const format of ['png', 'csv', 'markdown', 'canvas', 'json'] as const) {
    expect((await renderFile(job({ update, format }))).length).toBeGreaterThan(0)
  }
})

test(
  'random text makes a board and a report that keep to the standard',
  { timeout: timeLimit(30_000) * fuzzScale },
  async () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    console.log(`seed ${seed}`)
    const marks = 'ابجدאבגhello \n漢字かな😀👩‍🚀\u200D\uFE0F\u20E3#1\u202E\u0301\u064B"\\$#[]{}'
    const texts = [
      string({ unit: 'binary', maxLength: 80 }),
      string({ unit: 'grapheme', maxLength: 80 }),
      array(integer({ min: 0, max: 0xff_ff }), { maxLength: 60 }).map((units) =>
        String.fromCharCode(...units),
      ),
      array(constantFrom(...Array.from(marks)), { maxLength: 60 }).map((signs) => signs.join('')),
    ].flatMap((kind) => sample(kind, { seed, numRuns: 8 * fuzzScale }))
    const update = sampleUpdate(texts)
    for (const format of ['pdf', 'report'] as const) {
      const { isTagged, metadata } = await readPdf(await renderFile(job({ update, format })))
      expect({ isTagged, isStandard: metadata.includes('pdfuaid') }).toEqual({
        isTagged: true,
        isStandard: true,
      })
    }
  },
)

test('a character that no font has is a white square, and the file still keeps to the standard', async () => {
  // Letters of 2024: the fonts of the machine, which the compiler also looks into, may have older scripts.
  const update = sampleUpdate(['Ici \u{16D43}\u{16D44}\u{16D45}\u{16D46} \u{1E5D0} fin'])
  const report = await readPdf(await renderFile(job({ update, format: 'report' })))
  expect(words(report.pages.join(''))).toContain('Ici□□□□□fin')
  expect(report.metadata).toMatch(/pdfuaid:part>1</)
})

test('the first of a month is an ordinal in French', async () => {
  const report = await readPdf(await renderFile(job({ format: 'report', now: Date.UTC(2026, 11, 1, 12) })))
  expect(words(report.pages.join(''))).toContain('1erdécembre2026')
})

test('an empty board makes a file that says so', async () => {
  const update = encodeStateAsUpdate(new Doc())
  const report = await readPdf(await renderFile(job({ update, format: 'report', language: 'en' })))
  expect(report.pages.join('')).toContain('There is nothing on this board yet.')
  expect((await readPdf(await renderFile(job({ update })))).title).toBe('Tableau sans titre')
})

test('the picture is a PNG whose longest side is 4,096 pixels', async () => {
  const png = Buffer.from(await renderFile(job({ format: 'png' })))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(Math.max(png.readUInt32BE(16), png.readUInt32BE(20))).toBe(4_096)
})

test('the picture is drawn in strips that leave no line between them', async () => {
  const doc = new Doc()
  for (const y of [0, 400, 800]) addNote(doc, { x: 0, y, author: null, created: 0, tint: 'sky', text: 'Why' })
  const png = await renderFile(job({ update: encodeStateAsUpdate(doc), format: 'png' }))
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  expect([info.channels, info.height]).toEqual([3, 4_096])
  // A column of pixels through the notes, to the left of their words.
  const colours: string[] = []
  for (let row = 0; row < info.height; row += 1) {
    const at = 3 * (row * info.width + Math.round(0.095 * info.width))
    const colour = data.subarray(at, at + 3).toString('hex')
    if (colour !== colours.at(-1)) colours.push(colour)
  }
  const paper = tintColours.sky.slice(1).toLowerCase()
  expect(colours.filter((colour) => colour === paper)).toHaveLength(3)
})
