import * as Y from 'yjs'
import { expect, test } from 'vitest'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { createNotices } from '#client/model/commands/notices.ts'
import { offerWords } from '#client/model/commands/text-session.ts'
import { showTakenBack } from '#client/model/commands/board-work.ts'
import type { LostNote } from '#client/model/document/unsaved-work.ts'
import type { SceneNote } from '#client/model/document/scene.ts'
import { Plan } from '#client/model/view/plan.ts'
import type { Workplace } from '#client/model/commands/command-context.ts'
import { notesOf } from '#shared/board/note.ts'
import { Barrier } from '#shared/workshop/policy.ts'
import { say } from '#tests/support/open-model.ts'

const words = { why: 'Deleted.', putBack: 'Put it back' }
const gone = {
  rect: { x: 0, y: 0, width: 200, height: 200 },
  text: 'Half a thought',
  tint: 'mint',
  kind: 'hope',
} as SceneNote

test('words whose note was deleted are offered until they are put back or dismissed', () => {
  const { offered, added, press, notices } = offer()
  expect(offered()).toEqual([{ tone: 'warn', text: 'Deleted.', label: 'Put it back', isLasting: true }])
  press()
  expect(added).toEqual(['Half a thought'])
  expect(notices.list.get()).toEqual([])
})

test('on a locked board they are offered again, with the reason, until it is open', () => {
  const { offered, added, press, board } = offer()
  board.barrier = Barrier.boardLocked
  press()
  press()
  expect(offered()).toMatchObject([{ text: 'Why: board_locked. Deleted.', isLasting: true }])
  expect(added).toEqual([])
  board.barrier = undefined
  press()
  expect(added).toEqual(['Half a thought'])
  expect(offered()).toEqual([])
})

test('while writing is private they go among the private notes, if there is room', () => {
  const { offered, added, drafts, press, board } = offer()
  board.barrier = Barrier.writingPrivate
  board.isDeskFull = true
  press()
  expect([drafts, offered().length]).toEqual([[], 1])
  board.isDeskFull = false
  press()
  expect([drafts, added, offered()]).toEqual([['Half a thought'], [], []])
})

test('withdrawn text is offered until it is restored, whatever prevents that meanwhile', () => {
  const { offered, press, texts, drafts, board } = takenBack('One', 'Two')
  const unsaved = 'notices.unsaved {"count":2}'
  const asNotes = 'notices.putBackNotes {"count":2}'
  const asDrafts = 'notices.putBackDrafts {"count":2}'
  expect(offered()).toEqual([
    { tone: 'warn', text: `errors.unknown_place ${unsaved}`, label: asNotes, isLasting: true },
  ])
  board.barrier = Barrier.boardLocked
  press()
  expect(offered()).toMatchObject([{ text: `errors.board_locked ${unsaved}`, isLasting: true }])
  // The button does the same as its words.
  board.barrier = Barrier.writingPrivate
  press()
  expect(offered()).toMatchObject([{ label: asDrafts, isLasting: true }])
  board.barrier = undefined
  press()
  expect(offered()).toMatchObject([{ label: asNotes, isLasting: true }])
  expect([texts(), drafts]).toEqual([[], []])
  press()
  expect([texts(), drafts, offered()]).toEqual([['One', 'Two'], [], []])
})

test('a draft that a full desk has no room for is offered again', () => {
  const { offered, press, drafts, board } = takenBack('One', 'Two', 'Three')
  board.barrier = Barrier.writingPrivate
  press()
  board.room = 2
  press()
  expect(drafts).toEqual(['One', 'Two'])
  expect(offered()).toMatchObject([{ label: 'notices.putBackDrafts {"count":1}' }])
  board.room = 1
  press()
  expect([drafts, offered()]).toEqual([['One', 'Two', 'Three'], []])
})

/** The one message that is shown, and its button; as in the interface, pressing it puts the message away. */
function hands() {
  const notices = createNotices()
  return {
    notices,
    offered: () =>
      notices.list
        .get()
        .map(({ tone, text, isLasting, action }) => ({ tone, text, isLasting, label: action?.label })),
    press: () => {
      const [notice] = notices.list.get()
      if (!notice) throw new Error('nothing is offered')
      notice.action?.run()
      notices.dismiss(notice.id)
    },
  }
}

function offer() {
  const { notices, ...rest } = hands()
  const board: { barrier: Barrier | undefined; isDeskFull: boolean } = {
    barrier: undefined,
    isDeskFull: false,
  }
  const added: string[] = []
  const drafts: string[] = []
  const model = {
    notices,
    barrierTo: () => board.barrier,
    whyNot: (barrier: Barrier) => `Why: ${barrier}.`,
    commands: {
      addNote: (_: unknown, { text }: { text: string }) => (board.barrier ? '' : String(added.push(text))),
    },
    desk: {
      wanted: { set: () => undefined },
      add: ([draft]: readonly { text: string }[]) =>
        board.isDeskFull || !draft ? [] : [String(drafts.push(draft.text))],
    },
  } as unknown as BoardModel
  offerWords(model, gone, words)
  return { notices, added, drafts, board, ...rest }
}

function takenBack(...texts: readonly string[]) {
  const { notices, ...rest } = hands()
  const doc = new Y.Doc()
  const board: { barrier: Barrier | undefined; room: number } = { barrier: undefined, room: 10 }
  const drafts: string[] = []
  const areas = { areas: new Map(), areasIn: () => [], areaAt: () => undefined }
  const scene = {
    ...areas,
    notes: new Map(),
    clusters: new Map(),
    notesIn: () => [],
    clustersIn: () => [],
  }
  const at = {
    doc: () => doc,
    scene,
    order: {
      plan: () => new Plan(scene, () => true),
      step: <T>(_: Plan, change: (doc: Y.Doc) => T) => change(doc),
    },
    notices,
    say,
    can: () => board.barrier === undefined,
    rights: { barrierTo: () => board.barrier },
    me: { get: () => ({ id: 'ada', name: '', colour: 0 }) },
    history: { cut: () => undefined },
    now: () => 0,
    toDesk: (wanted: readonly { text: string }[]) => {
      if (board.barrier !== Barrier.writingPrivate) return []
      return wanted.slice(0, board.room).map(({ text }) => String(drafts.push(text)))
    },
  } as unknown as Workplace
  const lost: readonly LostNote[] = texts.map((text) => ({ text, tint: 'sun', kind: 'idea', x: 0, y: 0 }))
  showTakenBack(at, 'unknown_place', lost)
  return { board, drafts, texts: () => notesOf(doc).map(({ text }) => text), ...rest }
}
