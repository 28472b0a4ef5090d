import { expect, test } from 'vitest'
import {
  evidenceOf,
  type EvidenceFacts,
  type KnownVersion,
  type TestRound,
} from '#shared/statements/evidence.ts'
import { evidenceBlock } from '#shared/statements/evidence-block.ts'
import { evidenceFacts, type EvidenceBoard, type EvidenceNote } from '#shared/statements/evidence-facts.ts'
import { storyOf, type StoryBoard } from '#shared/statements/story.ts'
import type { Template } from '#shared/agenda/template.ts'
import { round } from '#tests/support/sample-board.ts'

const text = 'We give nurses their evening back, together.'

const version = (number: number, words = text, more: Partial<KnownVersion> = {}): KnownVersion => ({
  id: `v${number}`,
  statement: 's1',
  number,
  text: words,
  ...more,
})

/** Two names, judged by six people: the bank could not sign it, the festival could. */
const judged: TestRound = {
  about: 'v1',
  options: ['a', 'b'],
  labels: { a: 'a bank', b: 'a festival' },
  totals: { a: 0, b: 6 },
  scores: { a: [6, 0, 0], b: [2, 3, 1] },
}

const nothing: EvidenceFacts = {
  language: 'en',
  statements: [
    { id: 's1', number: 1 },
    { id: 's2', number: 2 },
  ],
  versions: [],
  tests: [],
  people: [],
  needs: [],
  answers: [],
}

const of = (facts: Partial<EvidenceFacts>, words = text) =>
  evidenceOf({ id: 's1', text: words }, { ...nothing, ...facts })
const kind = (facts: Partial<EvidenceFacts>, which: string, words = text) =>
  of(facts, words).find((item) => item.kind === which)

test('swap the name: the share of “No”, and who could sign, of the version that was judged', () => {
  expect(kind({ versions: [version(1)], tests: [judged] }, 'swap')).toMatchObject({
    version: 1,
    isStale: false,
    no: 8,
    answered: 12,
    isSpecific: true,
    couldSign: ['a festival'],
    names: [
      { name: 'a bank', no: 6, answered: 6 },
      { name: 'a festival', no: 2, almost: 3, yes: 1, answered: 6 },
    ],
  })
})

test('the purposes of others that we could sign are told with ours, and not while nobody has answered', () => {
  const theirs: TestRound = {
    options: ['t1', 't2'],
    texts: { t1: 'We help people prosper.', t2: 'We run the trams of Bern.' },
    labels: { t1: 'Example Bank', t2: 'Trams of Bern' },
    totals: { t1: 8, t2: 1 },
    scores: { t1: [1, 0, 4], t2: [4, 1, 0] },
  }
  const facts = { versions: [version(1)], tests: [judged, theirs] }
  expect(kind(facts, 'theirs', 'Other words.')).toMatchObject({
    version: null,
    isStale: false,
    purposes: [
      { source: 'Example Bank', yes: 4, answered: 5, isMany: true },
      { source: 'Trams of Bern', yes: 0, answered: 5, isMany: false },
    ],
  })
  const strip = evidenceBlock(of(facts), { language: 'fr' })
  expect(strip?.items.find(({ head }) => head.startsWith('Pourrions-nous'))).toMatchObject({
    rows: [{ label: 'Example Bank', amount: '4 «\u00A0Oui\u00A0» sur 5' }, { label: 'Trams of Bern' }],
    texts: ['La nôtre doit dire ce que la leur ne dit pas.'],
    about: '',
  })
  expect(kind({ ...facts, tests: [{ ...theirs, totals: null }] }, 'theirs')).toBeUndefined()
})

test('a result fades when the words have changed since, and not when only the spaces have', () => {
  const facts = { versions: [version(1)], tests: [judged] }
  expect(kind(facts, 'swap', `${text} `)).toMatchObject({ isStale: false })
  expect(kind(facts, 'swap', 'We give nurses their night back.')).toMatchObject({ version: 1, isStale: true })
  // The words came back.
  const again = { versions: [version(1), version(2, 'Other words.'), version(3)], tests: [judged] }
  expect(kind(again, 'swap')).toMatchObject({ version: 1, isStale: false })
})

test('the last published test counts; a withheld one says nothing', () => {
  const later: TestRound = { ...judged, about: 'v2', scores: { a: [0, 0, 6], b: [0, 0, 6] } }
  const versions = [version(1), version(2)]
  expect(kind({ versions, tests: [judged, later] }, 'swap')).toMatchObject({ version: 2, no: 0 })
  expect(kind({ versions, tests: [judged, { ...later, totals: null }] }, 'swap')).toMatchObject({
    version: 1,
  })
  expect(kind({ versions, tests: [{ ...judged, about: 'another' }] }, 'swap')).toBeUndefined()
})

test('it names people of the map by their words, and forgets the agreed needs of the others', () => {
  const people = [
    { id: 'p1', name: 'The nurses' },
    { id: 'p2', name: 'The night porters' },
    { id: 'p3', name: 'Nurses' },
    { id: 'p4', name: 'Patients' },
  ]
  const needs = [
    { id: 'n1', person: 'p1', text: 'Sleep' },
    { id: 'n2', person: 'p2', text: 'A warm room' },
    // Its words stand in the sentence, whoever is meant.
    { id: 'n3', person: 'p4', text: 'Their evening' },
  ]
  expect(kind({ people, needs }, 'people')).toEqual({
    kind: 'people',
    version: null,
    isStale: false,
    named: ['The nurses', 'Nurses'],
    forgotten: [{ person: 'The night porters', need: 'A warm room' }],
    needs: 3,
  })
  expect(kind({ people: [] }, 'people')).toBeUndefined()
})

test('worn words are left with their questions, each once', () => {
  expect(kind({}, 'worn', 'Together we stand, together we care.')).toMatchObject({
    words: expect.arrayContaining([expect.objectContaining({ text: 'Together' })]),
  })
  const worn = kind({}, 'worn', 'Together we stand, together.')
  expect(worn?.kind === 'worn' && worn.words.filter((word) => /together/iu.test(word.text))).toHaveLength(1)
})

test('of the opposites the one that most found defensible; of the others all, of the latest version that has some', () => {
  const answers = [
    { kind: 'opposite', version: 'v1', text: 'Keep them late.', defended: 1 },
    { kind: 'opposite', version: 'v1', text: 'Let them choose.', defended: 4 },
    { kind: 'monday', version: 'v1', text: 'No more calls at six.', defended: 0 },
    { kind: 'monday', version: 'v2', text: 'Close at five.', defended: 0 },
    { kind: 'monday', version: 'v2', text: 'close at five.', defended: 0 },
  ] as const
  const versions = [version(1, 'Old words.'), version(2)]
  expect(kind({ versions, answers }, 'opposite')).toEqual({
    kind: 'opposite',
    version: 1,
    isStale: true,
    text: 'Let them choose.',
    defended: 4,
    of: 2,
  })
  expect(kind({ versions, answers }, 'monday')).toMatchObject({ version: 2, texts: ['Close at five.'] })
})

test('versions are counted, with the sentences that gave phrases', () => {
  const versions = [
    version(1),
    version(2, text, { grafts: [{ from: 's2' }, { from: 'other' }] }),
    { id: 'other', statement: 's2', number: 1, text: 'x' },
  ]
  expect(kind({ versions }, 'versions')).toMatchObject({ count: 2, grafted: [2] })
})

const template = {
  phases: [
    {
      id: 'map',
      steps: [{ id: 'who', activity: 'map', asks: 'people', fields: [{ id: 'near' }, { id: 'far' }] }],
    },
    { id: 'test', steps: [{ id: 'opposite', activity: 'test', kind: 'opposite' }] },
  ],
} as unknown as Template

const note = (id: string, more: Partial<EvidenceNote>): EvidenceNote => ({
  id,
  text: id,
  kind: 'idea',
  ...more,
})

test('the facts of a board: people nearest first, agreed needs, also of people who were merged, and answers', () => {
  const board: EvidenceBoard = {
    language: 'en',
    statements: [],
    versions: [],
    template,
    asked: undefined,
    rounds: [
      round({
        method: 'agreement',
        options: ['warm', 'cold'],
        totals: { warm: 4, cold: 4 },
        scores: { warm: [0, 0, 0, 2, 2, 0], cold: [1, 0, 0, 3, 0, 0] },
      }),
      round({ method: 'dots', options: ['o1', 'o2'], totals: { o1: 0, o2: 3 } }),
    ],
    notes: [
      note('far', { kind: 'stakeholder', area: 'map/who/far' }),
      note('near', { kind: 'stakeholder', area: 'map/who/near', from: ['gone'] }),
      note('warm', { kind: 'need', from: ['gone'] }),
      note('cold', { kind: 'need', from: ['far'] }),
      note('o1', { step: 'test/opposite', from: ['v1'] }),
      note('o2', { step: 'test/opposite', from: ['v1'] }),
      note('elsewhere', { step: 'map/who', from: ['v1'] }),
    ],
  }
  const { people, needs, answers } = evidenceFacts(board)
  expect(people.map(({ id }) => id)).toEqual(['near', 'far'])
  expect(needs).toEqual([{ id: 'warm', person: 'near', text: 'warm' }])
  expect(answers).toEqual([
    { kind: 'opposite', version: 'v1', text: 'o1', defended: 0 },
    { kind: 'opposite', version: 'v1', text: 'o2', defended: 3 },
  ])
})

test.each(['en', 'fr'] as const)('the strip is short sentences, each with its version: %s', (language) => {
  const facts = { ...nothing, language, versions: [version(1)], tests: [judged] }
  const items = evidenceOf({ id: 's1', text: 'Other words.' }, facts)
  const block = evidenceBlock(items, { language })
  const [swap] = block?.items ?? []
  expect(swap?.head).toMatch(/8 .*12/u)
  expect(swap?.rows.map(({ label }) => label)).toEqual(['a bank', 'a festival'])
  expect(swap?.isStale).toBe(true)
  expect(swap?.about).toMatch(/version 1/u)
  expect(swap?.brief).toMatch(/8 .*12/u)
  expect(evidenceBlock([], { language })).toBeNull()
})

test('the story of a thing: whom it continues, its vote, the sentence that it became, its tests, its adoption', () => {
  const notes = new Map(
    [note('a', {}), note('b', { from: ['a'] }), note('c', {})].map((each) => [each.id, each]),
  )
  const board: StoryBoard = {
    notes,
    rounds: [round({ options: ['a', 'b', 'c'], totals: { a: 1, b: 4, c: 0 } })],
    tests: [judged],
    statements: [{ id: 's1', number: 2, from: ['b'] }],
    versions: [version(1), version(2)],
    adoptions: [{ version: 'v2' }],
  }
  expect(storyOf('b', board)).toEqual([
    { kind: 'continues', text: 'a' },
    { kind: 'points', total: 4, rank: 1, goesOn: true },
    { kind: 'sentence', number: 2, version: 2 },
    { kind: 'tested', no: 8, of: 12 },
    { kind: 'adopted' },
  ])
  expect(storyOf('a', board)[0]).toEqual({ kind: 'continued', count: 1 })
  // A version has its own tests alone.
  expect(storyOf('v1', board)).toEqual([{ kind: 'tested', no: 8, of: 12 }])
  expect(storyOf('v2', board)).toEqual([{ kind: 'adopted' }])
  expect(storyOf('nothing', board)).toEqual([])
})
