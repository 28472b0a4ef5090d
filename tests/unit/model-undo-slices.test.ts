import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { createUndo, notesPerSlice, type Heeding } from '#client/model/commands/undo.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { act, byUser, clustersRoot, placeRoot } from '#shared/board/document.ts'
import { addNote, moveNotes, notesOf, readNote, removeNotes } from '#shared/board/note.ts'
import { Barrier } from '#shared/workshop/policy.ts'

const count = 2 * notesPerSlice + 500

/** A person who has deleted a large board, with a group whose notes are the first and the last. */
function setup(heeding?: Heeding) {
  const doc = new Y.Doc()
  const tasks: (() => void)[] = []
  const history = createUndo(createBoardDocument(doc), heeding, (run) => void tasks.push(run))
  onTestFinished(history.close)
  const ids: string[] = []
  act(doc, () => {
    for (let index = 0; index < count; index += 1)
      ids.push(addNote(doc, { x: index, y: 0, author: 'ada', created: 1, text: `Note ${index}` }))
  })
  history.cut()
  const group = [ids[0] ?? '', ids[count - 1] ?? '']
  const cluster = act(doc, () => addCluster(doc, group, { title: 'Group' }))
  history.cut()
  act(doc, () => {
    removeNotes(doc, ids)
    clustersRoot(doc).delete(cluster)
  })
  history.cut()
  const others = new Y.Doc()
  Y.applyUpdate(others, Y.encodeStateAsUpdate(doc))
  /** Numbers of notes that others see after each change that arrives. */
  const seen: number[] = []
  doc.on('update', (update) => {
    Y.applyUpdate(others, update)
    seen.push(notesOf(others).length)
  })
  /** Runs the next task. False when there is none. */
  const nextTask = () => {
    const next = tasks.shift()
    next?.()
    return next !== undefined
  }
  return { doc, others, history, ids, cluster, seen, nextTask }
}

test('undoing a large deletion brings the notes back in slices, each in a task of its own', () => {
  const { doc, others, history, ids, cluster, seen, nextTask } = setup()
  history.undo()
  expect(notesOf(doc)).toHaveLength(notesPerSlice)
  // The group is there before its last note.
  expect(clustersRoot(doc).has(cluster)).toBe(true)
  expect(readNote(doc, ids[0] ?? '')?.cluster).toBe(cluster)
  // What others see in between is whole: no place without a note.
  expect(placeRoot(others).size).toBe(notesPerSlice)
  while (nextTask());
  expect(seen).toEqual([notesPerSlice, 2 * notesPerSlice, count])
  expect(notesOf(doc)).toHaveLength(count)
  expect(readNote(doc, ids[count - 1] ?? '')).toMatchObject({ text: `Note ${count - 1}`, cluster })
})

test('the slices are one step: redo deletes all notes again, then their group, and undo restores all', () => {
  const { doc, history, cluster, seen, nextTask } = setup()
  history.undo()
  while (nextTask());
  history.redo()
  expect(clustersRoot(doc).has(cluster)).toBe(true)
  while (nextTask());
  expect(history.canRedo.get()).toBe(false)
  expect(notesOf(doc)).toEqual([])
  expect(clustersRoot(doc).has(cluster)).toBe(false)
  expect(seen.slice(3, 6)).toEqual([count - notesPerSlice, count - 2 * notesPerSlice, 0])
  history.undo()
  while (nextTask());
  expect(notesOf(doc)).toHaveLength(count)
  // The step before is next: the group is undone alone.
  history.undo()
  while (nextTask());
  expect(clustersRoot(doc).has(cluster)).toBe(false)
  expect(notesOf(doc)).toHaveLength(count)
})

test('the next action finds all notes back, whether it is a step, an undo or a hidden page', () => {
  for (const next of ['cut', 'settle', 'redo'] as const) {
    const { doc, history, nextTask } = setup()
    history.undo()
    history[next]()
    while (nextTask());
    expect(notesOf(doc)).toHaveLength(next === 'redo' ? 0 : count)
  }
})

test('what others did to notes in between stays, and a small step is one transaction', () => {
  const { doc, history, ids, nextTask } = setup()
  history.undo()
  Y.transact(doc, () => moveNotes(doc, [{ id: ids[0] ?? '', x: 77, y: 7 }]), 'server')
  while (nextTask());
  expect(readNote(doc, ids[0] ?? '')?.x).toBe(77)
  history.cut()
  doc.transact(() => moveNotes(doc, [{ id: ids[1] ?? '', x: 5, y: 5 }]), byUser)
  history.undo()
  expect(readNote(doc, ids[1] ?? '')?.x).toBe(1)
  expect(nextTask()).toBe(false)
})

test('when rights change in between, the rest stays in the history until they allow it', () => {
  let barrier: Barrier | undefined
  const explained: Barrier[] = []
  const heeding: Heeding = { barrierIn: () => barrier, explain: (why) => void explained.push(why) }
  const { doc, history, nextTask } = setup(heeding)
  history.undo()
  barrier = Barrier.boardLocked
  while (nextTask());
  expect(explained).toEqual([Barrier.boardLocked])
  expect(notesOf(doc)).toHaveLength(notesPerSlice)
  expect(history.canUndo.get()).toBe(true)
  barrier = undefined
  history.undo()
  while (nextTask());
  expect(notesOf(doc)).toHaveLength(count)
})
