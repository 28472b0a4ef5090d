import { expect, test } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import { createGuard } from '#server/guard/guard.ts'
import { leftOf, noClock } from '#shared/agenda/agenda.ts'
import { frameLimit, MessageType, wireVersion, encodeJson } from '#shared/wire/message.ts'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { createCuttableNetwork } from '#tests/support/cuttable-network.ts'
import { openModel, sessionOn } from '#tests/support/open-model.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import { until } from '#tests/support/until.ts'

const isSaved = (model: BoardModel) => model.saving.get() === SavingState.saved
const isOffline = (model: BoardModel) => model.saving.get() === SavingState.offline
const hourMs = 3_600_000

test('hours of offline work, larger than a message, are merged with hours of others’ work', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const openBrowserCopy = createMemoryCopies()
  const network = createCuttableNetwork()
  const session = await server.join(board, 'participant', 'Ada')
  const ada = openModel(server.url, session, { webSocket: network.webSocket, openBrowserCopy })
  const ben = openModel(server.url, await server.join(board, 'participant', 'Ben'))
  const shared = ben.commands.addNote({ x: 0, y: 0 }, { text: 'Both write here.' })
  await until(() => isSaved(ada) && ada.scene.notes.has(shared))
  network.cut()
  await until(() => isOffline(ada))
  const words = 'What we owe to the town. '.repeat(20)
  const count = Math.ceil((1.2 * frameLimit) / words.length)
  ada.commands.addNotes(
    Array.from({ length: count }, (_, index) => ({ text: words, at: { x: index * 10, y: 300 } })),
  )
  ada.commands.writeNote(shared, 'Ada, offline: Both write here.')
  ben.commands.writeNote(shared, 'Both write here. Ben, meanwhile.')
  ben.commands.addNote({ x: 0, y: -600 }, { text: 'Meanwhile' })
  ada.close()
  network.restore()
  const back = openModel(server.url, session, { webSocket: network.webSocket, openBrowserCopy })
  for (const model of [back, ben]) {
    await until(() => isSaved(model) && model.scene.notes.size === count + 2)
    // Text above the limit of one message comes in several.
    await expect
      .poll(() => model.scene.notes.get(shared)?.text)
      .toBe('Ada, offline: Both write here. Ben, meanwhile.')
  }
})

test('notes that one person writes offline in two tabs are both kept, also when both tabs are closed', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const openBrowserCopy = createMemoryCopies()
  const network = createCuttableNetwork()
  const session = await server.join(board, 'participant', 'Ada')
  const world = { webSocket: network.webSocket, openBrowserCopy }
  const [one, two] = [openModel(server.url, session, world), openModel(server.url, session, world)]
  const id = one.commands.addNote({ x: 0, y: 0 }, { text: 'Before.' })
  await until(() => isSaved(one) && isSaved(two) && two.scene.notes.has(id))
  network.cut()
  await until(() => isOffline(one) && isOffline(two))
  one.commands.addNote({ x: 300, y: 0 }, { text: 'In one tab' })
  two.commands.addNote({ x: 600, y: 0 }, { text: 'In the other' })
  one.commands.writeNote(id, 'One. Before.')
  two.commands.writeNote(id, 'Before. Two.')
  one.close()
  two.close()
  network.restore()
  const ben = openModel(server.url, await server.join(board, 'participant', 'Ben'))
  const back = openModel(server.url, session, world)
  for (const model of [back, ben]) {
    await until(() => isSaved(model) && model.scene.notes.size === 3)
    expect(textsOf(model)).toEqual(['In one tab', 'In the other', 'One. Before. Two.'])
  }
})

test('offline notes of a closed tab are offered too when the server refuses an edit of another tab', async () => {
  const guard = createGuard()
  let refuses = true
  const relay = await startRelay({
    guard: {
      check: (doc, update, ...rest) => {
        if (!refuses || !Buffer.from(update).includes('Refused')) return guard.check(doc, update, ...rest)
        return { ok: false, code: 'unknown_place', message: 'Not there.' }
      },
    },
  })
  const board = await relay.newBoard()
  const openBrowserCopy = createMemoryCopies()
  const network = createCuttableNetwork()
  const session = await sessionOn(board)
  const world = { webSocket: network.webSocket, openBrowserCopy }
  const [one, two] = [openModel(relay.url, session, world), openModel(relay.url, session, world)]
  await until(() => isSaved(one) && isSaved(two))
  const id = one.commands.addNote({ x: 0, y: 0 }, { text: 'Before.' })
  await until(() => isSaved(one) && isSaved(two) && two.scene.notes.has(id))
  network.cut()
  await until(() => isOffline(one) && isOffline(two))
  two.commands.addNote({ x: 600, y: 0 }, { text: 'In the closed tab' })
  two.commands.writeNote(id, 'Before. Two.')
  two.close()
  one.commands.addNote({ x: 300, y: 0 }, { text: 'Refused' })
  network.restore()
  await until(() => one.notices.list.get().length > 0)
  refuses = false
  one.notices.list.get()[0]?.action?.run()
  await until(() => isSaved(one) && one.scene.notes.size === 4)
  expect(textsOf(one)).toEqual(['Before.', 'Before. Two.', 'In the closed tab', 'Refused'])
})

test('an old page that meets a newer server is told to reload, and its unsaved notes move over', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const openBrowserCopy = createMemoryCopies()
  const network = createCuttableNetwork()
  const session = await server.join(board, 'participant', 'Ada')
  const before = openModel(server.url, session, { webSocket: network.webSocket, openBrowserCopy })
  await until(() => isSaved(before))
  network.cut()
  await until(() => isOffline(before))
  before.commands.addNote({ x: 0, y: 0 }, { text: 'While the server was being updated' })
  before.close()

  const old = openModel(server.url, session, { webSocket: olderPage, openBrowserCopy })
  await until(() => old.saving.get() === SavingState.outdated)
  old.commands.addNote({ x: 300, y: 0 }, { text: 'On the old page, before loading it again' })
  expect(textsOf(old)).toHaveLength(2)
  const ben = openModel(server.url, await server.join(board, 'participant', 'Ben'))
  await until(() => isSaved(ben))
  expect(textsOf(ben)).toEqual([])
  old.close()

  const loadedAgain = openModel(server.url, session, { openBrowserCopy })
  await until(() => isSaved(loadedAgain))
  await until(() => ben.scene.notes.size === 2)
  expect(textsOf(ben)).toEqual([
    'On the old page, before loading it again',
    'While the server was being updated',
  ])
})

test('clocks that are hours wrong lose nothing, order nobody’s work, and show the same time left', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = openModel(server.url, await server.join(board, 'facilitator', 'Fay'))
  const fast = openModel(server.url, await server.join(board, 'participant', 'Ada'), {
    now: () => Date.now() + 7 * hourMs,
  })
  const slow = openModel(server.url, await server.join(board, 'participant', 'Ben'), {
    now: () => Date.now() - 5 * hourMs,
  })
  const everybody = [fay, fast, slow]
  await until(() => everybody.every(isSaved))
  const id = fast.commands.addNote({ x: 0, y: 0 }, { text: 'Early' })
  await until(() => slow.scene.notes.has(id))
  // Written later, by the clock that says it was hours before.
  slow.commands.writeNote(id, 'Late')
  slow.commands.setTint([id], 'mint')
  await until(() => fast.scene.notes.get(id)?.text === 'Late' && fast.scene.notes.get(id)?.tint === 'mint')
  fast.commands.moveNotes([{ id, x: 500, y: 500 }])
  await until(() => everybody.every((model) => isSaved(model) && model.scene.notes.get(id)?.x === 500))

  const opened = await fay.voting.openRound({
    title: '',
    method: 'dots',
    target: 'notes',
    options: [id],
    budget: 1,
    cap: 1,
    isSecret: false,
    minutes: 10,
    previous: null,
  })
  expect(opened).toMatchObject({ ok: true })
  await until(() => everybody.every(({ voting }) => voting.open.get() !== undefined))
  const left = everybody.map(({ voting }) => (voting.open.get()?.deadline ?? 0) - voting.now())
  const lead = await joinBoard(server, board, { role: 'facilitator' })
  await takeAgenda(lead)
  await moveTo(lead, 'group/group')
  await until(() => everybody.every(({ agenda }) => agenda.get()?.now.step === 'group/group'))
  const inStep = everybody.map(({ agenda, now }) => leftOf(agenda.get()?.clock ?? noClock, now()) ?? 0)
  expect(Math.max(...inStep) - Math.min(...inStep)).toBeLessThan(60_000)
  // A wrong clock would be hours off; a busy machine is some seconds late.
  expect(Math.max(...left) - Math.min(...left)).toBeLessThan(60_000)
})

/** A page of a version before this one's: the same, and it says so. */
class OlderPage extends NodeWebSocket {
  override send(data: Parameters<NodeWebSocket['send']>[0]): void {
    const isHello = data instanceof Uint8Array && data[0] === MessageType.hello
    super.send(isHello ? encodeJson(MessageType.hello, { version: wireVersion - 1 }) : data)
  }
}
const olderPage = OlderPage as unknown as typeof WebSocket

function textsOf(model: BoardModel): readonly string[] {
  return [...model.scene.notes.values()].map(({ text }) => text).sort()
}
