import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { createBoardUi, leaveWhatIsBarred } from '#client/model/commands/board-ui.ts'
import { byServer } from '#client/model/connection/incoming-updates.ts'
import { watchRemovals } from '#client/model/board-base.ts'
import { editHit } from '#client/tools/edit.ts'
import { byUser } from '#shared/board/document.ts'
import { addNote, removeNotes } from '#shared/board/note.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'

const facts = { author: 'ada', x: 0, y: 0, created: 1, text: 'Words' }

test('a note counts as deleted by others only when the server says so, not after own changes or a reload', () => {
  const board = createBoardDocument(new Y.Doc())
  const removals = watchRemovals(board)
  onTestFinished(removals.close)
  const add = (id: string) => addNote(board.current(), { ...facts, id })
  const remove = (id: string, origin: unknown) =>
    board.current().transact(() => removeNotes(board.current(), [id]), origin)
  for (const id of ['theirs', 'own', 'undone', 'back', 'refused']) add(id)
  remove('theirs', byServer)
  remove('own', byUser)
  remove('undone', 'undo')
  remove('back', byServer)
  add('back')
  const others = () => ['theirs', 'own', 'undone', 'back', 'refused'].filter((id) => removals.areOthers(id))
  expect(others()).toEqual(['theirs'])
  board.swap(new Y.Doc())
  expect(others()).toEqual([])
})

test('a note that the person may no longer write in is closed with a message, with or without other rights', () => {
  const told: Barrier[] = []
  const leave = (editing: string, barred: Operation) => {
    const ui = createBoardUi()
    ui.editing.set(editing)
    const barrierTo = (operation: string) => (operation === barred ? Barrier.notYoursToWrite : undefined)
    const may = () => true
    leaveWhatIsBarred(ui, { clusters: new Map([['cluster', cluster]]) }, { barrierTo, may }, (barrier) =>
      told.push(barrier),
    )
    return ui.editing.get()
  }
  const cluster = {
    id: 'cluster',
    title: '',
    firstWords: '',
    tint: 'sun',
    isCollapsed: false,
    area: null,
    members: [],
    rect: nowhere,
  } as const
  expect(leave('note', Operation.changeCluster)).toBe('note')
  expect(leave('cluster', Operation.writeNote)).toBe('cluster')
  expect(told).toEqual([])
  expect(leave('note', Operation.writeNote)).toBeNull()
  expect(leave('cluster', Operation.changeCluster)).toBeNull()
  expect(told).toEqual([Barrier.notYoursToWrite, Barrier.notYoursToWrite])
})

test('the model knows who took a note away', () => {
  const doc = new Y.Doc()
  addNote(doc, { ...facts, id: 'theirs' })
  const { model } = createLocalBoard(doc, (text) => text.length)
  onTestFinished(model.close)
  doc.transact(() => removeNotes(doc, ['theirs']), byServer)
  expect(model.wasRemovedByOthers('theirs')).toBe(true)
})

test('starting to write in the open note brings the keyboard back to it', () => {
  const doc = new Y.Doc()
  addNote(doc, { ...facts, id: 'written' })
  const { model } = createLocalBoard(doc, (text) => text.length)
  onTestFinished(model.close)
  const told: (string | null)[] = []
  model.ui.editing.listen((id) => told.push(id))
  editHit(model, 'written')
  editHit(model, 'written')
  expect(told).toEqual(['written', 'written'])
})

const nowhere = { x: 0, y: 0, width: 1, height: 1 }
