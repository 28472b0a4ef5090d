import type { WritableAtom } from 'nanostores'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-model.ts'
import { byServer } from '#client/model/connection.ts'
import { takeUpPen } from '#client/model/pen.ts'
import { addNote, readNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { Barrier } from '#shared/workshop/policy.ts'

const words = { deletedByOther: 'Deleted.', unsaved: 'Not on the board.', putBack: 'Put it back' }

test('what is typed is in the note at once, and what others type comes in around it', async () => {
  const { type, others, note, shown } = setup('one')
  type('one two')
  expect(note()).toBe('one two')
  others('zero one two')
  await expect.poll(shown).toBe('zero one two')
  type('zero one two three')
  expect(note()).toBe('zero one two three')
})

test('letters that others typed a moment ago, not shown yet, are kept', () => {
  const { type, others, note, shown } = setup('one')
  others('zero one')
  type('one two')
  expect(note()).toBe('zero one two')
  expect(shown()).toBe('zero one two')
})

test('an input method’s word is left alone until it is finished, and saved when the page may go', async () => {
  const { pen, type, others, note, shown } = setup('one ')
  pen.composes(true)
  type('one かん')
  others('zero one ')
  expect(note()).toBe('zero one ')
  pen.save()
  expect([note(), shown()]).toEqual(['zero one かん', 'one かん'])
  type('one 漢')
  pen.save()
  expect([note(), shown()]).toEqual(['zero one 漢', 'one 漢'])
  pen.composes(false)
  expect([note(), shown()]).toEqual(['zero one 漢', 'zero one 漢'])
  pen.composes(true)
  type('zero one 漢字')
  pen.putDown()
  expect(note()).toBe('zero one 漢字')
})

test('what is typed where the note is locked by now stays in the field, and goes into the note when it is not', () => {
  const { type, lock, note, shown, told } = setup('one')
  lock(true)
  type('one two')
  expect([note(), shown()]).toEqual(['one', 'one two'])
  lock(false)
  expect(note()).toBe('one two')
  expect(told()).toEqual([])
})

test('what a locked note did not take is offered as a new one when the pen is put down', () => {
  const { pen, type, lock, others, note, told } = setup('one')
  lock(true)
  type('one two')
  others('zero one')
  pen.putDown()
  expect(note()).toBe('zero one')
  expect(told()).toEqual([`${Barrier.locked} Not on the board.`])
})

test('the words of a note that others deleted are offered, with what was typed since', () => {
  const { pen, type, model, doc, id, told } = setup('one')
  doc.transact(() => removeNotes(doc, [id]), byServer)
  type('one two')
  pen.putDown()
  expect(told()).toEqual(['Deleted.'])
  model.notices.list.get()[0]?.action?.run()
  expect([...model.scene.notes.values()].map(({ text }) => text)).toEqual(['one two'])
})

test('a note that its writer deleted is nobody’s loss', () => {
  const { pen, model, id, told } = setup('one')
  model.commands.remove([id])
  pen.putDown()
  expect(told()).not.toContain('Deleted.')
})

test('what is written at one sitting is no part of the steps of undo around it', () => {
  const { pen, type, model, id, note } = setup('one')
  type('one two')
  pen.putDown()
  model.commands.writeNote(id, 'one two, elsewhere')
  model.undo.undo()
  expect(note()).toBe('one two')
  model.undo.undo()
  expect(note()).toBe('one')
})

test('a pen that was put down writes no more', () => {
  const { pen, type, others, note, shown } = setup('one')
  pen.putDown()
  others('zero one')
  type('one two')
  expect([note(), shown()]).toEqual(['zero one', 'one two'])
})

/** Somebody at a field over a note that says this. */
function setup(text: string) {
  const doc = new Y.Doc()
  const id = addNote(doc, { author: 'ben', x: 0, y: 0, created: 1, text })
  const { model } = createLocalBoard(doc, (line) => line.length)
  onTestFinished(model.close)
  let field = ''
  const paper = { read: () => field, show: (next: string) => void (field = next) }
  const pen = takeUpPen(model, id, paper, () => words)
  if (!pen) throw new Error('the note is there to be written in')
  return {
    pen,
    doc,
    id,
    model,
    shown: () => field,
    note: () => readNote(doc, id)?.text,
    told: () => model.notices.list.get().map((notice) => notice.text),
    type: (next: string) => {
      field = next
      pen.typed()
    },
    others: (next: string) => doc.transact(() => writeNote(doc, id, next), byServer),
    lock: (isLocked: boolean) =>
      (model.locked as WritableAtom<ReadonlySet<string>>).set(new Set(isLocked ? [id] : [])),
  }
}
