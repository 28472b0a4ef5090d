import { expect, test } from 'vitest'
import { settle } from '#shared/activities/settle/activity.ts'
import { casesOf, settledCases, turnsOf, unusedIn } from '#shared/activities/settle/cases.ts'
import { itemOfPair } from '#shared/asking/ask.ts'
import type { ShownAsked } from '#shared/asking/asked.ts'
import type { ShownColumn } from '#shared/asking/outcome.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { takenNotes } from '#shared/board/asked-things.ts'
import { addNote } from '#shared/board/note.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const principles = ['p1', 'p2', 'p3', 'p4']
const labels = Object.fromEntries(principles.map((id) => [id, `Principle ${id}\neven over another`]))

/** A step about so many dilemmas, with the counts of each of its turns. */
function shownOf(
  things: number,
  countsOf: (place: number, question: string) => readonly number[],
): ShownAsked {
  const all = turnsOf(things)
  const asks = {
    before: { kind: 'choice' as const, of: ['a', 'b'] },
    principle: { kind: 'choice' as const, of: [...principles, 'none'], labels },
    after: { kind: 'choice' as const, of: ['a', 'b'] },
  }
  const columns: Record<string, ShownColumn> = {}
  for (const [at, [place, question]] of all.entries()) {
    if (question === null) continue
    const options = asks[question as keyof typeof asks].of
    const counts = countsOf(place, question)
    columns[itemOfPair(at, question)] = {
      kind: 'counts',
      counts: options.map((answer, index) => ({ answer, count: counts[index] ?? 0, names: [] })),
    }
  }
  return {
    id: 'a',
    turn: 1,
    audience: 'secret',
    asks,
    things: Array.from({ length: things }, (_, place) => ({
      id: `d${place}`,
      text: `Dilemma ${place}`,
      label: String(place + 1),
      options: { a: 'Open on time', b: 'Repair first' },
    })),
    pairs: { all, at: all.length - 1 },
    until: null,
    shown: { at: 7, voted: 12, of: 12, columns },
  }
}

const reader = { path: 'hard/settle', stateOf: () => undefined }

test('a case has both sides, the principle that settles it, and what people chose before and afterwards', () => {
  const chosen: Record<string, readonly number[]> = {
    before: [5, 7],
    principle: [0, 11, 0, 0, 1],
    after: [11, 1],
  }
  const shown = shownOf(1, (_, question) => chosen[question] ?? [])
  expect(settledCases(shown)).toEqual([
    {
      id: 'd0',
      dilemma: 'Dilemma 0',
      sides: ['Open on time', 'Repair first'],
      principle: 'p2',
      principleText: labels['p2'],
      before: [5, 7],
      after: [11, 1],
      at: 7,
    },
  ])
  expect(settle.blocksOf(shown, { ...reader, language: 'en' })).toMatchObject([
    { kind: 'heading', text: 'Case 1' },
    { kind: 'paragraph', text: 'Dilemma 0' },
    { kind: 'principle', choice: 'Principle p2', joint: 'even over', over: 'another' },
    { kind: 'shares', rows: [{ counts: [5, 7] }, { counts: [11, 1], amount: '11 : 1' }] },
    {
      kind: 'verdict',
      amount: '3 principles',
      text: 'settled nothing today: Principle p1, Principle p3, Principle p4',
    },
  ])
})

test('of two true sides the one with more answers stands out, and none has the colour of danger', () => {
  const sidesOf = (counts: readonly number[]) =>
    settle
      .blocksOf(
        shownOf(1, () => counts),
        { ...reader, language: 'en' },
      )
      .flatMap((block) => (block.kind === 'shares' ? block.answers.map(({ side }) => side) : []))
  expect(sidesOf([11, 1])).toEqual(['for', 'outside'])
  expect(sidesOf([1, 11])).toEqual(['outside', 'for'])
  expect(sidesOf([3, 3])).toEqual(['for', 'outside'])
})

test('a case to which too few answered is told as one, and not as a count of nothing', () => {
  const shown = shownOf(1, () => [])
  expect(settledCases(shown)).toEqual([])
  expect(settle.blocksOf(shown, { ...reader, language: 'fr' })).toMatchObject([
    { kind: 'heading', text: 'Cas 1' },
    { kind: 'paragraph', text: 'Dilemma 0' },
    {
      kind: 'shares',
      rows: [
        { counts: null, amount: 'trop peu de réponses pour les montrer' },
        { counts: null, amount: 'trop peu de réponses pour les montrer' },
      ],
    },
    { kind: 'verdict' },
  ])
})

test('none and a tie settle nothing, and say so', () => {
  const chosen = [[0, 0, 0, 0, 5], [3, 3, 0, 0, 0], []]
  const shown = shownOf(3, (place, question) => (question === 'principle' ? (chosen[place] ?? []) : [2, 2]))
  expect(casesOf(shown).map(({ principle }) => principle)).toEqual([null, null, null])
  const remarks = settle
    .blocksOf(shown, { ...reader, language: 'fr' })
    .filter(({ kind }) => kind === 'remark')
  expect(remarks).toMatchObject([{ text: /^Aucun ne tranche/ }, { text: /Principle p1, Principle p2$/ }])
})

test('the principles that settled nothing are all others, whatever people answer', () => {
  const random = seededRandom(testSeed())
  for (let round = 0; round < 200; round += 1) {
    const count = 1 + random.below(6)
    const shown = shownOf(count, () => Array.from({ length: 5 }, () => random.below(4)))
    const used = new Set(casesOf(shown).map(({ principle }) => principle))
    const named = unusedIn(shown)
    expect(named).toEqual(principles.filter((id) => !used.has(id)).map((id) => labels[id]))
  }
})

test('dilemmas on which nobody voted are all settled', () => {
  const doc = livedDay('fr')
  const dilemma = { x: 0, y: -5_000, author: null, created: 1, kind: 'dilemma', field: 'dilemmas' } as const
  const ids = ['One', 'Two'].map((text) => addNote(doc, { ...dilemma, text, step: 'hard/write' }))
  const template = builtInTemplate('operations')
  const step = findStep(template, 'hard/settle')?.step ?? {}
  expect(takenNotes(doc, template, step).map(({ id }) => id)).toEqual(ids)
})
