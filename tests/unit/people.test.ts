import { expect, test } from 'vitest'
import { peopleOf, type PeopleNote } from '#shared/workshop/people.ts'
import { needsOf } from '#shared/activities/map/ecosystem.ts'

const person = (id: string, from: readonly string[] = []): PeopleNote => ({
  id,
  kind: 'stakeholder',
  text: id,
  from,
})
const need = (id: string, of: string): PeopleNote => ({ id, kind: 'need', text: id, from: [of] })
const round = {
  method: 'agreement',
  options: ['sleep', 'light', 'gold'],
  totals: { sleep: 15, light: 9, gold: 10 },
  scores: { sleep: [0, 0, 0, 0, 0, 3], light: [0, 0, 0, 3, 0, 0], gold: [1, 0, 0, 0, 0, 2] },
} as const

test('those whose need is agreed come first, the best agreed one before the others', () => {
  const notes = [
    person('press'),
    person('children'),
    person('nurses', ['night nurses']),
    need('light', 'children'),
    need('gold', 'press'),
    need('noise', 'night nurses'),
    need('sleep', 'night nurses'),
  ]
  expect(peopleOf(notes, [round])).toEqual([
    { id: 'nurses', name: 'nurses', need: 'sleep', isAgreed: true },
    { id: 'children', name: 'children', need: 'light', isAgreed: true },
    { id: 'press', name: 'press', need: 'gold', isAgreed: false },
  ])
  expect(peopleOf(notes, []).map(({ id, isAgreed }) => [id, isAgreed])).toEqual([
    ['press', false],
    ['children', false],
    ['nurses', false],
  ])
})

test('a proposal that names somebody of the map is no need of theirs', () => {
  const note = (id: string, kind: 'need' | 'idea') => ({ id, kind, text: id, area: null, from: ['nurses'] })
  const people = [{ id: 'nurses', text: 'nurses', area: null }]
  const needs = needsOf(people, [...people, note('sleep', 'need'), note('We rest', 'idea')])
  expect(needs.get('nurses')?.map(({ id }) => id)).toEqual(['sleep'])
})
