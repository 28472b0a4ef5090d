import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { createUndo } from '#client/model/commands/undo.ts'
import { addNote, moveNotes, readNote, setTint } from '#shared/board/note.ts'

test('undoing a change that another person changed at the same moment leaves the note whole', () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  // The higher id wins: the value of the other lies between the former one and mine,
  // where undo does not find it.
  mine.clientID = 9
  theirs.clientID = 5
  addNote(theirs, { id: 'n', x: 0, y: 0, author: 'them', created: 1, text: 'hello' })
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
  const undo = createUndo(createBoardDocument(mine))
  moveNotes(mine, [{ id: 'n', x: 10, y: 10 }])
  undo.cut()
  setTint(mine, ['n'], 'rose')
  moveNotes(theirs, [{ id: 'n', x: 50, y: 50 }])
  setTint(theirs, ['n'], 'sky')
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))

  undo.undo()
  undo.undo()
  expect(readNote(mine, 'n')).toMatchObject({ text: 'hello' })
  undo.redo()
  undo.redo()
  expect(readNote(mine, 'n')).toMatchObject({ text: 'hello' })
  undo.close()
})
