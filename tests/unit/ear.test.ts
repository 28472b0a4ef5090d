import { expect, test } from 'vitest'
import {
  gatheringWord,
  mayStillName,
  wordFromTexts,
  wordInTheEar,
  type RoomFacts,
  type TextFacts,
} from '#client/panels/agenda/ear.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'

const minute = 60_000
const base: RoomFacts = {
  here: 4,
  expected: null,
  startedAt: 2 * minute,
  figures: { done: 1, of: 4 },
  clock: { endsAt: 10 * minute, left: null, full: 10 * minute },
  nowMs: 5 * minute,
  quietSince: null,
  wrote: null,
  written: null,
  fromTexts: undefined,
}
const kindOf = (change: Partial<RoomFacts>) => wordInTheEar({ ...base, ...change })?.kind

test('one word at most: what stops the room, what its texts say, who is silent', () => {
  expect(kindOf({})).toBeUndefined()
  expect(kindOf({ here: 0 })).toBe('alone')
  expect(kindOf({ figures: { done: 4, of: 4 } })).toBe('allDone')
  expect(kindOf({ nowMs: 11 * minute })).toBe('over')
  expect(kindOf({ expected: 6 })).toBe('missing')
  expect(kindOf({ expected: 6, nowMs: 8 * minute })).toBeUndefined()
  expect(kindOf({ expected: 4 })).toBeUndefined()
  expect(kindOf({ quietSince: 3 * minute })).toBe('silent')
  expect(kindOf({ quietSince: 4 * minute })).toBeUndefined()
  expect(kindOf({ fromTexts: { kind: 'relatives' }, quietSince: 3 * minute })).toBe('relatives')
  expect(kindOf({ fromTexts: { kind: 'relatives' }, figures: { done: 4, of: 4 } })).toBe('relatives')
  expect([gatheringWord(0, 6), gatheringWord(4, 6), gatheringWord(7, 6), gatheringWord(4, null)]).toEqual([
    { kind: 'alone' },
    { kind: 'missing', here: 4, expected: 6 },
    { kind: 'allHere' },
    undefined,
  ])
})

test('several who have written nothing are several, and never one or two who can be guessed', () => {
  const wrote = { done: 5, of: 9, since: minute }
  expect(kindOf({ wrote })).toBe('several')
  expect(kindOf({ wrote: { ...wrote, since: 2 * minute } })).toBeUndefined()
  // The server does not tell how many are missing where it would point at them.
  expect(kindOf({ wrote: { ...wrote, done: null } })).toBeUndefined()
  expect(kindOf({ wrote: { ...wrote, done: 9 } })).toBeUndefined()
  expect(wordInTheEar({ ...base, written: { count: 26, target: 20 } })).toEqual({
    kind: 'enough',
    count: 26,
    target: 20,
  })
})

const note = (
  id: string,
  kind: 'idea' | 'stakeholder' | 'need',
  text: string,
  from: readonly string[] = [],
) => ({ id, kind, text, from }) as const
const people = [
  note('v', 'stakeholder', 'Volunteers'),
  note('p', 'stakeholder', 'Press'),
  note('n', 'need', 'to sleep', ['v']),
]
const ideas = [
  note('1', 'idea', 'We open the doors so that the press can film'),
  note('2', 'idea', 'We rest'),
  note('3', 'idea', 'We clean'),
]
const texts = (change: Partial<TextFacts> = {}): TextFacts => ({
  language: 'en',
  notes: new Map([...people, ...ideas].map((each) => [each.id, each])),
  rounds: [],
  proposals: ideas,
  unnamed: null,
  asksNeeds: false,
  ...change,
})

test('somebody of the map whom no proposal names is named; who is tied to one counts as named', () => {
  expect(wordFromTexts(texts())).toEqual({ kind: 'forgotten', name: 'Volunteers' })
  const [first, second, third] = ideas
  const tied = [first, { ...second, from: ['n'] }, third] as TextFacts['proposals']
  expect(wordFromTexts(texts({ proposals: tied }))).toBeUndefined()
  expect(wordFromTexts(texts({ proposals: ideas.slice(0, 2) }))).toBeUndefined()
})

test('who was left out is told as long as a sentence can still change', () => {
  const day = builtInTemplate('purpose-day')
  const told = stepsOf(day).filter((placed) => mayStillName(day, placed))
  expect(told.at(-1)?.path).toBe('challenge/rewrite-3')
  expect(told).toHaveLength(stepsOf(day).findIndex(({ path }) => path === 'challenge/rewrite-3') + 1)
  const other = builtInTemplate('brainstorm')
  expect(
    stepsOf(other).every((placed) => mayStillName(other, placed) !== (placed.step.activity === 'close')),
  ).toBe(true)
})

test('two of a short list of which one was built on the other, needs and names that are missing', () => {
  const child = note('4', 'idea', 'We clean at night so that volunteers can sleep', ['3'])
  const proposals = [...ideas.slice(1), child]
  expect(wordFromTexts(texts({ proposals }))).toEqual({ kind: 'relatives' })
  expect(wordFromTexts(texts({ asksNeeds: true }))).toEqual({ kind: 'withoutNeed', count: 1 })
  expect(wordFromTexts(texts({ unnamed: 4 }))).toEqual({ kind: 'unnamed', count: 4 })
  expect(wordFromTexts(texts({ unnamed: 0 }))).toBeUndefined()
})
