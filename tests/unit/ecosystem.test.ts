import { expect, test } from 'vitest'
import {
  needsOf,
  ringsOf,
  ringsStep,
  stakeholdersOf,
  type MapNote,
  type NeedRound,
} from '#shared/activities/map/ecosystem.ts'
import { isTakingNotes } from '#shared/activities/steps-over.ts'
import { readyNow } from '#shared/agenda/agenda.ts'
import type { Step, Template } from '#shared/agenda/template.ts'

const base = { prompt: [], seconds: null, writing: 'shared', activity: 'map' } as const
const field = (id: string) => ({ id, title: { en: id } })
const who = [{ from: 'eco/who', take: 'notes', show: 'pour' }] as const
const steps: readonly Step[] = [
  { ...base, id: 'who', asks: 'people', fields: ['near', 'far'].map(field) },
  { ...base, id: 'missing', asks: 'people', fields: [], input: who },
  { ...base, id: 'needs', asks: 'needs', fields: [field('needs')], input: who },
]
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'eco',
  title: { en: 'Eco' },
  ask: [],
  phases: [{ id: 'eco', title: { en: 'Eco' }, steps }],
}
const note = (id: string, more: Partial<MapNote> = {}): MapNote => ({ id, text: id, area: null, ...more })

test('those who were missing come to the rings of the step before, and one who was dragged is where they lie', () => {
  const notes = [
    note('press', { step: 'eco/who', field: 'near' }),
    note('apprentices', { step: 'eco/who', field: 'near', area: 'eco/who/far' }),
    note('away', { step: 'eco/who', field: 'far', area: 'other/step/near' }),
    note('empty', { step: 'eco/who', field: 'near', text: ' ' }),
    note('need', { step: 'eco/needs', field: 'needs', from: ['press'] }),
  ]
  for (const path of ['eco/who', 'eco/missing', 'eco/needs']) {
    expect(ringsStep(template, path)?.path).toBe('eco/who')
    expect(ringsOf(template, path, notes).map(({ people }) => people.map(({ id }) => id))).toEqual([
      ['press'],
      ['apprentices', 'away'],
    ])
  }
  expect(ringsOf(template, 'eco/gone', notes)).toEqual([])
})

test('a step takes notes while it runs, and while people are added who were missing in it', () => {
  const taking = (step: string, state: 'running' | 'ended' = 'running') =>
    ['eco/who', 'eco/missing', 'eco/needs'].filter((path) =>
      isTakingNotes({ template, now: { ...readyNow, state, step } }, path),
    )
  expect(taking('eco/who')).toEqual(['eco/who'])
  expect(taking('eco/missing')).toEqual(['eco/who', 'eco/missing'])
  expect(taking('eco/needs')).toEqual(['eco/needs'])
  expect(taking('eco/needs', 'ended')).toEqual([])
})

test('a need belongs to the people whom it names, and to nobody else', () => {
  const people = [note('press'), note('readers')]
  const notes = [...people, note('need', { from: ['press', 'gone'] }), note('loose')]
  expect([...needsOf(people, notes)].map(([id, needs]) => [id, needs.map((need) => need.id)])).toEqual([
    ['press', ['need']],
    ['readers', []],
  ])
})

test('people who grew from one another in a long chain are each looked at a few times', () => {
  let reads = 0
  const chain = Array.from({ length: 400 }, (_, index) => {
    const from = Array.from({ length: Math.min(index, 40) }, (__, back) => `p${index - 1 - back}`)
    return Object.defineProperty(note(`p${index}`), 'from', {
      enumerable: true,
      get: () => {
        reads += 1
        return from
      },
    })
  })
  expect(needsOf(chain, [...chain, note('need', { from: ['p3'] })]).get('p3')).toHaveLength(1)
  expect(reads).toBeLessThan(4 * chain.length)
})

test('a person who was merged into another leaves their needs to that one, however often', () => {
  const people = [note('press', { from: ['papers', 'reporters'] }), note('readers', { from: ['press'] })]
  const notes = [
    ...people,
    note('ours', { from: ['press'] }),
    note('theirs', { from: ['papers'] }),
    note('both', { from: ['press', 'reporters'] }),
    note('lost', { from: ['gone'] }),
  ]
  expect([...needsOf(people, notes)].map(([id, needs]) => [id, needs.map((need) => need.id)])).toEqual([
    // The readers grew from the press, which is still there and keeps its needs.
    ['press', ['ours', 'theirs', 'both']],
    ['readers', []],
  ])
})

const agreement = (scores: Readonly<Record<string, readonly number[]>>): NeedRound => ({
  method: 'agreement',
  options: Object.keys(scores),
  totals: Object.fromEntries(Object.keys(scores).map((id) => [id, 0])),
  scores,
})

test.for([
  { name: 'a median of 3 is agreed', scores: [0, 0, 1, 1, 1, 0], isAgreed: true },
  { name: 'a median of 2.5 is not', scores: [0, 0, 1, 1, 0, 0], isAgreed: false },
  { name: 'one 0 is an objection, however high the median', scores: [1, 0, 0, 0, 0, 8], isAgreed: false },
  { name: 'nobody answered', scores: [0, 0, 0, 0, 0, 0], isAgreed: false },
])('of a need: $name', ({ scores, isAgreed }) => {
  const notes = [
    note('press', { step: 'eco/who', field: 'near' }),
    note('need', { step: 'eco/needs', from: ['press'] }),
  ]
  const [press] = stakeholdersOf(template, 'eco/needs', notes, [agreement({ need: scores })])
  expect(press?.isAgreed).toBe(isAgreed)
})

test('the last closed round of agreement counts, and one agreed need is enough', () => {
  const notes = [
    note('press', { step: 'eco/who', field: 'near' }),
    note('readers', { step: 'eco/who', field: 'far' }),
    note('nobody', { step: 'eco/who', field: 'far' }),
    note('a', { step: 'eco/needs', from: ['press'] }),
    note('b', { step: 'eco/needs', from: ['press'] }),
    note('c', { step: 'eco/needs', from: ['readers'] }),
  ]
  const yes = [0, 0, 0, 3, 0, 0]
  const no = [1, 0, 0, 3, 0, 0]
  const agreed = (...rounds: readonly NeedRound[]) =>
    stakeholdersOf(template, 'eco/needs', notes, rounds).flatMap((one) => (one.isAgreed ? [one.note.id] : []))
  // On a board that goes on from another one they were agreed there.
  const carried = stakeholdersOf(template, 'eco/needs', notes, [], true)
  expect(carried.flatMap(({ note: { id }, isAgreed }) => (isAgreed ? [id] : []))).toEqual([
    'press',
    'readers',
  ])
  const first = agreement({ a: yes, b: no, c: yes })
  expect(agreed()).toEqual([])
  expect(agreed(first)).toEqual(['press', 'readers'])
  expect(agreed(first, agreement({ c: no }))).toEqual(['press'])
  // Of an open round, or one with too few voters, nothing is known.
  expect(agreed(first, { ...agreement({ c: no }), totals: null })).toEqual(['press', 'readers'])
  // Dots say nothing about agreement.
  expect(agreed(first, { method: 'dots', options: ['c'], totals: { c: 0 } })).toEqual(['press', 'readers'])
})
