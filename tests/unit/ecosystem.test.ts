import { expect, test } from 'vitest'
import { needsOf, ringsOf, ringsStep, type MapNote } from '#shared/activities/map/ecosystem.ts'
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

test('a need belongs to the people whom it names, and to nobody else', () => {
  const people = [note('press'), note('readers')]
  const notes = [...people, note('need', { from: ['press', 'gone'] }), note('loose')]
  expect([...needsOf(people, notes)].map(([id, needs]) => [id, needs.map((need) => need.id)])).toEqual([
    ['press', ['need']],
    ['readers', []],
  ])
})
