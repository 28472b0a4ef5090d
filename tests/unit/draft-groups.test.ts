import { expect, test } from 'vitest'
import { layoutWith } from '#client/sorting/draft-part.tsx'
import { fieldsOf } from '#client/sorting/place-part.tsx'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote } from '#shared/board/note.ts'
import { disorderOf } from '#tests/support/order.ts'
import { openForPeople } from '#tests/support/sorting-people.ts'

const fill = (doc: Parameters<typeof addNote>[0]) => {
  for (const [index, id] of 'abcdefgh'.split('').entries())
    addNote(doc, {
      id,
      x: 230 * (index % 4),
      y: 230 * Math.floor(index / 4),
      author: null,
      created: 1,
      text: id,
    })
  addCluster(doc, ['g', 'h'], { id: 'old', title: 'Old' })
}

const drafts = new Map([
  ['one', ['a', 'f']],
  ['two', ['b', 'e', 'd']],
])

test('draft groups are made in one step, and lie on nothing; one undo takes them back', () => {
  const { model } = openForPeople(1, fill).people[0] ?? {}
  if (!model) throw new Error('nobody is here')
  const before = [...model.scene.notes.values()].map(({ id, x, y, cluster }) => ({ id, x, y, cluster }))
  expect(model.commands.planGroups(drafts, layoutWith(drafts))()).toBe(2)
  expect([...model.scene.clusters.values()].map(({ id, members }) => [id, [...members].sort()])).toEqual([
    ['old', ['g', 'h']],
    ['one', ['a', 'f']],
    ['two', ['b', 'd', 'e']],
  ])
  expect(disorderOf(model.scene)).toEqual([])
  model.undo.undo()
  expect([...model.scene.notes.values()].map(({ id, x, y, cluster }) => ({ id, x, y, cluster }))).toEqual(
    before,
  )
  expect(model.scene.clusters.size).toBe(1)
})

test('a group with a locked note is not made', () => {
  const [person] = openForPeople(1, fill, { role: 'participant', locked: ['f'] }).people
  expect(person?.model.commands.planGroups(drafts, layoutWith(drafts))()).toBe(1)
  expect(person?.model.scene.clusters.has('one')).toBe(false)
})

test('the help is asked about notes outside groups that this person may move, beside the groups', () => {
  const [person] = openForPeople(1, fill, { role: 'participant', locked: ['f'] }).people
  const [field, ...others] = person ? fieldsOf(person.model) : []
  expect(others).toEqual([])
  expect(field?.notes.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(field?.groups.map(({ title, notes }) => [title, notes.map(({ id }) => id).sort()])).toEqual([
    ['Old', ['g', 'h']],
  ])
})
