import { expect, onTestFinished, test, vi } from 'vitest'
import { noteTextLimit } from '#shared/board/limits.ts'
import { workCode } from '#client/model/work-code.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { OpenBrowserCopy } from '#client/model/memory/browser-copy.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

const texts = (model: BoardModel) => [...model.scene.notes.values()].map(({ text }) => text).sort()

test('a note appears centred on its point, as this person’s', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 100, y: 100 }, { text: 'Why' })
  expect(model.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, text: 'Why', author: 'ada', tint: 'sun' })
  model.undo.undo()
  expect(model.scene.notes.size).toBe(0)
  model.undo.redo()
  expect(model.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, text: 'Why', author: 'ada' })
})

test('a command does nothing before its code is here, and all of them work then', async () => {
  const code = Promise.withResolvers<typeof workCode>()
  const model = openModelAlone({}, {}, code.promise)
  expect(model.commands.addNote({ x: 0, y: 0 }, { text: 'Too soon' })).toBe('')
  expect(model.commands.paste({ notes: [], clusters: [] }, { x: 0, y: 0 })).toEqual([])
  code.resolve(workCode)
  await model.ready
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: 'Why' })
  expect(model.commands.copy([id]).text).toBe('Why')
  expect(texts(model)).toEqual(['Why'])
  model.undo.undo()
  expect(texts(model)).toEqual([])
})

test('words that somebody writes before the code is here are written then', async () => {
  const openBrowserCopy = createMemoryCopies()
  const before = openModelAlone({}, { openBrowserCopy })
  const id = before.commands.addNote({ x: 0, y: 0 }, { text: 'Why' })
  before.close()
  const code = Promise.withResolvers<typeof workCode>()
  const model = openModelAlone({}, { openBrowserCopy }, code.promise)
  await expect.poll(() => texts(model)).toEqual(['Why'])
  model.commands.writeNote(id, 'Why us')
  expect(texts(model)).toEqual(['Why'])
  code.resolve(workCode)
  await expect.poll(() => texts(model)).toEqual(['Why us'])
})

test('a desk takes words before the code of the commands is here', () => {
  const code = Promise.withResolvers<typeof workCode>()
  const model = openModelAlone({}, {}, code.promise)
  model.desk.add([{ text: 'A thought' }])
  expect(model.desk.drafts.get().map(({ text }) => text)).toEqual(['A thought'])
  model.desk.undo.undo()
  expect(model.desk.drafts.get()).toEqual([])
})

test('no note hides another by lying exactly on it', () => {
  const model = openModelAlone()
  const one = model.commands.addNote({ x: 0, y: 0 })
  const [two = '', three = ''] = model.commands.addNotes([
    { text: 'b', at: { x: 0, y: 0 } },
    { text: 'c', at: { x: 0, y: 0 } },
  ])
  const corners = [one, two, three].map((id) => model.scene.notes.get(id)?.x)
  expect(corners).toEqual([-100, -76, -52])
})

test('typing is undone word by word, and separate actions one by one', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 })
  for (const text of ['W', 'Wh', 'Why', 'Why ', 'Why u', 'Why us']) model.commands.writeNote(id, text)
  model.commands.setTint([id], 'rose')
  model.undo.undo()
  expect(model.scene.notes.get(id)).toMatchObject({ tint: 'sun', text: 'Why us' })
  model.undo.undo()
  expect(model.scene.notes.get(id)?.text).toBe('Why ')
  model.undo.undo()
  expect(model.scene.notes.get(id)?.text).toBe('')
  model.undo.undo()
  expect(model.scene.notes.has(id)).toBe(false)
})

test('an empty note left behind leaves no step of undo, wherever it stood', () => {
  const model = openModelAlone()
  const kept = model.commands.addNote({ x: 0, y: 0 }, { text: 'Why' })
  const cluster = model.commands.cluster([kept]) ?? null
  const empty = model.commands.addNote({ x: 300, y: 0 }, { cluster })
  model.commands.setTint([empty], 'rose')
  model.commands.discard(empty)
  expect(model.scene.notes.has(empty)).toBe(false)
  model.undo.undo()
  expect([...model.scene.notes.keys()]).toEqual([kept])
  expect(model.scene.clusters.size).toBe(0)
  model.undo.undo()
  expect(model.scene.notes.size).toBe(0)
  expect(model.undo.canUndo.get()).toBe(false)
})

test('words taken out of a note that was then left empty come back with it at one undo', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: 'Why' })
  model.commands.writeNote(id, '')
  model.undo.cut()
  model.commands.discard(id)
  expect(model.scene.notes.has(id)).toBe(false)
  model.undo.undo()
  expect(texts(model)).toEqual(['Why'])
})

test('consecutive nudges are one step; after a pause, or of other notes, they are another', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 100, y: 100 }, { text: 'Why' })
  const other = model.commands.addNote({ x: 500, y: 100 }, { text: 'How' })
  const nudge = (note: string, x: number) => model.commands.nudgeNotes([{ id: note, x, y: 0 }])
  const at = () => [id, other].map((note) => model.scene.notes.get(note)?.x)
  for (const x of [4, 8, 12]) {
    nudge(id, x)
    vi.advanceTimersByTime(900)
  }
  vi.advanceTimersByTime(2_000)
  nudge(id, 16)
  nudge(other, 404)
  model.undo.undo()
  expect(at()).toEqual([16, 400])
  model.undo.undo()
  expect(at()).toEqual([12, 400])
  model.undo.undo()
  expect(at()).toEqual([0, 400])
  model.undo.redo()
  expect(at()).toEqual([12, 400])
})

test('a message of a deletion goes when the deletion is undone by key', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: 'Why' })
  model.commands.remove([id])
  expect(model.notices.list.get()).toHaveLength(1)
  model.undo.undo()
  expect(texts(model)).toEqual(['Why'])
  expect(model.notices.list.get()).toEqual([])
})

test('a participant deletes only their own notes, is told which stay, and can undo it', () => {
  const openBrowserCopy = sharedCopy()
  const facilitator = openModelAlone(
    { role: 'facilitator', participant: { id: 'eve', name: '', colour: 1 } },
    { openBrowserCopy },
  )
  const theirs = facilitator.commands.addNote({ x: 0, y: 0 }, { text: 'Hers' })
  const model = openModelAlone({}, { openBrowserCopy })
  const own = model.commands.addNote({ x: 300, y: 0 }, { text: 'Mine' })
  expect(model.commands.remove([own, theirs])).toBe(1)
  expect(texts(model)).toEqual(['Hers'])
  const [kept, removed] = model.notices.list.get()
  expect(kept?.text).toBe('notices.kept {"count":1}')
  expect(removed?.text).toBe('notices.removed {"count":1}')
  removed?.action?.run()
  expect(texts(model)).toEqual(['Hers', 'Mine'])
})

test('a viewer’s commands change nothing', () => {
  const model = openModelAlone({ role: 'viewer' })
  expect(model.commands.addNote({ x: 0, y: 0 })).toBe('')
  expect(model.commands.addNotes([{ text: 'a', at: { x: 0, y: 0 } }])).toEqual([])
  expect(model.scene.notes.size).toBe(0)
})

test('text beyond a note’s limit is left out of new notes, and a message says so', () => {
  const model = openModelAlone()
  const [id = ''] = model.commands.addNotes([
    { text: `${'a'.repeat(noteTextLimit - 1)}🧭`, at: { x: 0, y: 0 } },
    { text: 'short', at: { x: 240, y: 0 } },
  ])
  // Half a character is none.
  expect(model.scene.notes.get(id)?.text).toBe('a'.repeat(noteTextLimit - 1))
  expect(model.notices.list.get().map(({ text }) => text)).toEqual([
    `notices.lettersLeft {"count":2,"most":${noteTextLimit}}`,
  ])
})

/** One document for several models, as if one browser kept it for both people. */
function sharedCopy(): OpenBrowserCopy {
  const openAny = createMemoryCopies()
  return (_name, doc, told) => openAny('shared', doc, told)
}
