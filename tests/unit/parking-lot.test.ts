import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { roundSources } from '#client/activities/vote/open-round-dialog.tsx'
import { reportActivities } from '#server/activities/report-sections.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { reportContent } from '#server/report/account-sections.ts'
import { writeMarkdown } from '#server/report/markdown.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { areasOf, placeAreas, placeParkingLot, readArea } from '#shared/board/area.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote } from '#shared/board/note.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { writeRights } from '#shared/board/rights.ts'
import { inputsOf, parkedThings, thingsBeside } from '#shared/board/step-inputs.ts'
import { encloses } from '#shared/geometry/rect.ts'
import { openRights } from '#shared/workshop/rights.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { liveAgenda } from '#tests/support/lived-agenda.ts'
import { openForPeople } from '#tests/support/sorting-people.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }
const written = { step: 'write/ideas', field: 'all', area: 'write/ideas/all' }
const ideas = { id: 'ideas', fields: [{ id: 'all', title: { en: 'Ideas' } }] }

/** Two ideas in their field, one that is parked, and a parked group of one. */
function fill(doc: Y.Doc): void {
  placeParkingLot(doc)
  placeAreas(doc, 'write', ideas)
  const area = readArea(doc, 'write/ideas/all')
  if (!area) throw new Error('no area')
  for (const [index, id] of ['a', 'b'].entries())
    addNote(doc, {
      ...plain,
      ...written,
      id,
      x: area.x + 40 + 300 * index,
      y: area.y + 100,
      text: `idea ${id}`,
    })
  addNote(doc, { ...plain, ...written, id: 'p', area: parkingLot, text: 'a poster' })
  addNote(doc, { ...plain, ...written, id: 'q', area: parkingLot, text: 'a film' })
  addCluster(doc, ['q'], { id: 'films', title: 'Films' })
}

function filled(): Y.Doc {
  const doc = new Y.Doc()
  fill(doc)
  return doc
}

test('the parking lot is made once, left of everything, where later areas never come, and is the last of all lists', () => {
  const doc = new Y.Doc()
  addNote(doc, { ...plain, x: -900, y: 50, text: 'before' })
  placeParkingLot(doc)
  const lot = readArea(doc, parkingLot)
  placeAreas(doc, 'write', ideas)
  placeAreas(doc, 'next', { id: 'do', fields: [{ id: 'x', title: {} }] })
  placeParkingLot(doc)
  expect(readArea(doc, parkingLot)).toEqual(lot)
  expect((lot?.x ?? 0) + (lot?.width ?? 0)).toBeLessThan(-900)
  const all = areasOf(doc)
  expect(all.map(({ id }) => id)).toEqual(['write/ideas/all', 'next/do/x', parkingLot])
  for (const { x } of all.slice(0, 2)) expect(x).toBeGreaterThan(-900)
  expect(lot?.title).toEqual({ en: 'Parking lot', fr: 'Parking à idées' })
})

test('parked notes and groups are no part of what later steps take, nor of a vote', () => {
  const doc = filled()
  const step = findStep(shortBrainstorm, 'vote/vote')?.step
  if (!step) throw new Error('no vote')
  expect(inputsOf(doc, shortBrainstorm, step)).toEqual({ notes: ['a', 'b'], clusters: [], statements: [] })
  // Notes of a step are no answer to the question of another one.
  expect(thingsBeside(doc, shortBrainstorm).notes).toEqual([])
  // As notes that people wrote beside the steps.
  const without = { ...shortBrainstorm, phases: [] }
  expect(thingsBeside(doc, without)).toEqual({ notes: ['a', 'b'], clusters: [], statements: [] })
  expect([...parkedThings(doc)].sort()).toEqual(['films', 'p', 'q'])
  const [person] = openForPeople(1, fill).people
  if (!person) throw new Error('nobody is here')
  person.model.ui.selection.set(new Set(['a', 'b', 'p']))
  for (const { options } of roundSources(person.model)) expect([...options].sort()).toEqual(['a', 'b'])
})

test('the report has parked notes in a chapter of their own, and not among the results of a step', () => {
  const doc = filled()
  liveAgenda(doc, { template: shortBrainstorm, answers: { question: 'Why?' }, by: 'fay' }, [
    [0, { to: 'write/ideas' }],
    [60, { to: 'end' }],
  ])
  const board = snapshotOf(doc)
  const facts = { participants: 2, now: Date.UTC(2026, 10, 24, 12), zone: 'UTC', shortened: [] }
  for (const [language, title] of [
    ['en', 'Parking lot'],
    ['fr', 'Parking à idées'],
  ] as const) {
    const content = reportContent(board, { ...facts, language }, reportActivities)
    expect(content.account.parked).toMatchObject({ notes: ['p'], groups: [{ id: 'films', notes: ['q'] }] })
    expect(content.account.others).toEqual({ notes: [], groups: [], rounds: [] })
    const text = writeMarkdown(board, facts, language, content)
    const [before = '', chapter = ''] = text.split(`## ${title}`)
    expect(before).toContain('idea a')
    expect(before).not.toContain('poster')
    expect(chapter).toContain('### Films')
    for (const words of ['a poster', 'a film']) expect(text.split(words)).toHaveLength(2)
    expect(chapter).toContain('- a poster')
  }
})

test('a note is parked in one step of undo, out of its group, and comes back into the area of its field', () => {
  const [person] = openForPeople(1, (doc) => {
    fill(doc)
    addCluster(doc, ['b'], { id: 'group' })
  }).people
  if (!person) throw new Error('nobody is here')
  const { commands, scene, undo } = person.model
  commands.park(['a', 'b', 'p'])
  const lot = scene.areas.get(parkingLot)
  for (const id of ['a', 'b']) {
    expect(scene.notes.get(id)).toMatchObject({ area: parkingLot, cluster: null })
    const rect = scene.notes.get(id)?.rect
    expect(lot && rect && encloses(lot.rect, rect)).toBe(true)
  }
  undo.undo()
  expect(scene.notes.get('b')).toMatchObject({ area: 'write/ideas/all', cluster: 'group' })
  undo.redo()
  commands.unpark(['a', 'p'])
  for (const id of ['a', 'p']) {
    expect(scene.notes.get(id)?.area).toBe('write/ideas/all')
    const home = scene.areas.get('write/ideas/all')?.rect
    const rect = scene.notes.get(id)?.rect
    expect(home && rect && encloses(home, rect)).toBe(true)
  }
  expect(scene.notes.get('b')?.area).toBe(parkingLot)
})

test('where participants may not group, a note of a group stays in it and is not parked', () => {
  const { people } = openForPeople(
    1,
    (doc) => {
      fill(doc)
      addCluster(doc, ['b'], { id: 'group' })
      writeRights(doc, { ...openRights, participantsCluster: false })
    },
    { role: 'participant' },
  )
  const model = people[0]?.model
  model?.commands.park(['a', 'b'])
  expect(model?.scene.notes.get('a')?.area).toBe(parkingLot)
  expect(model?.scene.notes.get('b')).toMatchObject({ area: 'write/ideas/all', cluster: 'group' })
})

test('on a board without a parking lot nothing is parked', () => {
  const [person] = openForPeople(1, (doc) => {
    addNote(doc, { ...plain, id: 'a', text: 'x' })
  }).people
  person?.model.commands.park(['a'])
  expect(person?.model.scene.notes.get('a')?.area).toBeNull()
})
