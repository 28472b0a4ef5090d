import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { decoded } from '#client/panels/bring/read-file.ts'
import { fitting } from '#client/panels/bring/add-imported.ts'
import { coordinateLimit, noteTextLimit, pasteLimit } from '#shared/board/limits.ts'
import { tints } from '#shared/board/note.ts'
import { tintColours } from '#shared/board/tint-colours.ts'
import { arranged } from '#shared/imports/arranged.ts'
import { tintOf } from '#shared/imports/colour.ts'
import { guessColumns, withRole } from '#shared/imports/columns.ts'
import { numberIn } from '#shared/imports/number-in.ts'
import { notesOfTable } from '#shared/imports/table-notes.ts'
import { readTable } from '#shared/imports/table.ts'
import { hasWords } from '#shared/text/has-words.ts'
import { printable } from '#shared/text/printable.ts'
import { writeCsv } from '#server/report/csv.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { hostileTexts, sampleBoard } from '#tests/support/sample-board.ts'
import { fuzzScale, seededRandom, testSeed } from '#tests/support/random.ts'

const read = (text: string) => {
  const table = readTable(text)
  const columns = guessColumns(table)
  return { columns, ...notesOfTable(table, columns) }
}

test('a table is read with any separator, and every row keeps the number of its line', () => {
  const rows = [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['one\ntwo', 'said "so"'] },
    { line: 5, cells: ['three', ''] },
  ]
  for (const separator of [',', ';', '\t', '|']) {
    const text = `a${separator}b\r\n"one\ntwo"${separator}"said ""so"""\r\n${separator}\r\nthree${separator}`
    expect(readTable(text)).toEqual({ rows, width: 2, more: 0 })
  }
  expect(readTable('sep=;\na;b,c\n').rows).toEqual([{ line: 2, cells: ['a', 'b,c'] }])
  expect(readTable('a,b\nc,"d\ne,f\n')).toMatchObject({ openQuote: 2 })
})

test('tables that another program has written are read cell by cell as they were', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const signs = ['a', 'é', '"', ',', ';', '\t', '\n', '\r\n', ' ', "'", '|']
  for (let run = 0; run < 300; run += 1) {
    const delimiter = random.pick([',', ';', '\t'])
    const cell = () => `x${Array.from({ length: random.below(8) }, () => random.pick(signs)).join('')}`
    const rows = Array.from({ length: 2 + random.below(5) }, () => [cell(), cell(), cell()])
    const read = readTable(Papa.unparse(rows, { delimiter, newline: '\r\n' }), delimiter).rows
    expect(
      read.map(({ cells }) => cells),
      `seed ${seed}`,
    ).toEqual(rows)
  }
})

// Samples of our own making. Their heads are as people who use these tools show them: of the five, Stormz alone documents
// its files (help.stormz.me). Other heads and languages are guessed from what stands below.
const samples = {
  miro: 'Text,Frame,Color,X,Y,Created by,Tags\nTwo radios,Opening,light_yellow,"−1 204,5",388,j@rives.example,a\nA badge,Opening,light_blue,-1000,388,j@rives.example,\n',
  mural:
    'ID,Text,BG Color,Border Color,Position X,Position Y,Area,Link to,Last Updated By\n1,Two radios,#FCFE7D,,10,20,Opening,,Ana\n2,A badge,#AAED92,,180,20,Opening,,Ana\n',
  figjam: 'Text,Section,Author,Color\nTwo radios,Opening,Ana,YELLOW\nA badge,Opening,Bo,LIGHT_BLUE\n',
  klaxoon:
    'Idée;Catégorie;Couleur;Auteur;Likes\nTwo radios;Opening;Jaune;Ana;3\nA badge;Opening;Bleu clair;Bo;0\n',
  stormz:
    'id,title,description,color,parent\n1,Two radios,for each bend,#ffd3d8,Opening\n2,A badge,,,Opening\n',
} as const

test.each(Object.entries(samples))('a table of %s is understood without a choice', (tool, text) => {
  const { notes, groups, left } = read(text)
  expect(groups).toEqual([{ title: 'Opening' }])
  expect(notes.map(({ group }) => group)).toEqual([0, 0])
  expect(notes.map(({ text: words }) => words)).toEqual([
    tool === 'stormz' ? 'Two radios\nfor each bend' : 'Two radios',
    'A badge',
  ])
  expect(notes[0]?.tint).toBe(tool === 'stormz' ? 'rose' : 'sun')
  expect(notes.some(({ at }) => at !== undefined)).toBe(tool === 'miro' || tool === 'mural')
  expect(left).toEqual([])
  expect(JSON.stringify(notes)).not.toMatch(/Ana|rives/u)
})

test('an author comes as words of the note, and only when somebody chooses the column', () => {
  const table = readTable(samples.figjam)
  const columns = withRole(guessColumns(table), 2, 'author')
  expect(notesOfTable(table, columns).notes.map(({ text }) => text)).toEqual([
    'Two radios\n— Ana',
    'A badge\n— Bo',
  ])
  expect(withRole(columns, 3, 'author').roles).toEqual(['text', 'group', 'none', 'author'])
})

test('rows without words, and texts and places that cannot come as they are, are named by their lines', () => {
  const long = 'w'.repeat(noteTextLimit + 1)
  const { notes, left } = read(
    `text,x,y\nA,1,2\n,3,4\n"${long}",5,6\nB,,\nC,7,8\nD,9,1\n\u200B,2,2\nE,1,1\nF,1,1`,
  )
  expect(left).toEqual([
    { kind: 'noText', lines: [3, 8] },
    { kind: 'shortened', lines: [4] },
    { kind: 'notPlaced', lines: [5] },
  ])
  expect(notes.map(({ text }) => text.length)).toEqual([1, noteTextLimit, 1, 1, 1, 1, 1])
})

test('without heads the longest texts are the notes, and titles that come again are groups', () => {
  const rows = ['We begin at six', 'Two radios for each bend', 'A badge for all', 'Coffee at three']
  const text = rows.map((row, index) => `${index};${row};${index % 2 ? 'Night' : 'Day'};#ffd3d8`).join('\n')
  expect(read(text).columns).toEqual({ hasHeads: false, roles: ['none', 'text', 'group', 'tint'] })
})

test('colours of other tools become the nearest tint, and ours stay what they are', () => {
  for (const tint of tints)
    expect([tint, tintOf(tint), tintOf(tintColours[tint])]).toEqual([tint, tint, tint])
  expect(
    ['light_yellow', 'Bleu clair', 'retro-red', '#FFF9B1', 'rgb(255, 0, 0)', '#808080'].map(tintOf),
  ).toEqual(['sun', 'sky', 'rose', 'sun', 'rose', 'sand'])
  expect(tintOf('a note about nothing')).toBeUndefined()
})

test('numbers are read as spreadsheets of both languages write them', () => {
  expect(
    ['−1\u202F204,5', '1,204.50', '1.204,5', '-3', '12px', '', 'x', '1e99', '--1'].map(numberIn),
  ).toEqual([-1204.5, 1204.5, 1204.5, -3, 12, undefined, undefined, undefined, undefined])
})

test('a table of ours comes back with its notes, groups and colours, without a note for each group', () => {
  const board = snapshotOf(sampleBoard(hostileTexts))
  const { notes, groups } = read(writeCsv(board, 'fr'))
  const written = board.notes.filter(({ text }) => hasWords(printable(text)))
  expect(notes.map(({ tint }) => tint)).toEqual(written.map(({ tint }) => tint))
  expect(groups.length).toBe(new Set(board.clusters.map(({ title }) => title.trim())).size)
})

test('places of another tool are kept, apart as far as our notes need', () => {
  const at = [0, 150, 300].map((x) => ({ text: `n${x}`, at: { x: x + 1_000, y: 50 } }))
  expect(arranged({ notes: at, groups: [] }).notes.map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [224, 0],
    [448, 0],
  ])
  const same = Array.from({ length: 3 }, (_, index) => ({ text: `${index}`, at: { x: 5, y: 5 } }))
  expect(new Set(arranged({ notes: same, groups: [] }).notes.map(({ x }) => x)).size).toBe(3)
})

test('one import has no more notes than a paste, and counts the others', () => {
  const text = `text\n${Array.from({ length: pasteLimit + 7 }, (_, index) => `note ${index}`).join('\n')}`
  const { notes, left } = fitting(read(text))
  expect(notes).toHaveLength(pasteLimit)
  expect(left).toEqual([{ kind: 'tooMany', count: 7 }])
})

test('files are read in the encodings that spreadsheets write', () => {
  const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(new Uint16Array([0xe9, 0x61]).buffer)])
  const marked = new TextEncoder().encode('\uFEFFé')
  expect([decoded(utf16), decoded(new Uint8Array([0xe9, 0x61])), decoded(marked)]).toEqual(['éa', 'éa', 'é'])
})

test('no table makes the reader fail, and all that comes out is within the limits of a board', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const parts = [
    '"',
    '""',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r\n',
    '\r',
    'x',
    'y',
    'text',
    'Frame',
    'color',
    '#fff',
    '-1e9',
    '1 204,5',
  ]
  const more = [
    ' ',
    '=1+1',
    '\0',
    '\uD800',
    '👩‍👩‍👧',
    '__proto__',
    'sep=;\n',
    '\u202E',
    'light_yellow',
    'created by',
    "'",
    'é',
    'W'.repeat(6_000),
  ]
  for (let run = 0; run < 3_000 * fuzzScale; run += 1) {
    const text = Array.from({ length: random.below(60) }, () =>
      random.pick(random.chance(0.7) ? parts : more),
    ).join('')
    const imported = fitting(read(text))
    const { notes, clusters } = arranged(imported)
    const told = `seed ${seed}: ${JSON.stringify(text).slice(0, 400)}`
    for (const note of notes) {
      expect(note.text.length, told).toBeLessThanOrEqual(noteTextLimit)
      expect(note.text.isWellFormed() && note.text.trim() !== '', told).toBe(true)
      expect(Math.abs(note.x) + Math.abs(note.y), told).toBeLessThanOrEqual(2 * coordinateLimit)
      expect(Number.isInteger(note.x) && Number.isInteger(note.y), told).toBe(true)
      if (note.cluster !== null)
        expect(
          clusters.some(({ id }) => id === note.cluster),
          told,
        ).toBe(true)
    }
  }
})

test('the time to read a table grows with its length alone', () => {
  // Quadratic in any of these, so many signs would take minutes, longer than a test may.
  for (const part of ['"', '""', ',', '\n', '\r', '"a', 'a,', '"\n', ';"'])
    read(part.repeat(400_000 / part.length))
})
