import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { saidOf, toSetAside } from '#shared/activities/aside/result.ts'
import { aside } from '#shared/activities/aside/activity.ts'
import { itemsOf } from '#shared/asking/ask.ts'
import { proposedItem, type Proposed, type ShownAsked } from '#shared/asking/asked.ts'
import { countedColumn, fewestForMargin } from '#shared/asking/outcome.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { asideLogsIn, asideName, asideOf, logAside } from '#shared/board/aside.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

type Answers = Readonly<Record<string, readonly ('aside' | 'keep' | 'either')[]>>

/** The answers of a room about sentences a, b, c …, each by its letter. */
function asked(answers: Answers): ShownAsked {
  const things = Object.keys(answers).map((id, index) => ({
    id,
    text: `We are ${id}.`,
    label: `${index + 1}`,
  }))
  const columns = itemsOf({ asks: aside.ask, things, pairs: null }).map(({ item, ask, thing }) => {
    const given = (answers[thing?.id ?? ''] ?? []).map((value) => ({ value, name: null }))
    return [item, countedColumn(ask, given, aside, (items) => items)] as const
  })
  const shown = { at: 1, voted: 9, of: 9, columns: Object.fromEntries(columns) }
  return {
    id: 'asked',
    turn: 1,
    audience: aside.audience,
    asks: aside.ask,
    things,
    pairs: null,
    until: null,
    shown,
  }
}

const all = ({ things }: ShownAsked): Proposed => Object.fromEntries(things.map(({ id }) => [id, []]))
const many = (aside: number, keep: number, either = 0) => [
  ...Array.from({ length: aside }, () => 'aside' as const),
  ...Array.from({ length: keep }, () => 'keep' as const),
  ...Array.from({ length: either }, () => 'either' as const),
]

test('a sentence is set aside when more say so than keep it; a tie keeps, and “no matter” counts for neither', () => {
  const room = asked({ a: many(4, 3, 2), b: many(3, 3, 3), c: many(1, 0, 8), d: many(0, 0, 9), e: [] })
  expect(saidOf(room, all(room)).map(({ said }) => said)).toEqual(['aside', 'tie', 'aside', 'tie', 'nobody'])
  expect(saidOf(room, { b: ['long'] })).toMatchObject([
    { thing: { id: 'b' }, said: 'tie', reasons: ['long'] },
  ])
  expect(toSetAside(room, {})).toEqual([])
})

test('one sentence always stays: the one that fewest more want aside, and all where nobody can tell', () => {
  const room = asked({ a: many(6, 0), b: many(4, 3), c: many(5, 1) })
  expect(toSetAside(room, all(room)).map(({ thing }) => thing.id)).toEqual(['a', 'c'])
  const few = asked({ a: many(4, 0), b: many(3, 0) })
  expect(saidOf(few, all(few))).toMatchObject([
    { said: 'last', counts: null },
    { said: 'last', counts: null },
  ])
})

test('in whatever way people answer, the rule holds, and fewer than five answers tell no number', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  for (let round = 0; round < 500; round += 1) {
    const size = 2 + random.below(6)
    const answers: Answers = Object.fromEntries(
      Array.from({ length: size }, (_, index) => [
        `s${index}`,
        many(random.below(5), random.below(5), random.below(3)),
      ]),
    )
    const room = asked(answers)
    const said = saidOf(room, all(room))
    const gone = new Set(toSetAside(room, all(room)).map(({ thing }) => thing.id))
    expect([seed, gone.size < size]).toEqual([seed, true])
    for (const { thing, said: word, counts } of said) {
      const given = answers[thing.id] ?? []
      const [out, kept] = ['aside', 'keep'].map((each) => given.filter((one) => one === each).length)
      expect([seed, counts !== null]).toEqual([seed, given.length === 0 || given.length >= fewestForMargin])
      if ((out ?? 0) <= (kept ?? 0)) expect([seed, gone.has(thing.id)]).toEqual([seed, false])
      else expect([seed, ['aside', 'last']]).toEqual([seed, expect.arrayContaining([word])])
    }
  }
})

test('a sentence that is taken up again is not set aside, and what became of it stays', () => {
  const doc = new Y.Doc()
  const entry = {
    by: 'challenge/aside',
    asked: 'asked',
    at: 1,
    reasons: ['It is long', 'Others say it, too'],
  }
  logAside(doc, 's1', { ...entry, isAside: true })
  const state = () => readActivity(doc, asideName)
  expect(asideOf(state()).get('s1')).toEqual({
    reason: 'It is long · Others say it, too',
    by: 'challenge/aside',
    at: 1,
  })
  logAside(doc, 's1', { ...entry, isAside: false, asked: null, at: 2 })
  expect(asideOf(state()).size).toBe(0)
  expect(asideLogsIn(state()).get('s1')).toHaveLength(2)
  // A file may say anything.
  for (const odd of [null, 7, { s1: 7 }, { s1: [{ isAside: true }] }, { constructor: [] }])
    expect(asideOf(odd).size).toBe(0)
})

test('in whatever order sentences are set aside and taken up again, the last word about each holds, and nothing is forgotten', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  for (let round = 0; round < 200; round += 1) {
    const doc = new Y.Doc()
    const said = new Map<string, boolean[]>()
    for (let at = 1; at <= random.below(30); at += 1) {
      const id = `s${random.below(5)}`
      const isAside = random.chance(0.5)
      const [by, asked, reasons] = [
        `challenge/aside-${random.below(2)}`,
        random.pick(['one', null]),
        [`r${at}`],
      ]
      logAside(doc, id, { isAside, by, asked, at, reasons })
      said.set(id, [...(said.get(id) ?? []), isAside])
    }
    const state = readActivity(doc, asideName)
    const gone = [...said].filter(([, all]) => all.at(-1) === true).map(([id]) => id)
    expect([seed, [...asideOf(state).keys()].toSorted()]).toEqual([seed, gone.toSorted()])
    for (const [id, all] of said)
      expect([
        seed,
        asideLogsIn(state)
          .get(id)
          ?.map(({ isAside }) => isAside),
      ]).toEqual([seed, all])
  }
})

test('of a sentence about which nobody answered no zeros are counted', () => {
  const shown = asked({ a: [], b: many(2, 3) })
  const said = aside.blocksOf(shown, {
    language: 'en',
    path: 'challenge/aside',
    stateOf: (name) =>
      name === askedName
        ? { [proposedItem('challenge/aside')]: { asked: 'asked', things: all(shown) } }
        : null,
  })
  const facts = said.flatMap((block) => (block.kind === 'statement' ? [block.facts] : []))
  expect(facts).toEqual([
    ['Sentence 1', 'nobody answered: it stays'],
    ['Sentence 2', '2 to set aside · 3 to keep · 0 no matter', 'it stays'],
  ])
})
