import { expect, test } from 'vitest'
import { reportActivities } from '#server/activities/report-sections.ts'
import type { ConsentResult } from '#server/activities/consent/account.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { hashOfText } from '#server/basics/hashes.ts'
import { reportContent } from '#server/report/account-sections.ts'
import { adopt, writeReply } from '#shared/board/adoptions.ts'
import { writeRound } from '#shared/board/round.ts'
import { addVersion } from '#shared/board/versions.ts'
import { AdoptionKind, replyKey, type Adoption } from '#shared/workshop/adoption.ts'
import { Doc } from 'yjs'
import { consenting } from '#tests/support/consent-board.ts'
import { agendaStart, liveAgenda } from '#tests/support/lived-agenda.ts'
import { round } from '#tests/support/sample-board.ts'

const text = 'We give schools their time back.'
const step = 'decide/consent'

function decided(kind: AdoptionKind, reason?: string): Doc {
  const doc = new Doc()
  liveAgenda(doc, { template: consenting, answers: {}, by: 'fay' }, [
    [0, { to: 'write/write' }],
    [60, { to: 'challenge/rewrite' }],
    [60, { to: step }],
  ])
  const at = agendaStart + 180_000
  addVersion(doc, { id: 'v2', statement: 's1', number: 2, text, at, hash: hashOfText(text), parents: ['v1'] })
  writeRound(
    doc,
    round({
      id: 'c1',
      method: 'agreement',
      target: 'texts',
      options: ['v2'],
      about: 'v2',
      texts: { v2: text },
      closedAt: at,
      voted: 6,
      eligible: 8,
      totals: { v2: 14 },
      scores: { v2: [2, 0, 1, 0, 3, 0] },
      passes: { v2: 0 },
      reasons: [
        { option: 'v2', text: 'Which schools?', name: null, answer: 2 },
        { option: 'v2', text: 'Any ministry could sign it.', name: 'Ana', answer: 0 },
        { option: 'v2', text: 'It promises too much.', name: null, answer: 0 },
      ],
      step,
    }),
  )
  writeReply(doc, replyKey('c1', 1), { text: 'Only we hold the timetables.', at })
  const adoption: Adoption = {
    id: 'a1',
    number: 1,
    version: 'v2',
    statement: 's1',
    text,
    hash: hashOfText(text),
    language: 'en',
    at: at + 1,
    kind,
    round: 'c1',
    voices: { answered: 6, entitled: 8 },
    ...(reason !== undefined && { reason }),
  }
  adopt(doc, adoption, 'fay')
  return doc
}

const facts = { participants: 8, language: 'en', zone: 'UTC', now: agendaStart + 400_000 } as const

test('the account of a consent has each answer once, and each objection with its answer', () => {
  const board = snapshotOf(decided(AdoptionKind.override, 'The director cannot wait.'))
  const { purpose, agenda } = reportActivities.accountOf(board, facts)
  expect(purpose).toMatchObject({
    text,
    hash: hashOfText(text),
    kind: 'override',
    reason: 'The director cannot wait.',
  })
  const found = agenda?.phases.flatMap(({ steps }) => steps).find(({ path }) => path === step)
  const result = found?.result as ConsentResult | undefined
  expect(result?.questions).toMatchObject([
    {
      round: 'c1',
      versionNumber: 2,
      voices: { answered: 6, entitled: 8 },
      counts: [2, 0, 1, 0, 3, 0],
      objections: [
        { text: 'Any ministry could sign it.', name: 'Ana', reply: { text: 'Only we hold the timetables.' } },
        { text: 'It promises too much.', name: null },
      ],
      missing: [{ text: 'Which schools?' }],
    },
  ])
  expect(result?.adoptions.map(({ id }) => id)).toEqual(['a1'])
})

test('a question that nobody answered is called so, not kept back', () => {
  const doc = decided(AdoptionKind.sponsor)
  const about = {
    method: 'agreement',
    target: 'texts',
    options: ['v2'],
    about: 'v2',
    texts: { v2: text },
  } as const
  writeRound(
    doc,
    round({ ...about, id: 'c2', voted: 0, eligible: 8, totals: null, closedAt: agendaStart, step }),
  )
  const { sections } = reportContent(snapshotOf(doc), facts, reportActivities)
  expect(JSON.stringify(sections)).toContain('Nobody answered.')
  expect(JSON.stringify(sections)).not.toContain('Fewer than three')
})

test('the report calls an override and a sponsor’s decision what they are, in both languages', () => {
  // The decision stands on the first page, and what came before it in its chapter.
  const wordsIn = (kind: AdoptionKind, reason: string, language: 'en' | 'fr') => {
    const board = snapshotOf(decided(kind, reason))
    const { front, sections } = reportContent(board, { ...facts, language }, reportActivities)
    return JSON.stringify([front, sections])
  }
  const override = wordsIn('override', 'The director cannot wait.', 'en')
  expect(override).toContain('Adopted without consent')
  expect(override).toContain('Reason: The director cannot wait.')
  expect(override).toContain('Not answered in writing.')
  expect(override).toContain('6 of 8 voices')
  expect(wordsIn('sponsor', 'Signed by the board.', 'en')).toContain('Adopted by the sponsor')
  expect(wordsIn('sponsor', 'Signé.', 'fr')).toContain('Adoptée par le commanditaire')
})
