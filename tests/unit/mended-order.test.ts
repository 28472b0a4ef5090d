import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createNotices } from '#client/model/commands/notices.ts'
import { createOrder } from '#client/model/commands/order.ts'
import { createUndo } from '#client/model/commands/undo.ts'
import { showTakenBack } from '#client/model/commands/board-work.ts'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { createScene } from '#client/model/document/scene.ts'
import { addCluster, setCluster } from '#shared/board/change-cluster.ts'
import { addNote, setTint, shiftNotes } from '#shared/board/note.ts'

/** One person's order of a board with a group and a note beside it. */
function openOrder() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const doc = new Y.Doc()
  for (const [index, id] of ['a', 'b', 'own', 'other'].entries())
    addNote(doc, { id, text: id, x: index * 224, y: 0, author: null, created: 1 })
  addCluster(doc, ['a', 'b'], { id: 'group' })
  const board = createBoardDocument(doc)
  const scene = createScene(
    doc,
    (text, size) => text.length * size * 0.5,
    (run) => run(),
  )
  const history = createUndo(board)
  const rights = {
    barrierTo: () => undefined,
    barrierToMove: () => undefined,
    may: () => true,
    gatherable: (notes: readonly string[]) => notes,
    mayDisband: () => true,
    ownTable: () => null,
    isForeign: () => false,
  }
  const order = createOrder({
    doc: board.current,
    scene,
    rights,
    history,
    held: () => new Set(),
    agendaMove: () => null,
    random: () => 0,
    now: Date.now,
  })
  onTestFinished(() => {
    order.close()
    history.close()
    scene.close()
  })
  return { doc, order, scene }
}

test('a screen that mends what others’ changes have met knows that nobody asked for it', () => {
  const { doc, order, scene } = openOrder()
  const plan = order.plan()
  plan.gather('group', ['own'])
  order.step(plan, () => setCluster(doc, ['own'], 'group'))
  expect(order.hasJustMended()).toBe(false)
  // Another person drops a note there at the same moment.
  doc.transact(() => {
    setCluster(doc, ['other'], 'group')
    const { x = 0, y = 0 } = scene.notes.get('own') ?? {}
    shiftNotes(doc, [{ id: 'other', x, y }])
  }, 'another')
  vi.advanceTimersByTime(6_000)
  expect(order.hasJustMended()).toBe(true)
  order.step(order.plan(), () => setTint(doc, ['own'], 'rose'))
  expect(order.hasJustMended()).toBe(false)
})

test('the end of a step that overtakes such a mend says nothing, and says why of all else', () => {
  const says = (code: 'step_closed' | 'locked', hasJustMended: boolean) => {
    const notices = createNotices()
    const order = { hasJustMended: () => hasJustMended }
    showTakenBack({ notices, say: (sentence: string) => sentence, order } as never, code, [])
    return notices.list.get().map(({ text }) => text)
  }
  expect(says('step_closed', true)).toEqual([])
  expect(says('step_closed', false)).toEqual(['errors.step_closed'])
  expect(says('locked', true)).toEqual(['errors.locked'])
})
