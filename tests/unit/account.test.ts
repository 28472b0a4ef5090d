import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { reportActivities } from '#server/activities/report-sections.ts'
import { writeAccount, type WriteResult } from '#server/activities/write/account.ts'
import type { Account } from '#server/board-file/account.ts'
import { snapshotOf, type BoardSnapshot } from '#server/board-file/snapshot.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { placeAreas } from '#shared/board/area.ts'
import { removeAgenda } from '#shared/board/agenda.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import type { Language } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import { writeTableState } from '#shared/board/tables.ts'
import type { ExportFormat } from '#shared/wire/http.ts'
import { atTables, shortBrainstorm } from '#tests/support/agendas.ts'
import { agendaStart, liveAgenda, type Event } from '#tests/support/lived-agenda.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { livedBrainstorm } from '#tests/support/lived-brainstorm.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { renderFile } from '#tests/support/render-file.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { reportContent } from '#server/report/account-sections.ts'
import { timeLimit } from '#tests/support/time-limits.ts'

const facts = { participants: 9, now: agendaStart + 86_400_000 }
const leader = 'leader-Mq77'

/** Three files in two languages are made one after the other, the report in a second of CPU. */
const filesTimeoutMs = timeLimit(30_000)

/** Text of the files by language: words without spaces, as lines of a PDF break anywhere. */
const texts = new Map<string, string>()
const outlines = new Map<Language, readonly string[]>()
const accounts = new Map<Language, Account>()

async function fileOf(doc: Y.Doc, format: ExportFormat, language: Language): Promise<Uint8Array> {
  const update = Y.encodeStateAsUpdate(doc)
  return renderFile({ kind: 'export', update, format, paper: 'one', language, zone: 'UTC', ...facts })
}

beforeAll(async () => {
  for (const language of ['en', 'fr'] as const) {
    const doc = livedBrainstorm(language, leader)
    const report = await readPdf(await fileOf(doc, 'report', language))
    outlines.set(language, report.outline)
    // Tables and bars must not cost the standard for readers.
    expect(report.metadata).toMatch(/pdfuaid:part>1</)
    expect(report.roles).toEqual(expect.arrayContaining(['Table', 'TH', 'TD']))
    texts.set(`report ${language}`, tight(report.pages.join('\n')))
    texts.set(`markdown ${language}`, tight(textOf(await fileOf(doc, 'markdown', language))))
    const json = textOf(await fileOf(doc, 'json', language))
    accounts.set(language, (JSON.parse(json) as { account: Account }).account)
    for (const format of ['csv', 'json'] as const)
      texts.set(`${format} ${language}`, textOf(await fileOf(doc, format, language)))
  }
}, filesTimeoutMs)

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function tight(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s*\\]+/g, '')
}

function accountOf(language: Language): Account {
  const account = accounts.get(language)
  if (!account) throw new Error(`no account in ${language}`)
  return account
}

/** The account of the short brainstorm, lived like this on a board with these things. */
function livedAccount(make: (doc: Y.Doc) => void, events: readonly Event[]): Account {
  const doc = new Y.Doc()
  make(doc)
  liveAgenda(doc, { template: shortBrainstorm, answers: { question: 'Why?' }, by: leader }, events)
  return reportActivities.accountOf(snapshotOf(doc), facts)
}

const plain = { x: 0, y: 0, author: null, created: 1 }
const minutes = (seconds: number): string => `${Math.round(seconds / 60)}min`

test.each([
  [
    'en',
    {
      notes: 'notes',
      dots: 'dots',
      wrote: '8of9peoplewrote',
      took: 'took',
      owner: 'Nadia',
      date: '1Dec2026',
    },
  ],
  [
    'fr',
    {
      notes: 'notes',
      dots: 'points',
      wrote: 'ontécrit:8sur9',
      took: 'durée:',
      owner: 'Nadia',
      date: '1erdéc.2026',
    },
  ],
] as const)('the numbers of report, Markdown and JSON are the same in %s', (language, words) => {
  const { agenda, notes, participation, others } = accountOf(language)
  expect(participation).toEqual({
    people: 9,
    wrote: { done: 8, of: 9 },
    voted: { done: 8, of: 9 },
    groups: [],
  })
  expect([agenda?.planned, agenda?.spent, agenda?.paused, notes]).toEqual([1_500, 1_700, 180, 15])
  const rows = agenda?.phases.map(({ title, planned, spent }) => [
    wordsIn(title, language).text,
    minutes(planned ?? 0),
    minutes(spent),
  ])
  expect(rows?.map(([, planned, spent]) => [planned, spent])).toEqual([
    ['6min', '9min'],
    ['10min', '9min'],
    ['4min', '3min'],
    ['5min', '7min'],
  ])
  for (const format of ['report', 'markdown']) {
    const text = texts.get(`${format} ${language}`) ?? ''
    const table = text.replaceAll(/[|()]|et3mindepause|and3minofpause/g, '')
    for (const row of rows ?? [])
      expect([format, table]).toEqual([format, expect.stringContaining(tight(row.join('')))])
    const expected = [
      '15notes',
      `11${words.notes}`,
      `3notes·11${words.dots}`,
      `3notes·8${words.dots}`,
      words.wrote,
    ]
    for (const each of [...expected, `${words.took}28min`, words.owner, words.date])
      expect([format, text]).toEqual([format, expect.stringContaining(each)])
    // Every note stands once, in its group or where it was written.
    for (const once of ['Trainvolunteersinpairs', 'Agardenontheroof', 'Nexttime:bringatimer'])
      expect([format, once, text.split(once).length - 1]).toEqual([format, once, format === 'report' ? 2 : 1])
  }
  expect(others.notes).toHaveLength(1)
})

test('the report has the agenda, then a chapter for each phase, then what is of no phase', () => {
  expect(outlines.get('en')?.slice(1)).toEqual([
    'Who took part',
    'The agenda as it went',
    'Write in silence',
    'Ideas',
    'Group and name',
    'People want an answer they can count on, from somebody they know',
    'Volunteers are trusted, and it shows',
    'The place itself should say welcome',
    'Choose',
    'Round 1',
    'What next?',
    'Actions',
    'Other notes',
    'The board',
  ])
})

test('no file says who led, and none has the notes for facilitators', () => {
  const [{ notes: secret = {} } = {}] = builtInTemplate('brainstorm').phases
  const { text } = wordsIn(secret, 'en')
  expect(text.length).toBeGreaterThan(20)
  for (const [name, content] of texts) {
    expect([name, content.includes(leader)]).toEqual([name, false])
    const has = content.includes(text) || content.includes(tight(text))
    expect([name, has]).toEqual([name, false])
  }
})

test('a row of the CSV has the phase and the field in which the note was written', () => {
  const rows = texts.get('csv fr')?.split('\r\n') ?? []
  const rowOf = (text: string) => rows.find((row) => row.includes(text))?.split(';')
  expect(rows[0]?.split(';').slice(4, 6)).toEqual(['phase', 'field'])
  expect(rowOf('A garden on the roof')?.slice(4, 6)).toEqual(['Écrire en silence', 'Idées'])
  expect(rowOf('Ask the town for a bench')?.slice(4, 6)).toEqual(['Et maintenant\u202F?', 'Actions'])
  expect(rowOf('Next time')?.slice(4, 6)).toEqual(['', ''])
})

test('actions have owner and date, or nothing where nobody filled them in', () => {
  const [step] = accountOf('en').agenda?.phases.at(-1)?.steps ?? []
  const [field] = (step?.result as WriteResult | undefined)?.fields ?? []
  expect(field?.actions?.map(({ owner, date }) => [owner, date])).toEqual([
    ['Nadia', '2026-12-01'],
    ['Tom and Léa', '2027-01-15'],
    [null, null],
  ])
})

test('notes are of the phase in which they were written, and groups of the one that made them, once', () => {
  const ids: string[] = []
  const account = livedAccount(
    (doc) => {
      const write = (step: string, field: string) => addNote(doc, { ...plain, text: step, step, field })
      ids.push(write('write/ideas', 'all'), write('write/ideas', 'gone'), write('next/next', 'actions'))
      ids.push(
        addNote(doc, { ...plain, text: 'of no step' }),
        addCluster(doc, ids.slice(0, 1), { title: 'Group' }),
      )
    },
    [
      [0, { to: 'write/ideas' }],
      [60, { to: 'group/group' }],
      [60, { to: 'next/next' }],
      [60, { to: 'group/group' }],
      [60, { to: 'end' }],
    ],
  )
  const steps = account.agenda?.phases.flatMap((phase) => phase.steps) ?? []
  const listed = steps.flatMap(({ path, result }) => (result ? [[path, result.listed]] : []))
  expect(listed).toEqual([
    ['write/ideas', ids.slice(0, 2)],
    ['group/group', [ids[4]]],
    ['next/next', [ids[2]]],
  ])
  expect(account.others).toMatchObject({ notes: [ids[3]], groups: [], rounds: [] })
  expect(steps.map(({ path, visits, spent }) => [path, visits, spent])).toEqual([
    ['write/ideas', 1, 60],
    ['write/reveal', 0, 0],
    ['group/group', 2, 120],
    ['vote/vote', 0, 0],
    ['next/next', 1, 60],
  ])
})

test('a note of a step that gives no account of it is of no phase, but not lost', () => {
  let id = ''
  const account = livedAccount(
    (doc) => (id = addNote(doc, { ...plain, text: 'here', step: 'vote/vote', field: 'x' })),
    [[0, { to: 'vote/vote' }]],
  )
  expect(account.others.notes).toEqual([id])
  // It was forgotten a day ago: it took its planned minute.
  expect(account.agenda).toMatchObject({ state: 'running', spent: 60, endedAt: null })
})

test('a group has points after a vote with scores, and dots after one with dots', () => {
  const board = snapshotOf(livedBrainstorm('en'))
  const scored = { ...board, rounds: board.rounds.map((round) => ({ ...round, method: PollMethod.score })) }
  const factsOf = (shown: BoardSnapshot): string => {
    const { sections } = reportContent(shown, { language: 'en', ...facts }, reportActivities)
    return JSON.stringify(sections.find(({ title }) => title === 'Group and name'))
  }
  expect([factsOf(board), factsOf(scored)]).toEqual([
    expect.stringContaining('11 dots'),
    expect.stringContaining('11 points'),
  ])
})

test('without an agenda everything is of no phase', () => {
  const doc = livedBrainstorm('en')
  removeAgenda(doc)
  const account = reportActivities.accountOf(snapshotOf(doc), facts)
  expect(account).toMatchObject({ agenda: null, notes: 15, groups: 3 })
  const { notes, groups, rounds } = account.others
  expect([notes.length, groups.length, rounds]).toEqual([6, 3, ['r1']])
})

test('the account of a step at tables has the notes of each table under its own heading', () => {
  const doc = new Y.Doc()
  const fields = [{ id: 'all', title: { en: 'Ideas' } }]
  const areas = placeAreas(doc, 'work', { id: 'write', fields }, 2)
  const origin = { step: 'work/write', field: 'all', x: 0, y: 0, author: null, created: 1 }
  const ids = [...areas, null].map((area) => addNote(doc, { ...origin, area, text: 'An idea' }))
  const step = findStep(atTables, 'work/write')?.step
  if (!step) throw new Error('the step is missing')
  const board = snapshotOf(doc)
  const { notes } = board
  const result = writeAccount.result({ board, path: 'work/write', step, answers: {}, notes, groups: [] })
  expect(result?.fields.map(({ title, notes: listed }) => [title.en, listed])).toEqual([
    ['Table 1 · Ideas', [ids[0]]],
    ['Table 2 · Ideas', [ids[1]]],
    ['Ideas', [ids[2]]],
  ])
})

test('reports say which table handed a note or a group up', async () => {
  const doc = new Y.Doc()
  const step = findStep(atTables, 'work/write')
  if (step?.step.activity !== 'write') throw new Error('the step is missing')
  placeAreas(doc, step.phase, step.step, 2)
  const put = (text: string, table: number) =>
    addNote(doc, {
      x: 0,
      y: 0,
      author: null,
      created: 1,
      step: 'work/write',
      field: 'all',
      area: `work/write/all/${table}`,
      text,
    })
  const [first, , third] = [put('Bread', 1), put('Salt', 1), put('Water', 2)]
  liveAgenda(doc, { template: atTables, answers: {}, by: leader }, [
    [0, { to: 'work/write' }],
    [60, { to: 'end' }],
  ])
  writeTableState(doc, 'work/write', 1, { handed: [first, 'gone'] })
  writeTableState(doc, 'work/write', 2, { handed: [third ?? ''] })
  const markdown = textOf(await fileOf(doc, 'markdown', 'en'))
  expect(markdown.match(/^- (Bread|Salt|Water).*/gm)).toEqual([
    '- Bread — handed up by table\u00A01',
    '- Salt',
    '- Water — handed up by table\u00A02',
  ])
  const report = (await readPdf(await fileOf(doc, 'report', 'fr'))).pages.join(' ')
  expect(report.match(/transmis par la table\s\d/g)).toHaveLength(2)
  const { handedUp } = JSON.parse(textOf(await fileOf(doc, 'json', 'en'))) as { handedUp: unknown }
  expect(handedUp).toEqual([
    { step: 'work/write', table: 1, items: [first] },
    { step: 'work/write', table: 2, items: [third] },
  ])
})
