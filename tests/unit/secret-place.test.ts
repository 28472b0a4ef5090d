import * as decoding from 'lib0/decoding'
import { atom } from 'nanostores'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { workCode } from '#client/model/work-code.ts'
import { LocalLink } from '#client/model/connection/local-link.ts'
import type { BoardDocument } from '#client/model/document/board-document.ts'
import { openBoard } from '#client/model/open-board.ts'
import { browserPlatform } from '#client/model/platform/platform.ts'
import { addNote } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import { readCursor } from '#shared/wire/cursor.ts'
import { MessageType, wireVersion } from '#shared/wire/message.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { Role } from '#shared/workshop/role.ts'
import type { Round } from '#shared/workshop/round.ts'
import { say } from '#tests/support/open-model.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

test('during a secret vote no pointer, selection or view leaves the device, nor the moment of a change', () => {
  const { model, doc, sent, wait } = openSending('participant')
  model.presence.pointTo({ x: 10, y: 10 })
  model.ui.selection.set(new Set(['a']))
  model.presence.caret.set({ statement: 's', anchor: 'x', head: 'x' })
  wait()
  expect(sent.pointers()).toEqual([{ x: 10, y: 10, drag: null }])
  expect(sent.states().at(-1)).toMatchObject({
    selection: ['a'],
    view: [0, 0, 1_000, 800],
    caret: { statement: 's' },
  })

  writeRound(doc, round('open'))
  wait()
  sent.clear()
  moveAbout(model)
  wait()
  expect(sent.messages).toEqual([])

  writeRound(doc, round('closed'))
  wait()
  expect(sent.messages).toEqual([])
})

test('after a secret vote others see the next place of a person, not the place of their last dot', () => {
  const { model, doc, sent, wait } = openSending('participant')
  writeRound(doc, round('open'))
  moveAbout(model)
  model.presence.pointTo({ x: 200, y: 200 })
  writeRound(doc, round('closed'))
  wait()
  sent.clear()
  model.presence.pointTo({ x: 210, y: 210 })
  wait()
  model.ui.tool.set('pan')
  expect(sent.messages).toEqual([])

  model.presence.pointTo({ x: 700, y: 200 })
  model.camera.panBy(5, 5)
  wait()
  expect(sent.pointers()).toEqual([{ x: 700, y: 200, drag: null }])
  expect(sent.states().at(-1)).toMatchObject({ selection: [], view: expect.any(Array) })
  expect(sent.states().at(-1)).not.toHaveProperty('caret')
  model.presence.pointTo({ x: 210, y: 210 })
  model.ui.selection.set(new Set(['b']))
  wait()
  expect(sent.pointers().at(-1)).toEqual({ x: 210, y: 210, drag: null })
  expect(sent.states().at(-1)).toMatchObject({ selection: ['b'] })
})

test('until the document is the server’s, a page shows no place: a vote may be open', () => {
  const { model, link, sent, wait } = openSending('participant', { isCurrent: false })
  moveAbout(model)
  wait()
  expect(sent.pointers()).toEqual([])
  for (const state of sent.states()) expect(state).toMatchObject({ selection: [], editing: null, view: null })
  link.current.set(true)
  wait()
  expect(sent.states().at(-1)).toMatchObject({ view: expect.any(Array) })
})

test('a facilitator may show their place during one secret vote, and shows no place before they ask for it', () => {
  const { model, doc, sent, wait } = openSending('facilitator')
  const { place } = model.presence
  writeRound(doc, round('open'))
  wait()
  moveAbout(model)
  wait()
  sent.clear()
  place.isOnPurpose.set(true)
  wait()
  expect(sent.states()).toMatchObject([{ shows: true, selection: [], view: null }])
  model.presence.pointTo({ x: 2_000, y: 0 })
  wait()
  expect(sent.pointers()).toEqual([{ x: 2_000, y: 0, drag: null }])

  writeRound(doc, round('closed'))
  writeRound(doc, { ...round('open'), id: 'second' })
  wait()
  expect([place.isOnPurpose.get(), place.isHidden.get()]).toEqual([false, true])
})

test('a participant who asks to be shown is not', () => {
  const { model, doc, sent, wait } = openSending('participant')
  writeRound(doc, round('open'))
  wait()
  sent.clear()
  model.presence.place.isOnPurpose.set(true)
  moveAbout(model)
  wait()
  expect(sent.messages).toEqual([])
})

function openSending(role: Role, { isCurrent = true } = {}) {
  const link = new SendingLink(isCurrent)
  for (const id of ['a', 'b']) addNote(link.doc, { id, x: 0, y: 0, author: null, created: 1, text: id })
  const me = { id: 'ada', name: 'Ada', colour: 0 }
  const model = openBoard({
    session: { session: '', board: 'b', title: 'B', language: 'en', role, participant: me },
    measure: (text, size) => text.length * size * 0.5,
    say,
    work: workCode,
    platform: { ...browserPlatform(), soon: (run) => run(), openPhotoOutboxDb: undefined },
    link,
  })
  onTestFinished(model.close)
  model.camera.setScreen({ width: 1_000, height: 800 })
  const hello = { version: wireVersion, role, me, index: 0, now: Date.now(), ballots: [] }
  link.deliver({ kind: 'hello', hello })
  return {
    model,
    link,
    doc: link.doc,
    sent: new Sent(link.messages),
    wait: () => vi.advanceTimersByTime(600),
  }
}

/** All that a person does who votes on the canvas. */
function moveAbout(model: ReturnType<typeof openSending>['model']): void {
  model.presence.pointTo({ x: 180, y: 20 }, { dx: 1, dy: 1 })
  model.ui.selection.set(new Set(['b']))
  model.ui.editing.set('b')
  model.ui.editing.set(null)
  model.presence.caret.set({ statement: 's', anchor: 'y', head: 'y' })
  model.camera.panBy(40, 40)
}

function round(state: Round['state']): Round {
  return {
    id: 'first',
    number: 1,
    title: '',
    target: 'notes',
    options: ['a', 'b'],
    budget: 1,
    cap: 1,
    isSecret: true,
    deadline: null,
    openedAt: 1,
    closedAt: null,
    previous: null,
    state,
    voted: 0,
    eligible: 1,
    totals: null,
    ballots: null,
  }
}

/** A board of this page alone that records what would go to the server. */
class SendingLink extends LocalLink {
  readonly messages: Uint8Array[] = []
  readonly current

  constructor(isCurrent: boolean) {
    super(new Y.Doc())
    this.current = atom(isCurrent)
  }

  override openDocument(board: BoardDocument) {
    const document = super.openDocument(board)
    return {
      ...document,
      isCurrent: this.current,
      send: (message: Uint8Array) => void this.messages.push(message),
    }
  }
}

class Sent {
  readonly messages: Uint8Array[]

  constructor(messages: Uint8Array[]) {
    this.messages = messages
  }

  clear(): void {
    this.messages.length = 0
  }

  pointers() {
    return this.#read(MessageType.cursor, readCursor)
  }

  states(): readonly PresenceState[] {
    return this.#read(MessageType.awareness, (decoder) => {
      const entry = decoding.createDecoder(decoding.readVarUint8Array(decoder))
      // One state, its client and its clock.
      for (let skipped = 0; skipped < 3; skipped += 1) decoding.readVarUint(entry)
      return JSON.parse(decoding.readVarString(entry)) as PresenceState
    })
  }

  #read<T>(type: number, read: (decoder: decoding.Decoder) => T): readonly T[] {
    return this.messages.flatMap((message) => {
      const decoder = decoding.createDecoder(message)
      return decoding.readVarUint(decoder) === type ? [read(decoder)] : []
    })
  }
}
