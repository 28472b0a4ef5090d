import { expect, test } from 'vitest'
import { questionsIn } from '#shared/activities/read/questions.ts'
import { openForPeople } from '#tests/support/sorting-people.ts'
import { addNote } from '#shared/board/note.ts'

test('one note of several keeps all texts and says where it grew from; undo brings all of them back', () => {
  const [person] = openForPeople(1, (doc) => {
    addNote(doc, { id: 'a', x: 0, y: 0, author: null, created: 1, text: 'Share what we learn' })
    addNote(doc, {
      id: 'b',
      x: 300,
      y: 0,
      author: null,
      created: 1,
      text: 'Share what we learned',
      from: ['old'],
    })
    addNote(doc, { id: 'c', x: 600, y: 0, author: null, created: 1, text: 'Share what we learn' })
  }).people
  if (!person) throw new Error('nobody is here')
  const { commands, scene, undo } = person.model
  expect(commands.mergeNotes('a', ['b', 'c', 'a'])).toBe(true)
  expect([...scene.notes.keys()]).toEqual(['a'])
  expect(scene.notes.get('a')).toMatchObject({
    text: 'Share what we learn\n\nShare what we learned',
    from: ['b', 'old', 'c'],
  })
  undo.undo()
  expect([...scene.notes.values()].map(({ text }) => text).sort()).toEqual([
    'Share what we learn',
    'Share what we learn',
    'Share what we learned',
  ])
  expect(scene.notes.get('a')?.from).toBeUndefined()
})

test('notes are not merged where their texts do not fit, or by somebody who may not delete them', () => {
  const fill = (doc: Parameters<typeof addNote>[0]) => {
    for (const [index, id] of ['a', 'b'].entries())
      addNote(doc, { id, x: 300 * index, y: 0, author: 'other', created: 1, text: `${id} `.repeat(1_500) })
  }
  const [leader] = openForPeople(1, fill).people
  expect(leader?.model.commands.mergeNotes('a', ['b'])).toBe(false)
  const [guest] = openForPeople(1, fill, { role: 'participant' }).people
  expect(guest?.model.commands.mergeNotes('a', ['b'])).toBe(false)
  expect(guest?.model.scene.notes.size).toBe(2)
})

test('damaged questions are left out, and nothing but words is read of them', () => {
  const asked = { number: 2, note: 'n1', text: 'What is meant?', answers: ['This', 4], by: 'ada' }
  const first = { number: 1, text: 'And who?' }
  expect(questionsIn({ q1: asked, 'a b': asked, q2: {}, q3: 'x', q4: first })).toEqual([
    { id: 'q4', number: 1, note: null, text: 'And who?', answers: [], isSettled: false },
    { id: 'q1', number: 2, note: 'n1', text: 'What is meant?', answers: ['This'], isSettled: false },
  ])
  expect([questionsIn(undefined), questionsIn({ questions: 5 })]).toEqual([[], []])
})
