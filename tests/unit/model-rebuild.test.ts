import * as encoding from 'lib0/encoding'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { createLiveDocument } from '#client/model/connection/live-document.ts'
import { browserPlatform } from '#client/model/platform/platform.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { createFakeSockets, serverIsThere } from '#tests/support/fake-sockets.ts'

test('two edits refused together cause one fresh copy, by one connection', async () => {
  const { board, openWires, seconds } = await setup('edits_refused')
  const before = board.current()
  openWires()[0]?.receive(refusal, refusal)
  await seconds(5)
  const [fresh, ...others] = openWires()
  expect(others).toEqual([])
  fresh?.receive(emptyAnswer())
  await seconds(1)
  expect(board.current()).not.toBe(before)
  expect(openWires()).toEqual([fresh])
})

test('a page that the server is too new for reconnects no more, whatever was refused before', async () => {
  const { openWires, seconds } = await setup('then_outdated')
  openWires()[0]?.receive(refusal, refusal)
  await seconds(5)
  expect(openWires()).toEqual([])
})

const refusal = encodeJson(MessageType.refused, { code: 'unknown_place', message: '' })

/** The server's sync step 2 message for an empty board. */
function emptyAnswer(): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.sync)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(new Y.Doc()))
  return encoding.toUint8Array(encoder)
}

/** An open document; the second refusal is that of an edit, or says that this page is too old. */
async function setup(story: 'edits_refused' | 'then_outdated') {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { opened, webSocket } = createFakeSockets()
  const board = createBoardDocument(new Y.Doc())
  let heard = 0
  const live = createLiveDocument({
    session: {
      session: 'secret',
      board: 'b1',
      title: '',
      language: 'en',
      role: 'participant',
      participant: { id: 'ada', name: '', colour: 0 },
    },
    platform: {
      ...browserPlatform(),
      address: 'ws://board.test',
      webSocket,
      seek: serverIsThere,
      openBrowserCopy: undefined,
      random: () => 0,
    },
    board,
    room: 'b1',
    keptAs: 'b1',
    isOwn: () => true,
    heard: ({ kind }) => {
      if (kind !== 'refused') return
      heard += 1
      if (story === 'then_outdated' && heard === 2) live.outdate()
      else void live.rebuild()
    },
    connected: () => undefined,
  })
  onTestFinished(live.close)
  const seconds = async (count: number) => void (await vi.advanceTimersByTimeAsync(count * 1_000))
  await seconds(1)
  return { board, seconds, openWires: () => opened.filter(({ isClosed }) => !isClosed) }
}
