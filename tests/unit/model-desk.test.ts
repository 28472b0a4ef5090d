import { atom } from 'nanostores'
import { expect, onTestFinished, test } from 'vitest'
import { createLiveDocument } from '#client/model/connection/live-document.ts'
import { createLiveDesk } from '#client/model/drafts/live-desk.ts'
import { createNotices } from '#client/model/commands/notices.ts'
import { browserPlatform } from '#client/model/platform/platform.ts'
import { SavingState } from '#client/model/contract/board-model.ts'
import { savingOfBoth } from '#client/model/connection/saving.ts'
import { type Tint } from '#shared/board/note.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Role } from '#shared/workshop/role.ts'
import { draftsLimit, sharedWriting, type Writing } from '#shared/workshop/writing.ts'
import { say } from '#tests/support/open-model.ts'
import { until } from '#tests/support/until.ts'

const inPrivate: Writing = { ...sharedWriting, mode: 'private', since: 1 }

test('a draft is unsigned and shown at the reveal until its author decides otherwise', () => {
  const { desk } = setup()
  const [id = ''] = desk.add([{ text: 'A thought' }])
  const draft = () => desk.drafts.get().find((each) => each.id === id)
  expect(draft()).toMatchObject({ text: 'A thought', author: null, isHeld: false })
  desk.setAudience(id, Audience.hiddenSigned)
  expect(draft()).toMatchObject({ author: 'ada', isHeld: false })
  desk.setAudience(id, Audience.onlyMe)
  expect(draft()).toMatchObject({ author: null, isHeld: true })
})

test('several drafts at once read in the order they came in, and empty ones are left out', () => {
  const { desk } = setup()
  desk.add([{ text: 'first' }, { text: ' ' }, { text: 'second' }, { text: 'third' }])
  expect(textsOf(desk)).toEqual(['first', 'second', 'third'])
})

test('a draft that was begun and has no words yet is the next one to write in', () => {
  const { desk } = setup()
  desk.begin()
  const first = desk.wanted.get()
  desk.begin()
  expect(desk.wanted.get()).toBe(first)
  desk.write(first ?? '', 'Words')
  desk.begin()
  expect(desk.wanted.get()).not.toBe(first)
  expect(desk.drafts.get().length).toBe(2)
})

test('a deleted draft can be restored, and only written drafts show a message', () => {
  const { desk, notices } = setup()
  const [id = ''] = desk.add([{ text: 'Kept' }])
  desk.begin()
  desk.remove([desk.wanted.get() ?? ''])
  expect(notices.list.get()).toEqual([])
  desk.remove([id])
  expect(textsOf(desk)).toEqual([])
  notices.list.get()[0]?.action?.run()
  expect(textsOf(desk)).toEqual(['Kept'])
})

test('undo takes back the changes of the desk, step by step', () => {
  const { desk } = setup()
  const [id = ''] = desk.add([{ text: 'One' }])
  desk.write(id, 'One more')
  desk.setAudience(id, Audience.onlyMe)
  desk.undo.undo()
  expect(desk.drafts.get()).toMatchObject([{ text: 'One more', isHeld: false }])
  desk.undo.undo()
  desk.undo.undo()
  expect(textsOf(desk)).toEqual([])
  desk.undo.redo()
  expect(textsOf(desk)).toEqual(['One'])
})

test('a desk takes so many drafts and no more, and says how many it did not take', () => {
  const { desk, notices } = setup()
  const told = () => notices.list.get().map(({ text }) => text)
  const many = Array.from({ length: draftsLimit + 3 }, (_, index) => ({ text: String(index) }))
  expect(desk.add(many).length).toBe(draftsLimit)
  expect(told()).toEqual([`notices.deskFull {"count":3,"most":${draftsLimit}}`])
  expect(desk.add([{ text: 'one more' }])).toEqual([])
  desk.begin()
  expect(desk.wanted.get()).toBeNull()
  // Once is enough, however often it is tried.
  expect(told().slice(1)).toEqual([`notices.deskFull {"count":1,"most":${draftsLimit}}`])
})

test('text beyond a draft’s limit is left out, and a message says so', () => {
  const { desk, notices } = setup()
  desk.add([{ text: 'a'.repeat(noteTextLimit + 1) }])
  expect(textsOf(desk)).toEqual(['a'.repeat(noteTextLimit)])
  expect(notices.list.get().map(({ text }) => text)).toEqual([
    `notices.lettersLeft {"count":1,"most":${noteTextLimit}}`,
  ])
})

test('only participants’ new notes go to the desk, and only while writing is private', () => {
  const writing = atom<Writing>(sharedWriting)
  const takes = Object.values(Role).map((role) => setup(role, writing).desk.takesNotes)
  expect(takes.map((each) => each.get())).toEqual([false, false, false])
  writing.set(inPrivate)
  expect(Object.values(Role).map((role, index) => [role, takes[index]?.get()])).toEqual([
    ['facilitator', false],
    ['participant', true],
    ['viewer', false],
  ])
  writing.set({ ...inPrivate, mode: 'shared' })
  expect(takes.map((each) => each.get())).toEqual([false, false, false])
})

test('an empty desk closes when people write together again, whichever news of a reveal comes first', async () => {
  const writing = atom<Writing>(inPrivate)
  const saving = atom<SavingState>(SavingState.saved)
  const { desk } = setup(Role.participant, writing, (options) => ({ ...createLiveDocument(options), saving }))
  expect(desk.saving.get()).toBe(SavingState.saved)
  // Whatever the desk does because it is saved has been done.
  await new Promise<void>((resolve) => browserPlatform().soon(resolve))
  // The desk is empty by now, and the board says last that the reveal is over.
  writing.set({ ...sharedWriting, since: 2 })
  await until(() => desk.saving.get() === null)
})

test('everything is saved only when the board and the desk are', () => {
  const { saved, saving, offline, joining, readOnly } = SavingState
  expect(savingOfBoth(saved, null)).toBe(saved)
  expect(savingOfBoth(saved, saved)).toBe(saved)
  expect(savingOfBoth(saved, saving)).toBe(saving)
  expect(savingOfBoth(saving, saved)).toBe(saving)
  expect(savingOfBoth(saved, offline)).toBe(offline)
  expect(savingOfBoth(readOnly, offline)).toBe(readOnly)
  expect(savingOfBoth(saved, joining)).toBe(saving)
  expect(savingOfBoth(joining, saved)).toBe(joining)
})

function setup(
  role: Role = Role.participant,
  writing = atom<Writing>(inPrivate),
  openDocument = createLiveDocument,
) {
  const me = { id: 'ada', name: 'Ada', colour: 0 }
  const notices = createNotices()
  let now = 1_000
  const desk = createLiveDesk({
    session: { session: 'secret', board: 'b1', title: '', language: 'en', role, participant: me },
    platform: {
      ...browserPlatform(),
      address: 'ws://nowhere',
      webSocket: NeverOpen as unknown as typeof WebSocket,
    },
    openDocument,
    me: atom(me),
    agenda: atom(null),
    writing,
    tint: atom<Tint>('sun'),
    notices,
    say,
    now: () => (now += 1_000),
  })
  onTestFinished(desk.close)
  return { desk, notices }
}

function textsOf(desk: ReturnType<typeof setup>['desk']): readonly string[] {
  return desk.drafts.get().map(({ text }) => text)
}

class NeverOpen {
  readonly readyState = 0
  close(): void {}
}
