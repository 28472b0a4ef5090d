import { expect, test, vi } from 'vitest'
import { groupLabel } from '#client/panels/host/group-label.ts'
import { tellParked } from '#client/panels/grouping/tell-parked.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { addNote, setArea } from '#shared/board/note.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { openForPeople } from '#tests/support/sorting-people.ts'
import { exchange } from '#tests/support/people-at-once.ts'

const t = (name: string, values?: Readonly<Record<string, string | number>>) =>
  `${name}${values ? ` ${Object.values(values).join()}` : ''}`

test('a group without a title is called by the first words of its oldest note, until it has one', () => {
  const board = openForPeople(1, (doc) => {
    const words = ['', 'A door that opens  on time, and is never locked for anybody who comes late', 'Other']
    for (const [index, text] of words.entries())
      addNote(doc, { id: `n${index}`, text, x: index * 224, y: 0, author: null, created: 1 + index })
    addCluster(doc, ['n2', 'n0', 'n1'], { id: 'untitled' })
    addNote(doc, { id: 'blank', text: ' ', x: 0, y: 900, author: null, created: 1 })
    addCluster(doc, ['blank'], { id: 'empty' })
  })
  const [{ model }] = board.people as [(typeof board.people)[number]]
  expect(groupLabel(model.scene, 'untitled', t)).toBe(
    'common.groupOf A door that opens on time, and is never locked…',
  )
  expect(groupLabel(model.scene, 'empty', t)).toBe('common.untitledCluster')
  const { firstWords } = model.scene.clusters.get('untitled') ?? {}
  model.commands.moveNotes([{ id: 'n2', x: -900, y: -900 }])
  expect(model.scene.clusters.get('untitled')?.firstWords).toBe(firstWords)
  model.commands.writeClusterTitle('untitled', 'Doors')
  expect(groupLabel(model.scene, 'untitled', t)).toBe('Doors')
})

test('an author sees that another person has parked the note, once, and nobody else does', () => {
  const board = openForPeople(2, (doc) => {
    for (const [id, author] of Object.entries({ mine: 'bench', other: 'somebody' }))
      addNote(doc, { id, text: `Words of ${id}`, x: 0, y: id === 'mine' ? 0 : 400, author, created: 1 })
  })
  const [ada, ben] = board.people
  if (!ada || !ben) throw new Error('two people are there')
  const stop = tellParked(ben.model)
  for (const id of ['mine', 'other']) setArea(ada.doc, id, parkingLot)
  exchange(board.people)
  vi.advanceTimersByTime(200)
  ben.model.commands.setTint(['mine'], 'sky')
  vi.advanceTimersByTime(200)
  stop()
  expect(ben.model.notices.list.get().map(({ text }) => text)).toEqual([
    'Your note “Words of mine” was put into the parking lot.',
  ])
})
