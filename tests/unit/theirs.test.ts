import { expect, test } from 'vitest'
import { theirBlocks } from '#shared/activities/test/result.ts'
import { linesOfTheirs, theirsIn } from '#shared/activities/test/names.ts'
import { isAboutTheirs, theirResults } from '#shared/workshop/theirs.ts'

test('a pasted line is the sentence of somebody, and whose it is', () => {
  expect(
    theirsIn(
      '“We help people prosper.” — Some Bank\n\n« Aider chacun » – La Poste\nMoving - the world\tRail\nAlone\nA | B',
    ),
  ).toEqual([
    { text: 'We help people prosper.', source: 'Some Bank' },
    { text: 'Aider chacun', source: 'La Poste' },
    { text: 'Moving - the world', source: 'Rail' },
    { text: 'Alone', source: '' },
    { text: 'A', source: 'B' },
  ])
})

test('prepared purposes are the lines that a facilitator would paste', () => {
  const theirs = [
    { text: 'We help people - and banks.', source: 'Some Bank' },
    { text: 'Alone', source: '' },
  ]
  expect(theirsIn(linesOfTheirs(theirs))).toEqual(theirs)
})

const round = {
  options: ['theirs-1', 'theirs-2', 'theirs-3'],
  texts: { 'theirs-1': 'We help.', 'theirs-2': 'We rail.', 'theirs-3': 'We rest.' },
  labels: { 'theirs-1': 'Bank', 'theirs-2': 'Rail', 'theirs-3': 'Inn' },
  totals: { 'theirs-1': 6, 'theirs-2': 2 },
  scores: { 'theirs-1': [1, 0, 3], 'theirs-2': [3, 0, 1] },
  withheld: ['theirs-3'],
  voted: 4,
  eligible: 5,
} as const

test('where half of the room could sign theirs, ours must say what theirs does not', () => {
  expect(theirResults(round)).toMatchObject([
    { source: 'Bank', yes: 3, answered: 4, isMany: true },
    { source: 'Rail', yes: 1, answered: 4, isMany: false },
    { source: 'Inn', share: null, isMany: false },
  ])
  expect(theirBlocks(round, { language: 'en' })[1]).toMatchObject({
    kind: 'verdict',
    amount: 'Bank: 3 of 4 could sign it',
    text: 'Ours must say what theirs does not.',
  })
  const withheld = theirBlocks({ ...round, totals: null, voted: 2 }, { language: 'en' })
  expect(withheld[1]).toMatchObject({ kind: 'remark' })
  expect(isAboutTheirs({})).toBe(true)
  expect(isAboutTheirs({ about: 'v1' })).toBe(false)
})
