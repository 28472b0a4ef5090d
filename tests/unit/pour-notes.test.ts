import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { pourNotes } from '#server/agenda/pour-notes.ts'
import type { LiveBoard } from '#server/contracts/live-board.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { areasOf, placeAreas } from '#shared/board/area.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { inputsOf } from '#shared/board/step-inputs.ts'

const base = { prompt: [], seconds: null, writing: 'none' } as const
const field = (id: string) => ({ id, title: { en: id } })
const kept = { from: 'day/round', take: 'notes', field: 'kept' } as const
const round: Step = {
  ...base,
  id: 'round',
  activity: 'turns',
  each: 90,
  fields: [field('objects'), field('kept')],
}
const write: Step = {
  ...base,
  id: 'write',
  activity: 'write',
  fields: [field('drives'), field('expected')],
  input: [{ ...kept, show: 'pin' }],
}
const show: Step = {
  ...base,
  id: 'show',
  activity: 'reveal',
  input: [
    { from: 'day/write', take: 'notes', show: 'pour' },
    { ...kept, show: 'pour' },
  ],
}
const group: Step = {
  ...base,
  id: 'group',
  activity: 'group',
  input: [{ from: 'day/show', take: 'notes', show: 'pour' }],
}
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'day',
  title: { en: 'Day' },
  ask: [],
  phases: [{ id: 'day', title: { en: 'Day' }, steps: [round, write, show, group] }],
}

test('a reveal brings the words of one field to what it reveals, once, and they go on with it', async () => {
  const doc = new Y.Doc()
  const live: Pick<LiveBoard, 'write'> = { write: async (change) => change(doc) }
  const day = { id: 'day', title: { en: 'Day' } }
  placeAreas(doc, day, { ...round, fields: round.fields })
  placeAreas(doc, day, { ...write, fields: write.fields })
  const add = (id: string, step: string, of: string, more: object = {}) =>
    addNote(doc, {
      id,
      x: 0,
      y: 0,
      author: 'ana',
      created: 1,
      text: id,
      step,
      field: of,
      area: `${step}/${of}`,
      ...more,
    })
  add('object', 'day/round', 'objects')
  add('word', 'day/round', 'kept', { from: ['object'] })
  add('other', 'day/round', 'kept')
  add('grouped', 'day/round', 'kept', { cluster: 'c' })
  add('hope', 'day/write', 'drives')

  expect(inputsOf(doc, template, write).notes.toSorted()).toEqual(['grouped', 'other', 'word'])
  expect(inputsOf(doc, template, group).notes).toEqual(['hope'])
  await pourNotes(live as LiveBoard, { step: show })
  const byId = new Map(notesOf(doc).map((note) => [note.id, note]))
  const [drives] = areasOf(doc).filter(({ field: of }) => of === 'drives')
  expect(byId.get('word')).toMatchObject({
    area: drives?.id,
    author: 'ana',
    step: 'day/round',
    from: ['object'],
  })
  expect(byId.get('object')?.area).toBe('day/round/objects')
  expect(byId.get('grouped')?.area).toBe('day/round/kept')
  const spots = ['word', 'other'].map((id) => `${byId.get(id)?.x} ${byId.get(id)?.y}`)
  expect(new Set(spots).size).toBe(2)
  expect(inputsOf(doc, template, group).notes.toSorted()).toEqual(['hope', 'other', 'word'])

  await pourNotes(live as LiveBoard, { step: show })
  expect(notesOf(doc).find(({ id }) => id === 'word')).toEqual(byId.get('word'))
})
