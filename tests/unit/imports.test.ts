import Papa from 'papaparse'
import { expect, test, vi } from 'vitest'
import { addImported } from '#client/panels/bring/bring-dialog.tsx'
import { decoded, readText } from '#client/panels/bring/read-file.ts'
import { pasteAt } from '#client/tools/input/clipboard.ts'
import { notesOfDrawing } from '#client/tools/input/pasted-drawing.ts'
import { headingHeight } from '#shared/geometry/field.ts'
import { contains } from '#shared/geometry/rect.ts'
import { clusterTitleLimit, coordinateLimit, noteTextLimit, pasteLimit } from '#shared/board/limits.ts'
import { setLook } from '#shared/board/change-look.ts'
import { notesOf, tints } from '#shared/board/note.ts'
import { tintColours } from '#shared/board/tint-colours.ts'
import { arranged, fitting } from '#shared/imports/arranged.ts'
import { notesOfCanvas } from '#shared/imports/canvas.ts'
import { tintOf } from '#shared/imports/colour.ts'
import { guessColumns, withRole, numberIn } from '#shared/imports/columns.ts'
import { unpacked, notesOfTldraw } from '#shared/imports/tldraw.ts'
import { isMarkdown, notesOfMarkdown } from '#shared/imports/markdown.ts'
import { notesOfTable } from '#shared/imports/table-notes.ts'
import { readTable } from '#shared/imports/table.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { hasWords } from '#shared/text/letters.ts'
import { printable } from '#shared/text/printable.ts'
import { writeCanvas } from '#server/report/canvas.ts'
import { writeCsv } from '#server/report/csv.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { hostileTexts, sampleBoard } from '#tests/support/sample-board.ts'
import { openToolBoard } from '#tests/support/tool-board.ts'
import { openModelAlone } from '#tests/support/open-model.ts'
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
// its files (help.stormz.me), in which a group is a row with an id. Klaxoon names ideas, categories, dimensions and colours
// (help.klaxoon.com), and no heads. Other heads and languages are guessed from what stands below.
const samples = {
  miro: 'Text,Frame,Color,X,Y,Created by,Tags\nTwo radios,Opening,light_yellow,"−1 204,5",388,j@rives.example,a\nA badge,Opening,light_blue,-1000,388,j@rives.example,\n',
  mural:
    'ID,Text,BG Color,Border Color,Position X,Position Y,Area,Link to,Last Updated By\n1,Two radios,#FCFE7D,,10,20,Opening,,Ana\n2,A badge,#AAED92,,180,20,Opening,,Ana\n',
  figjam: 'Text,Section,Author,Color\nTwo radios,Opening,Ana,YELLOW\nA badge,Opening,Bo,LIGHT_BLUE\n',
  klaxoon:
    'Idée;Catégorie;Couleur;Auteur;Likes\nTwo radios;Opening;Jaune;Ana;3\nA badge;Opening;Bleu clair;Bo;0\n',
  stormz:
    'id,title,description,color,parent\n7,Opening,,,\n1,Two radios,for each bend,#ffd3d8,7\n2,A badge,,,7\n',
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

test('a column of ids that name no rows of the table is a title like any other', () => {
  const { notes, groups } = read('id,title,parent\n1,Two radios,7\n2,A badge,1\n')
  expect(notes.map(({ text, group }) => [text, group])).toEqual([
    ['Two radios', 0],
    ['A badge', 1],
  ])
  expect(groups.map(({ title }) => title)).toEqual(['7', '1'])
})

test('numbers of groups that are also ids of notes by chance take no note away', () => {
  const { notes, groups } = read('id,text,group\n1,Two radios,1\n2,A badge,1\n3,A map of every bend,2\n')
  expect(notes.map(({ text }) => text)).toEqual(['Two radios', 'A badge', 'A map of every bend'])
  expect(groups.map(({ title }) => title)).toEqual(['1', '2'])
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

test('a table of ours brings back text without paper, sizes and arrows', () => {
  const sample = sampleBoard()
  const [one = '', other = ''] = notesOf(sample).flatMap(({ id, text }) => (hasWords(text) ? [id] : []))
  setLook(sample, one, { form: 'text', arrows: [other, 'gone'] })
  setLook(sample, other, { size: 150 })
  const board = snapshotOf(sample)
  const { notes } = arranged(read(writeCsv(board, 'en')))
  const written = board.notes.filter(({ text }) => hasWords(printable(text)))
  expect(notes.map(({ form, size }) => [form, size])).toEqual(written.map(({ form, size }) => [form, size]))
  const number = (id: string) => written.findIndex((note) => note.id === id)
  expect(notes[number(one)]).toMatchObject({ form: 'text', arrowsTo: [number(other)] })
  expect(notes[number(other)]).toMatchObject({ size: 150 })
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

test('the notes and the titles of their groups are on the screen once they are added', () => {
  const { model } = openToolBoard()
  const rows = Array.from({ length: 12 }, (_, index) => `note ${index};0;${index * 300};${index % 2}`)
  addImported(model, read(`text;x;y;group\n${rows.join('\n')}\n`))
  const view = model.camera.view()
  for (const { rect } of [...model.scene.clusters.values(), ...model.scene.notes.values()]) {
    expect(contains(view, { x: rect.x, y: rect.y - headingHeight })).toBe(true)
    expect(contains(view, { x: rect.x + rect.width, y: rect.y + rect.height })).toBe(true)
  }
  expect(model.scene.clusters.size).toBe(2)
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

test('texts, links and groups of JSON Canvas are notes in groups with their arrows; files are named', () => {
  const node = (id: string, type: string, rest: object) => ({ id, type, width: 250, height: 60, ...rest })
  const file = {
    nodes: [
      node('g', 'group', { x: -20, y: -20, width: 600, height: 300, label: 'Opening', color: '4' }),
      node('a', 'text', { x: 0, y: 0, text: 'Two radios', color: '3' }),
      node('b', 'link', { x: 300, y: 0, url: 'https://rives.example', color: '#ff0000' }),
      node('c', 'text', { x: 900, y: 0, text: ' ' }),
      node('d', 'text', { x: 900, y: 400, text: 'Alone' }),
      node('e', 'file', { x: 900, y: 900, file: 'plans/quay.pdf' }),
    ],
    edges: [
      { id: 'e1', fromNode: 'a', toNode: 'b' },
      { id: 'e2', fromNode: 'a', toNode: 'e' },
    ],
  }
  expect(readText('day.canvas', JSON.stringify(file))).toEqual({
    kind: 'notes',
    imported: {
      notes: [
        { text: 'Two radios', at: { x: 0, y: 0 }, tint: 'sun', group: 0, arrowsTo: [1] },
        { text: 'https://rives.example', at: { x: 300, y: 0 }, tint: 'rose', group: 0 },
        { text: 'Alone', at: { x: 900, y: 400 } },
      ],
      groups: [{ title: 'Opening', tint: 'sage' }],
      left: [
        { kind: 'arrows', count: 1 },
        { kind: 'drawings', count: 1 },
        { kind: 'files', names: ['plans/quay.pdf'] },
      ],
    },
  })
})

test('a board written as JSON Canvas comes back with its notes, colours, groups, places and arrows', () => {
  const sample = sampleBoard(hostileTexts)
  const [one = '', other = ''] = notesOf(sample).flatMap(({ id, text }) =>
    hasWords(printable(text)) ? [id] : [],
  )
  setLook(sample, one, { arrows: [other, 'gone'] })
  const board = snapshotOf(sample)
  const file = JSON.parse(writeCanvas(board, 'fr')) as { nodes: { type: string }[]; edges: unknown[] }
  for (const node of file.nodes)
    expect(Object.keys(node)).toEqual(expect.arrayContaining(['id', 'type', 'x', 'y', 'width', 'height']))
  const imported = notesOfCanvas(file)
  if (!imported) throw new Error('our own file is a canvas')
  const { notes, clusters } = arranged(imported)
  const facts = (list: readonly { text: string; tint: string; x: number; y: number }[]) => {
    const [left, top] = [Math.min(...list.map(({ x }) => x)), Math.min(...list.map(({ y }) => y))]
    return list.map(({ text, tint, x, y }) => [printable(text).trim(), tint, x - left, y - top].join()).sort()
  }
  const written = board.notes.filter(({ text }) => hasWords(printable(text)))
  const signed = written.map(({ signature, ...note }) =>
    signature === undefined ? note : { ...note, text: `${note.text}\n— ${signature}` },
  )
  expect(facts(notes)).toEqual(facts(signed))
  const titles = clusters.map(({ title, tint }) => [title, tint])
  for (const { title, tint } of board.clusters) expect(titles).toContainEqual([cleanLine(title, 200), tint])
  expect(notes.flatMap(({ arrowsTo = [] }) => arrowsTo)).toHaveLength(1)
  expect(JSON.stringify(file)).not.toContain('author')
})

test('columns of scrumlr are groups with their notes in order, stacks together, without authors', () => {
  const note = (id: string, column: string, rank: number, stack: string | null = null) => ({
    id,
    author: 'ana',
    text: `note ${id}`,
    position: { column, stack, rank },
  })
  const file = {
    board: { name: 'Retro' },
    participants: [{ id: 'ana', user: { name: 'Ana' } }],
    columns: [
      { id: 'c1', name: 'Positive', color: 'backlog-blue' },
      { id: 'c2', name: 'Negative', color: 'lean-lilac' },
    ],
    notes: [note('1', 'c1', 0), note('2', 'c1', 1), note('3', 'c1', 0, '2'), note('4', 'c2', 0)],
    votings: [{ votes: { total: 5 } }],
  }
  const read = readText('retro.json', JSON.stringify(file))
  if (read.kind !== 'notes') throw new Error('a board of scrumlr is read')
  const { notes, groups, left } = read.imported
  expect(notes.map(({ text, group, tint }) => [text, group, tint])).toEqual([
    ['note 2', 0, 'sky'],
    ['note 3', 0, 'sky'],
    ['note 1', 0, 'sky'],
    ['note 4', 1, 'lilac'],
  ])
  expect(groups.map(({ title }) => title)).toEqual(['Positive', 'Negative'])
  expect(left).toEqual([{ kind: 'votes', count: 1 }])
  expect(JSON.stringify(read)).not.toContain('Ana')
})

test('lists in Markdown are notes, and what stands above them is the title of their group', () => {
  const { notes, groups, left } = notesOfMarkdown(
    '# Day\n\nSome words.\n\n## Opening\n- Two **radios**\n  for each bend\n  - one to spare\n- [x] A [badge](https://rives.example)\n\n## Night\n1. Who has the \\*key\\*?\n',
  )
  expect(notes).toEqual([
    { text: 'Two radios\nfor each bend\n– one to spare', group: 0 },
    { text: 'A badge', group: 0 },
    { text: 'Who has the *key*?', group: 1 },
  ])
  expect(groups.map(({ title }) => title)).toEqual(['Opening', 'Night'])
  expect(left).toEqual([{ kind: 'noList', lines: [3] }])
  const nested = notesOfMarkdown('- Opening\n\t- Two radios\n\t- A badge\n- Alone\n')
  expect(nested.notes).toEqual([
    { text: 'Two radios', group: 0 },
    { text: 'A badge', group: 0 },
    { text: 'Alone' },
  ])
  const title = 't'.repeat(clusterTitleLimit + 1)
  const long = notesOfMarkdown(`- Opening\n  - Two radios\n- ${title}\n  - A badge\n`)
  expect(long.left).toEqual([{ kind: 'shortTitle', lines: [3] }])
  expect(long.groups[1]?.title.length).toBeLessThanOrEqual(clusterTitleLimit)
  const closed = notesOfMarkdown('# Day ##\n- a\n# C#  \n- b\n# #1 x # #\n- c\n')
  expect(closed.groups.map(({ title }) => title)).toEqual(['Day', 'C#', '#1 x #'])
  expect(readText('notes.txt', '- a\n- b').kind).toBe('notes')
  expect(readText('notes.txt', 'a\nb').kind).toBe('table')
})

const excalidraw = JSON.stringify({
  type: 'excalidraw/clipboard',
  elements: [
    { id: 'f', type: 'frame', name: 'Opening', x: 0, y: 0 },
    { id: 'r', type: 'rectangle', x: 10, y: 20, backgroundColor: '#a5d8ff', frameId: 'f' },
    {
      id: 't',
      type: 'text',
      containerId: 'r',
      text: 'Two\nradios',
      originalText: 'Two radios',
      x: 12,
      y: 22,
    },
    { id: 'u', type: 'text', text: 'A badge', x: 400, y: 0, backgroundColor: 'transparent' },
    { id: 'a', type: 'arrow', startBinding: { elementId: 'r' }, endBinding: { elementId: 'u' } },
    { id: 'l', type: 'text', containerId: 'a', text: 'leads to' },
    { id: 'e', type: 'ellipse', x: 0, y: 0 },
    { id: 'd', type: 'text', text: 'gone', isDeleted: true },
  ],
})
// Packed by lz-string 1.5.0, as tldraw does: a frame with a note, a text, an arrow; in its third version a box and a line.
const packed =
  'N4IgLgngDgpiBcICGUoBsCWBjJYMHsA7AejDQBMAnJAdxABoQBrDQ8hELIsGQsBkOVxIEoAM4ALFDDEIA2qAztEk6fABmAyLA7rqAWziMAHggCMABguMI5q4yhJKvMAEllIRwHMY8KAKhKfChZeFBCJEMOAHlYQlYvEABfJPpFD1VYeDMtaDhEQnweAVNs6xBbeAAmcsdnPncOTN9NByCQ0XAYY35EABUafAACanICWUYuNHxKDkwvCTAAWgAjNABXOBS0kCUmqSyq3J1EHh6ShHLK2qcXRsRvX3824NDQSmwJPu7e0G18wT4LACLh8FzyP55Dh1JBeahQCQg7jg+AKcBQ04/LRYxAAQSGyR2/w4Z34jFJHBWSHIPmSAF1UpCTp4nLD4YikgzJvhprNEGskFgmMlGbsMgdfABmY4ApxBOgmS42JWedpvFIMpJAA='
const packedRest =
  'N4IgzgFghgDgpmEAuA2qAlgE2ea8kCMIANCAC4Ce8OA5nAPYkgAeyBpFyATKTAE70YiJKDJxmZHAEkAdgAIocgEb1WpAMb0ANvT44t6GhDIBaGnzhwZTAGbotWnGG1YQAXzfEM2JLlhwkLiZKal9MPigAdyZWJAAGDmQEkH5BYWAPAF1SAXoyAGU8OClMYRRMtyA'
const third = JSON.stringify({
  type: 'application/tldraw',
  kind: 'content',
  version: 3,
  data: { assets: [], otherCompressed: packedRest },
})

test('the clipboards of Excalidraw and tldraw are notes with their words, colours and frames', () => {
  const pasted = (html: string, text = '') => {
    const { notes = [], clusters = [] } = notesOfDrawing({ html, text }) ?? {}
    return [
      notes.map(({ text: words, tint, cluster }) => [words, tint, cluster]),
      clusters.map(({ title }) => title),
    ]
  }
  const both = [
    [
      ['Two radios', 'sky', 'g0'],
      ['A badge', 'sun', null],
    ],
    ['Opening'],
  ]
  expect(pasted('', excalidraw)).toEqual(both)
  for (const html of [`<div data-tldraw>${packed}</div>`, `<meta><tldraw>${packed}</tldraw>`])
    expect(pasted(html)).toEqual(both)
  expect(pasted(`<div data-tldraw="">${third}</div>`)).toEqual([[['In a box', 'sage', null]], []])
  expect(notesOfDrawing({ html: '<div data-tldraw>QQ==</div>', text: 'x' })).toBeUndefined()
})

test('a pasted drawing is one step of undo', async () => {
  const model = openModelAlone()
  pasteAt(model, { pictures: [], html: '', text: excalidraw }, { x: 0, y: 0 }, () => undefined)
  await vi.waitFor(() => expect(model.scene.notes.size).toBe(2))
  expect([...model.scene.clusters.values()].map(({ title }) => title)).toEqual(['Opening'])
  const [first, second] = [...model.scene.notes.values()]
  expect(first?.arrows).toEqual([second?.id])
  model.undo.undo()
  expect([model.scene.notes.size, model.scene.clusters.size]).toEqual([0, 0])
})

test('a packed clipboard that would become gigabytes is given up', () => {
  // Each code but the first means: the word before, with its first letter again. Words grow by a letter, texts by their square.
  const bits: number[] = []
  const put = (value: number, count: number) => {
    for (let bit = 0; bit < count; bit += 1) bits.push((value >> bit) & 1)
  }
  put(0, 2)
  put(97, 8)
  let [size, room, width] = [4, 4, 3]
  for (let code = 0; code < 20_000; code += 1) {
    put(size, width)
    size += 1
    room -= 1
    if (room === 0) room = 2 ** width++
  }
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const signs = Array.from({ length: Math.ceil(bits.length / 6) }, (_, index) =>
    alphabet.charAt(
      Number.parseInt(
        bits
          .slice(6 * index, 6 * index + 6)
          .join('')
          .padEnd(6, '0'),
        2,
      ),
    ),
  )
  expect(unpacked(signs.join(''))).toBeUndefined()
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

test('no file or clipboard of another tool makes its reader fail', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const whole = [
    excalidraw,
    third,
    packed,
    '{"nodes":[{"type":"text","text":"a","x":1,"y":2}],"edges":[]}',
    '# a\n- b\n  - c\n',
  ]
  const values = [
    'null',
    '[]',
    '{}',
    '1e999',
    '"x"',
    '-1',
    '{"__proto__":1}',
    '[[[[',
    '\uD800',
    '\0',
    '`',
    '- ',
    '#',
    '"type":"frame"',
    '"id":"r"',
  ]
  for (let run = 0; run < 3_000 * fuzzScale; run += 1) {
    let text = random.pick(whole)
    for (let change = random.below(6); change >= 0; change -= 1) {
      const at = random.below(text.length + 1)
      text = text.slice(0, at) + random.pick(values) + text.slice(at + random.below(12))
    }
    const told = `seed ${seed}: ${JSON.stringify(text).slice(0, 400)}`
    const file = readText('a.json', text)
    const found = [file.kind === 'notes' ? file.imported : { notes: [], groups: [] }, notesOfMarkdown(text)]
    const pasted = [
      { html: `<tldraw>${text}</tldraw>`, text },
      { html: `<div data-tldraw>${text}</div>`, text: '' },
    ]
    const copied = [...found.map(arranged), ...pasted.flatMap((each) => notesOfDrawing(each) ?? [])]
    for (const { notes, clusters } of copied) {
      for (const note of notes) {
        expect(note.text.isWellFormed() && note.text.length <= noteTextLimit, told).toBe(true)
        expect(Number.isInteger(note.x) && Number.isInteger(note.y), told).toBe(true)
        if (note.cluster !== null)
          expect(
            clusters.some(({ id }) => id === note.cluster),
            told,
          ).toBe(true)
      }
    }
  }
})

test('the time to read a text grows with its length alone', () => {
  // Quadratic in any of these, so many signs would take minutes, longer than a test may.
  for (const part of ['"', '""', ',', '\n', '\r', '"a', 'a,', '"\n', ';"'])
    read(part.repeat(400_000 / part.length))
  for (const part of ['- ', '[', '](', '*', '- a\n', '#', '# a ', '`', ' ', '![', '\\']) {
    for (const text of [part.repeat(100_000), `- ${part.repeat(100_000)}`]) {
      isMarkdown(text)
      notesOfMarkdown(text)
    }
  }
  notesOfMarkdown(`# a${' '.repeat(400_000)}b`)
  notesOfMarkdown(`# a${' #'.repeat(200_000)}b`)
  read(`${'a@'.repeat(400_000)} b\nc d`)
  for (const mark of ['<tldraw', '<div data-tldraw']) notesOfTldraw(mark.repeat(150_000))
})
