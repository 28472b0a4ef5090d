import { createHash } from 'node:crypto'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import type { Account } from '#server/board-file/account.ts'
import { writeBoardFile, type BoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { keptStates } from '#server/activities/report-sections.ts'
import { capital } from '#shared/text/letters.ts'
import type { CreatedBoard, ExportFormat } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { exportedBytes } from '#tests/support/exported-file.ts'
import { dayLeader, dayVoter, livedDay } from '#tests/support/lived-day.ts'
import { dayWords } from '#tests/support/lived-day-words.ts'
import { openedBytes, readPdf } from '#tests/support/pdf-text.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

const day = dayWords.fr
const secrets = [dayLeader, dayVoter, 'planted-draft']

/** A board of the lived day, with a facilitator and a participant whose draft is nobody's business. */
async function openDay(
  server: TestServer,
  file: unknown,
): Promise<(format: ExportFormat) => Promise<Uint8Array>> {
  const { status, body } = await server.ask('POST', '/api/imports', file)
  expect(status).toBe(201)
  const board = body as CreatedBoard
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada: Voter = await joinBoard(server, board, { name: 'Ada' })
  await writeDrafts(await joinDesk(server, board, ada.session), ['planted-draft'])
  return (format) => exportedBytes(server, fay, { format, language: 'fr' })
}

test('a day of thirty people leaves with a report, a table and a file that say what was done', async () => {
  const board = snapshotOf(livedDay())
  const file = JSON.parse(writeBoardFile(board, { activities: keptStates(board) })) as unknown
  const server = await startServer()
  const exported = await openDay(server, file)
  const sentence = board.adoptions.at(-1)?.text ?? ''
  const hash = createHash('sha256').update(sentence).digest('hex')
  const written = board.notes.map(({ text }) => text)
  const said = [
    ...written.flatMap((text) => text.split('\n')),
    ...day.groupTitles,
    ...day.objections.flatMap(([text, , reply]) => [text, reply]),
    ...day.statements.flatMap(({ versions }) => [versions[0] ?? '']),
    ...day.questions.flatMap(([, text, answer]) => [text, answer ?? '']),
    day.missing,
  ]

  const pdf = await exported('report')
  const report = await readPdf(pdf)
  const [first = ''] = report.pages
  expect(tight(first)).toContain(tight(sentence))
  expect(tight(first)).toContain(hash)
  expect(first).toContain('29 voix sur 30')
  expect([report.language, report.isTagged, report.title]).toEqual(['fr', true, board.title])
  expect(report.metadata).toMatch(/pdfuaid:part>1</)
  const chapters = ['Notre raison d’être', 'Qui a participé']
  expect(report.outline.slice(1, 4)).toEqual([...chapters, 'Le déroulé tel qu’il a eu lieu'])
  // The first page has what one takes home: what is known of the sentence, principles, commitments, the next date.
  for (const part of ['73 % de « Non »', 'Le secret du patient', 'Arrêter un projet', 'Prochain atelier'])
    expect(tight(first)).toContain(tight(part))
  for (const note of board.notes.filter(({ kind }) => kind === 'commitment'))
    expect(tight(first)).toContain(tight(note.text))
  // Thirty people, 24 proposals, three of them parked, 109 notes: each stands in it once, and names on the map are no proposals.
  expect(first).toContain('24 propositions')
  expect(report.pages.length).toBeLessThanOrEqual(12)
  // Ten phases are one table on one page.
  const agenda = report.pages.filter((page) => page.includes('Phase et étape'))
  expect(
    agenda.map((page) => page.includes('Préparer, chacun de son côté') && page.includes('En tout')),
  ).toEqual([true])
  // A sentence stands on the page of what people answered.
  const asked = report.pages.filter((page) => /Question \d/.test(page))
  expect(asked.filter((page) => !page.includes('Je la défendrai'))).toEqual([])
  expect(report.outline.at(-1)).toBe('Le tableau')
  const text = tight(report.pages.join(' '))
  // A principle stands in it once, on its card: with a capital.
  const isIn = (file: string, words: string) =>
    file.includes(tight(words)) || file.includes(tight(capital(words)))
  expect(said.filter((words) => !isIn(text, words))).toEqual([])
  // Readers hear how often each answer was given.
  expect(report.alts.map(tight)).toContain(tight('0 : 2, 1 : 2, 2 : 5, 3 : 8, 4 : 8, 5 : 4, 1 sans avis'))
  // No page begins or ends with the head of a table alone, and none is empty.
  expect(report.pages.filter((page) => page.length < 200)).toEqual([])

  const markdown = new TextDecoder().decode(await exported('markdown'))
  const plain = tight(markdown.replaceAll(/[\\*]/g, ''))
  expect(said.filter((words) => !isIn(plain, words))).toEqual([])
  expect(markdown).toContain(hash)

  const csv = new TextDecoder().decode(await exported('csv'))
  const { data } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  })
  expect(data).toHaveLength(board.notes.length + board.clusters.length)
  expect(data.filter(({ kind }) => kind === 'group').map((row) => row['text'])).toEqual(
    board.clusters.map(({ title }) => title),
  )
  const needs = data.filter(({ kind }) => kind === 'need')
  expect(needs.map(({ step, from }) => [step, from !== ''])).toEqual(
    day.needs.map(() => ['ecosystem/needs', true]),
  )
  const vote = board.rounds.find(({ step }) => step === 'shortlist/vote')
  const column = data
    .map((row) => Number(row[`Tour 2 – ${vote?.title}`] ?? 0))
    .reduce((sum, dots) => sum + dots)
  expect(column).toBe(Object.values(vote?.totals ?? {}).reduce((sum, dots) => sum + dots))

  const json = await exported('json')
  const { account, ...saved } = JSON.parse(new TextDecoder().decode(json)) as BoardFile & { account: Account }
  expect(account.purpose).toMatchObject({ text: sentence, hash, kind: 'consent' })
  expect(account.participation.groups.map(({ count }) => count)).toEqual([12, 8, 8])
  expect(saved.notes.map((note) => note.text)).toEqual(written)
  expect(Buffer.from(await (await openDay(server, saved))('json'))).toEqual(Buffer.from(json))

  const all = [openedBytes(pdf), text, markdown, csv, new TextDecoder().decode(json), server.logs()].join(
    '\n',
  )
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([])
})

/** Lines of a page break anywhere, and one kind of space stands for another. */
function tight(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u200B]+/g, '')
}
