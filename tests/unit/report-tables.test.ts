import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { writeCsv } from '#server/report/csv.ts'
import { contentDisposition, exportFileName, type NamedExport } from '#server/report/file-name.ts'
import { reportActivities } from '#server/activities/report-sections.ts'
import { reportContent } from '#server/report/account-sections.ts'
import { writeMarkdown } from '#server/report/markdown.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { openRights } from '#shared/workshop/rights.ts'
import { snapshotOf, type BoardSnapshot, type SnapshotNote } from '#server/board-file/snapshot.ts'
import { sampleBoard } from '#tests/support/sample-board.ts'

function note(facts: Partial<SnapshotNote>): SnapshotNote {
  return {
    id: 'n1',
    kind: 'idea',
    tint: 'sun',
    created: 0,
    x: 0,
    y: 0,
    z: 1,
    cluster: null,
    text: '',
    ...facts,
  }
}

function boardOf(...notes: readonly SnapshotNote[]): BoardSnapshot {
  return {
    title: 'T',
    language: 'en',
    notes,
    clusters: [],
    areas: [],
    rights: openRights,
    locked: [],
    rounds: [],
    adoptions: [],
    agenda: null,
    statements: [],
    versions: [],
    comments: [],
    handedUp: [],
    activities: {},
  }
}

function cells(csv: string): readonly (readonly string[])[] {
  return Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data
}

test('the table begins with a byte order mark, ends its rows with CRLF and reads back exactly', () => {
  const text = 'a "quoted", text;\nwith two lines – été'
  const csv = writeCsv(boardOf(note({ text, created: 1_700_000_000_000 })), 'en')
  expect(csv).toMatch(/^\uFEFFid,text,kind,tint,cluster,x,y,created\r\n/)
  expect(csv.endsWith('\r\n')).toBe(true)
  expect(cells(csv)[1]).toEqual(['n1', text, 'idea', 'sun', '', '0', '0', '2023-11-14T22:13:20.000Z'])
})

test('a column names those who signed a note, on a board with such notes', () => {
  const notes = [note({ signature: '=Ada' }), note({ id: 'n2' })]
  const [header, ...rows] = cells(writeCsv(boardOf(...notes), 'en'))
  expect([header?.at(-1), ...rows.map((row) => row.at(-1))]).toEqual(['signed', "'=Ada", ''])
  expect(
    writeMarkdown(boardOf(note({ text: 'Why', signature: 'A*a' })), { participants: 1, now: 0 }, 'en'),
  ).toContain('- Why — A\\*a\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', "=cmd|'/C calc'!A0", '\n=1'])(
  'a spreadsheet takes %j for text',
  (text) => {
    const cell = cells(writeCsv(boardOf(note({ text })), 'en'))[1]?.[1] ?? ''
    expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/)
    expect(cell).toContain(text.trim())
  },
)

test('a spreadsheet that also divides cells at tabs reads no formula within a text', () => {
  const csv = writeCsv(boardOf(note({ text: 'a\t=1+1' })), 'en')
  expect(csv).toContain(',"a\t=1+1",')
})

test('each group has a row before its notes; each closed round is a column, in which nothing is counted twice', () => {
  const board = snapshotOf(sampleBoard())
  const [head = [], ...rows] = cells(writeCsv(board, 'fr'))
  expect(head.slice(4, 8)).toEqual(['phase', 'field', 'step', 'cluster'])
  expect(head.slice(11)).toEqual(['owner', 'signed', 'table', 'Tour 1 – Les plus fortes', 'Tour 2'])
  const byText = (start: string) => {
    const row = rows.find(([, text]) => text?.startsWith(start)) ?? []
    return Object.fromEntries(head.map((name, column) => [name, row[column]]))
  }
  expect(
    rows
      .map(([, , kind, , , , , cluster]) => [kind, cluster])
      .filter(([kind, cluster]) => kind === 'group' || cluster !== ''),
  ).toEqual([
    ['group', ''],
    ['idea', 'Clarté « A »'],
    ['idea', 'Clarté « A »'],
    ['group', ''],
    ['idea', '透明性'],
    ['idea', '透明性'],
  ])
  expect(rows.filter((row) => row[5] !== '').map((row) => [row[5], row[11]])).toEqual([
    ['Idées « A »', 'Équipe Clarté'],
  ])
  // The group's dots stand in its own row alone, so that the column adds up.
  expect(byText('Clarté « A »')).toMatchObject({ kind: 'group', x: '', created: '', 'Tour 2': '4' })
  const [first, second] = ['Tour 1 – Les plus fortes', 'Tour 2']
  expect(byText('Où qu’il')).toMatchObject({ table: '2', [first]: '7', [second]: '' })
  expect(byText('Fini')).toMatchObject({ table: '', [first]: '3', [second]: '' })
  expect(byText('مرحبا')).toMatchObject({ [first]: '0', [second]: '' })
  expect(byText('Donau')).toMatchObject({ [first]: '', [second]: '' })
})

test('a row says its step and the notes that it grew from, where the board knows them', () => {
  const board = boardOf(note({ step: 'why/write', from: ['n7', 'n8'] }), note({ id: 'n2' }))
  const [head = [], ...rows] = cells(writeCsv({ ...board, agenda: null }, 'en'))
  expect(rows.map((row) => row[head.indexOf('from')])).toEqual(['n7 n8', ''])
})

test('in French the cells are parted by semicolons, as French spreadsheets expect', () => {
  const csv = writeCsv(boardOf(note({ text: 'oui ; non, peut-être' })), 'fr')
  expect(csv).toMatch(/^\uFEFFid;text;kind;/)
  expect(csv).toContain('n1;"oui ; non, peut-être";idea;')
  expect(cells(csv)[1]?.[1]).toBe('oui ; non, peut-être')
})

test('text that people wrote is never Markdown', () => {
  const text =
    '# not a heading\n[link](javascript:x) <img src=x> **b** _i_ `c` ~s~ | t\n- item\n1. one\n> quote'
  const lines = writeMarkdown(boardOf(note({ text })), { participants: 1, now: 0 }, 'en').split('\n')
  const written = lines.slice(lines.indexOf('## Notes') + 2).join('\n')
  expect(written.trimEnd().split('\n')).toEqual([
    '- \\# not a heading\\',
    '  \\[link\\](javascript:x) \\<img src=x\\> \\*\\*b\\*\\* \\_i\\_ \\`c\\` \\~s\\~ \\| t\\',
    '  \\- item\\',
    '  1\\. one\\',
    '  \\> quote',
  ])
})

test('an address of the web is one in Markdown too, and nothing else is', () => {
  const line = (text: string) =>
    writeMarkdown(boardOf(note({ text })), { participants: 1, now: 0 }, 'en')
      .split('\n')
      .at(-2)
  expect(line('see https://x.org/a_b?c=1&d=*2#e.')).toBe('- see <https://x.org/a_b?c=1&d=*2#e>.')
  expect(line('(https://x.org/a_(b)), 1 * 2')).toBe(String.raw`- (<https://x.org/a_(b)>), 1 \* 2`)
  expect(line('http://x.org - 2')).toBe('- <http://x.org> - 2')
  expect(line('ftp://a_b and $5 to $6')).toBe(String.raw`- ftp://a\_b and \$5 to \$6`)
})

test('the Markdown follows the report: results, groups, other notes', async () => {
  const board = snapshotOf(sampleBoard())
  const sections = reportContent(board, { language: 'fr', participants: 1, now: 0 }, reportActivities)
  const text = writeMarkdown(board, { participants: 12, now: 0 }, 'fr', sections)
  expect(text.match(/^#.*$/gm)).toEqual([
    '# Notre raison d’être 🎯',
    '## Résultats des votes',
    '### Tour 2',
    '### Tour 1 – Les plus fortes',
    '## Idées « A »',
    '## Groupes',
    '### Clarté « A » (2, 4 points)',
    '### 透明性 (2)',
    '## Autres notes',
  ])
  expect(text).toContain('- **1.** Où qu’il vive')
  expect(text).toContain('(n’est plus sur le tableau) — 1 point')
})

test('a report lists the words of many short notes, and none of sentences, names or notes kept for later', () => {
  const textOf = (facts: Partial<SnapshotNote>, texts: readonly string[], language: 'en' | 'fr' = 'en') => {
    const board = boardOf(...texts.map((text, index) => note({ id: `n${index}`, text, ...facts })))
    const content = reportContent(board, { language, participants: 1, now: 0 }, reportActivities)
    return writeMarkdown(board, { participants: 1, now: 0 }, language, content)
  }
  const short = ['Trust', 'trust', 'Courage', 'More trust', 'Courage', 'Speed', 'Care', 'Radio']
  const text = textOf({}, short)
  expect(text).toContain('## Words of the notes')
  expect(text).toMatch(/\| trust +\| +3 \|/u)
  expect(text).toMatch(/\| courage +\| +2 \|/u)
  expect(text).not.toMatch(/\| speed/u)
  expect(textOf({}, short, 'fr')).toContain('## Mots des notes')
  const list = '## Words of the notes'
  expect(textOf({}, short.slice(1))).not.toContain(list)
  expect(
    textOf(
      {},
      short.map((word) => `${word} is all that we have`),
    ),
  ).not.toContain(list)
  expect(textOf({ kind: 'stakeholder' }, short)).not.toContain(list)
  expect(textOf({ area: parkingLot }, short)).not.toContain(list)
})

test('a ranking has the beginning of a long note, and the notes have all of it', async () => {
  const rules = { number: 1, title: '', target: 'notes', budget: 3, cap: 1, isSecret: false } as const
  const times = { deadline: null, openedAt: 0, closedAt: 1, voted: 3, eligible: 3, previous: null }
  const rounds = [{ id: 'r', options: ['n1'], totals: { n1: 3 }, ...rules, ...times }]
  const markdown = async (text: string) => {
    const board = { ...boardOf(note({ text })), rounds }
    const sections = reportContent(board, { language: 'en', participants: 1, now: 0 }, reportActivities)
    return writeMarkdown(board, { participants: 3, now: 0 }, 'en', sections)
  }
  const ranked = async (text: string) =>
    /^- \*\*1\.\*\* ([^]*?) — 3 dots/m.exec(await markdown(text))?.[1] ?? ''

  expect(await ranked('as it is.\nand a line')).toBe('as it is.\\\n  and a line')
  const long = `${'words of a long note. '.repeat(40)}end`
  expect(await ranked(long)).toMatch(/^words of .* (?:words|of|a|long|note)…$/)
  expect((await ranked(long)).length).toBeLessThan(250)
  expect(await markdown(long)).toContain(`- ${long}`)
  const list = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')
  expect((await ranked(list)).split('\n')).toHaveLength(6)
  expect(await ranked(list)).toMatch(/line 5…$/)
})

const evening = Date.UTC(2026, 10, 25, 2)

function fileName(facts: Partial<NamedExport>): string {
  return exportFileName(
    { title: 'T', format: 'pdf', paper: 'one', language: 'en', zone: 'UTC', ...facts },
    evening,
  )
}

test('a file is named after the board and the day, whatever the title is made of', () => {
  expect(fileName({ title: 'Été : « à/b »' })).toBe('Été « à b » 2026-11-25.pdf')
  expect(fileName({ title: '../../etc/passwd', format: 'csv' })).toBe('etc passwd 2026-11-25.csv')
  expect(fileName({ title: '\u202E\u0000  ', format: 'json' })).toBe('boussole 2026-11-25.json')
  expect(fileName({ title: '😀'.repeat(80), format: 'png' })).toBe(`${'😀'.repeat(60)} 2026-11-25.png`)
  expect(fileName({ title: `${'Notre raison '.repeat(4)}d’être, encore` })).toBe(
    `${'Notre raison '.repeat(4)}d’être, 2026-11-25.pdf`,
  )
})

test('the name of a file says which of the board’s PDFs it is', () => {
  expect(fileName({ paper: 'a3' })).toBe('T – A3 2026-11-25.pdf')
  expect(fileName({ format: 'report' })).toBe('T – report 2026-11-25.pdf')
  expect(fileName({ title: '😀'.repeat(80), format: 'report' })).toBe(
    `${'😀'.repeat(57)} – report 2026-11-25.pdf`,
  )
  expect(fileName({ format: 'report', language: 'fr' })).toBe('T – compte rendu 2026-11-25.pdf')
})

test('dates are in the time zone of the person who exports', () => {
  expect(fileName({ zone: 'America/Montreal' })).toBe('T 2026-11-24.pdf')
  const markdown = (zone: string) => writeMarkdown(boardOf(), { participants: 1, now: evening, zone }, 'en')
  expect(markdown('Asia/Tokyo')).toContain('25\u00A0November\u00A02026')
  expect(markdown('America/Montreal')).toContain('24\u00A0November\u00A02026')
})

test('the name travels in plain ASCII and in UTF-8', () => {
  expect(contentDisposition('L’été – A3.pdf')).toMatch(/filename="L'ete - A3.pdf"/)
  expect(contentDisposition('Œuvre, cœur, Straße.pdf')).toMatch(/filename="OEuvre, coeur, Strasse.pdf"/)
  expect(contentDisposition('Été "x" 目.pdf')).toBe(
    `attachment; filename="Ete x .pdf"; filename*=UTF-8''%C3%89t%C3%A9%20%22x%22%20%E7%9B%AE.pdf`,
  )
})
