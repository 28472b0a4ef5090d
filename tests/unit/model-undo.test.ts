import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { createUndo, type OwnHistory } from '#client/model/commands/undo.ts'
import { setLook } from '#shared/board/change-look.ts'
import { addNote, moveNotes, readNote, removeNotes, setTint, writeNote } from '#shared/board/note.ts'
import { placeRoot } from '#shared/board/document.ts'

interface Person {
  readonly doc: Y.Doc
  readonly history: OwnHistory
  /** Each change a step of its own. */
  readonly does: (change: (doc: Y.Doc) => void) => void
}

function person(): Person {
  const doc = new Y.Doc()
  const history = createUndo(createBoardDocument(doc))
  onTestFinished(history.close)
  return {
    doc,
    history,
    does: (change) => {
      history.cut()
      change(doc)
      history.cut()
    },
  }
}

/** Both get what the other has; their concurrent changes meet here. */
function meet(a: Person, b: Person): void {
  const forA = Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc))
  const forB = Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc))
  Y.applyUpdate(a.doc, forA, 'server')
  Y.applyUpdate(b.doc, forB, 'server')
}

function twoWithANote(): { ada: Person; ben: Person; id: string } {
  const [ada, ben] = [person(), person()]
  let id = ''
  ada.does((doc) => (id = addNote(doc, { x: 0, y: 0, author: 'ada', created: 1, text: 'Why' })))
  meet(ada, ben)
  return { ada, ben, id }
}

test('a note that another person has moved since is not moved back', () => {
  const { ada, ben, id } = twoWithANote()
  ada.does((doc) => moveNotes(doc, [{ id, x: 100, y: 0 }]))
  meet(ada, ben)
  ben.does((doc) => moveNotes(doc, [{ id, x: 200, y: 0 }]))
  meet(ada, ben)
  ada.history.undo()
  meet(ada, ben)
  expect(readNote(ada.doc, id)?.x).toBe(200)
  expect(readNote(ben.doc, id)?.x).toBe(200)
})

test('each person undoes their own last step, whoever acted last', () => {
  const { ada, ben, id } = twoWithANote()
  ada.does((doc) => moveNotes(doc, [{ id, x: 100, y: 0 }]))
  meet(ada, ben)
  ben.does((doc) => setTint(doc, [id], 'mint'))
  meet(ada, ben)
  ada.history.undo()
  meet(ada, ben)
  expect(readNote(ben.doc, id)).toMatchObject({ x: 0, tint: 'mint' })
})

test('undo takes back own arrows and colours alone, whatever others have changed of the note in between', () => {
  const { ada, ben, id } = twoWithANote()
  const arrowsBy = (who: Person, ...arrows: readonly string[]) => {
    who.does((doc) => setLook(doc, id, { arrows }))
    meet(ada, ben)
  }
  arrowsBy(ben, 'b')
  arrowsBy(ada, 'b', 'c')
  arrowsBy(ben, 'c')
  arrowsBy(ada)
  const arrows = () => readNote(ben.doc, id)?.arrows ?? []
  const after = (run: () => void) => {
    run()
    meet(ada, ben)
    return arrows()
  }
  expect(after(ada.history.undo)).toEqual(['c'])
  expect(after(ada.history.undo)).toEqual([])
  expect(after(ada.history.redo)).toEqual(['c'])
  expect(after(ada.history.redo)).toEqual([])

  ada.does((doc) => setTint(doc, [id], 'sky'))
  meet(ada, ben)
  arrowsBy(ben, 'd')
  ada.does((doc) => setTint(doc, [id], 'rose'))
  expect(after(ada.history.undo)).toEqual(['d'])
  expect(after(ada.history.undo)).toEqual(['d'])
  expect(readNote(ben.doc, id)).toEqual(readNote(ada.doc, id))
  expect(readNote(ben.doc, id)).toMatchObject({ tint: 'sun', text: 'Why' })
  ada.history.redo()
  expect(after(ada.history.redo)).toEqual(['d'])
  expect(readNote(ben.doc, id)?.tint).toBe('rose')
})

test('undoing the making of a note that another person wrote in leaves the note and both their words', () => {
  const { ada, ben, id } = twoWithANote()
  ben.does((doc) => writeNote(doc, id, 'Why us'))
  meet(ada, ben)
  ada.history.undo()
  meet(ada, ben)
  expect(readNote(ben.doc, id)?.text).toBe('Why us')
  expect(ada.history.canUndo.get()).toBe(false)
})

test('undoing the making of a note that another person moved leaves it where they put it', () => {
  const { ada, ben, id } = twoWithANote()
  ben.does((doc) => moveNotes(doc, [{ id, x: 50, y: 50 }]))
  meet(ada, ben)
  ada.history.undo()
  meet(ada, ben)
  expect(readNote(ben.doc, id)).toMatchObject({ x: 50, text: 'Why' })
})

test('a note dragged by one and deleted by another stays deleted, and the deleter can bring it back complete', () => {
  const { ada, ben, id } = twoWithANote()
  ada.does((doc) => removeNotes(doc, [id]))
  ben.does((doc) => moveNotes(doc, [{ id, x: 300, y: 0 }]))
  meet(ada, ben)
  expect(readNote(ada.doc, id)).toBeUndefined()
  expect(readNote(ben.doc, id)).toBeUndefined()
  ada.history.undo()
  meet(ada, ben)
  expect(readNote(ada.doc, id)).toMatchObject({ x: 300, text: 'Why', author: 'ada' })
  expect(readNote(ben.doc, id)).toEqual(readNote(ada.doc, id))
})

test('it comes back complete also after the server has swept the remnant of the drag away', () => {
  const { ada, ben, id } = twoWithANote()
  ada.does((doc) => removeNotes(doc, [id]))
  ben.does((doc) => moveNotes(doc, [{ id, x: 300, y: 0 }]))
  meet(ada, ben)
  const server = person()
  meet(ada, server)
  placeRoot(server.doc).delete(id)
  meet(ada, server)
  ada.history.undo()
  expect(readNote(ada.doc, id)).toMatchObject({ x: 0, text: 'Why' })
})

test('words typed into a note while it was being deleted do not hinder bringing it back', () => {
  const { ada, ben, id } = twoWithANote()
  ada.does((doc) => removeNotes(doc, [id]))
  ben.does((doc) => writeNote(doc, id, 'Why not'))
  meet(ada, ben)
  ada.history.undo()
  meet(ada, ben)
  expect(readNote(ben.doc, id)?.text).toMatch(/^Why/u)
  expect(readNote(ben.doc, id)).toEqual(readNote(ada.doc, id))
})

test('redo restores only undone changes', () => {
  const { ada, ben, id } = twoWithANote()
  ada.does((doc) => moveNotes(doc, [{ id, x: 100, y: 0 }]))
  ada.does((doc) => setTint(doc, [id], 'rose'))
  ada.history.undo()
  ada.history.undo()
  expect(readNote(ada.doc, id)).toMatchObject({ x: 0, tint: 'sun' })
  meet(ada, ben)
  ben.does((doc) => writeNote(doc, id, 'Why us'))
  meet(ada, ben)
  ada.history.redo()
  ada.history.redo()
  expect(ada.history.canRedo.get()).toBe(false)
  expect(readNote(ada.doc, id)).toMatchObject({ x: 100, tint: 'rose', text: 'Why us' })
})

test('one step can be undone by itself, after others came on top', () => {
  const { ada, id } = twoWithANote()
  ada.does((doc) => removeNotes(doc, [id]))
  const bringBack = ada.history.newestStep()
  let second = ''
  ada.does((doc) => (second = addNote(doc, { x: 400, y: 0, author: 'ada', created: 2, text: 'How' })))
  bringBack?.()
  expect(readNote(ada.doc, id)?.text).toBe('Why')
  expect(readNote(ada.doc, second)?.text).toBe('How')
  ada.history.undo()
  expect(readNote(ada.doc, second)).toBeUndefined()
})
