import { atom } from 'nanostores'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createBoardUi } from '#client/model/commands/board-ui.ts'
import { createScene } from '#client/model/document/scene.ts'
import { createSelectionFacts } from '#client/panels/board/selection-facts.ts'
import { addCluster, setCluster } from '#shared/board/change-cluster.ts'
import { readMeta } from '#shared/board/document.ts'
import { addNote, moveNotes, placeNote, setTint, writeNote } from '#shared/board/note.ts'
import { openRights } from '#shared/workshop/rights.ts'
import { sharedWriting } from '#shared/workshop/writing.ts'

/** Three notes selected, two of them in a cluster, and how often rights were asked about. */
function selected() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const doc = new Y.Doc()
  const scene = createScene(
    doc,
    (text, size) => text.length * size * 0.5,
    (run) => void setTimeout(run, 16),
  )
  const [a, b, c] = ['a', 'b', 'c'].map((text, x) =>
    addNote(doc, { x, y: 0, text, author: 'ada', created: 1 }),
  ) as [string, string, string]
  const cluster = addCluster(doc, [a, b])
  const ui = createBoardUi()
  ui.selection.set(new Set([a, b, c]))
  const may = vi.fn(() => true)
  const rights = atom(openRights)
  const facts = createSelectionFacts({
    scene,
    ui,
    rights,
    may,
    locked: atom<ReadonlySet<string>>(new Set()),
    writing: atom(sharedWriting),
    meta: atom(readMeta(doc)),
    me: atom({ id: 'ada', name: 'Ada', colour: 0 }),
    barrierToMove: () => undefined,
    mayDisband: () => true,
  })
  const stop = facts.listen(() => undefined)
  onTestFinished(() => {
    stop()
    scene.close()
  })
  vi.advanceTimersByTime(1_000)
  may.mockClear()
  return {
    doc,
    ui,
    may,
    rights,
    facts,
    cluster,
    ids: [a, b, c] as const,
    settle: () => vi.advanceTimersByTime(1_000),
  }
}

test('the actions of a selection are not computed again while others move it or write in it', () => {
  const { doc, may, ids, settle } = selected()
  for (const id of ids) placeNote(doc, id, { x: 300, y: 300 })
  writeNote(doc, ids[0], 'another word')
  settle()
  addCluster(doc, [addNote(doc, { x: 900, y: 0, text: 'elsewhere', author: 'bo', created: 2 })])
  settle()
  expect(may).not.toHaveBeenCalled()
})

test('nor when so many notes are moved at once that everything is read again', () => {
  const { doc, may, facts, ids, settle } = selected()
  const many = Array.from({ length: 1_200 }, (_, index) =>
    addNote(doc, { x: index, y: 500, text: 'one of many', author: 'bo', created: 2 }),
  )
  settle()
  moveNotes(
    doc,
    [...ids, ...many].map((id) => ({ id, x: 7, y: 7 })),
  )
  settle()
  expect(may).not.toHaveBeenCalled()
  setTint(doc, [...ids, ...many], 'mint')
  settle()
  expect(facts.get().tint).toBe('mint')
})

test('the facts of a selection are computed again when one of them has changed', () => {
  const { doc, ui, may, rights, facts, ids, cluster, settle } = selected()
  expect(facts.get()).toMatchObject({ notes: ids, tint: 'sun', isInCluster: true, isWholeCluster: false })
  setTint(doc, ids, 'mint')
  settle()
  expect(facts.get().tint).toBe('mint')
  setCluster(doc, [ids[2]], cluster)
  settle()
  expect(facts.get().isWholeCluster).toBe(true)
  setCluster(doc, [addNote(doc, { x: 9, y: 9, text: 'one more', author: 'bo', created: 2 })], cluster)
  settle()
  expect(facts.get().isWholeCluster).toBe(false)
  may.mockReturnValue(false)
  rights.set({ ...openRights, isLocked: true })
  expect(facts.get().may.write).toBe(false)
  ui.selection.set(new Set([cluster]))
  expect(facts.get()).toMatchObject({ notes: [], clusters: [cluster] })
})
