import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { subprotocol } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { startRelay } from '#tests/support/relay-server.ts'

test('people see each other’s name and colour as the server knows them, whatever the client says', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join({ name: 'Ada' })
  const bo = await board.join()
  const flora = await board.join({ role: Role.facilitator })
  await ada.until(() => ada.hello() !== undefined)

  const forged = { participant: 'bo', name: 'Bo', index: 0, colour: 99, leads: true, selection: 5 }
  ada.showState(11, 1, JSON.stringify(forged))

  await bo.until(() => bo.states.has(11))
  const { me, index } = ada.hello() ?? {}
  expect(bo.states.get(11)).toEqual({
    participant: me?.id,
    name: 'Ada',
    colour: me?.colour,
    index,
    selection: [],
    editing: null,
    view: null,
  })
  flora.showState(12, 1, '{}')
  await bo.until(() => bo.states.has(12))
  expect(bo.states.get(12)).toMatchObject({ leads: true })
})

test('nobody can speak for, or remove, another person', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const [ada, mal, bo] = [await board.join(), await board.join(), await board.join()]
  ada.showState(11, 1, '{"editing":"a"}')
  await bo.until(() => bo.states.has(11))
  mal.showState(11, 50, '{"editing":"lie"}')
  mal.showState(11, 51, 'null')
  mal.showState(12, 1, '{"editing":"m"}')
  mal.showState(13, 1, '{"editing":"a second self"}')
  ada.showState(11, 2, '{"editing":"b"}')
  await bo.until(() => bo.states.has(12) && bo.states.get(11)?.['editing'] === 'b')
  expect([...bo.states.keys()].sort((a, b) => a - b)).toEqual([11, 12])
})

test('a person who leaves disappears with their cursor, and can return under the same clock', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const token = await board.token()
  const [ada, bo] = [await board.join({ token }), await board.join()]
  await ada.until(() => ada.hello() !== undefined)
  await bo.until(() => bo.hello() !== undefined)
  const index = ada.hello()?.index ?? 0
  ada.showState(11, 7, '{}')
  ada.point({ x: 1, y: 2, drag: { dx: 3, dy: 4 } })
  await bo.until(() => bo.states.get(11) !== undefined && bo.cursors.has(index))
  expect(bo.cursors.get(index)).toEqual({ x: 1, y: 2, drag: { dx: 3, dy: 4 } })

  await ada.close()
  await bo.until(() => bo.states.get(11) === null && bo.cursors.get(index) === null)

  const again = await board.join({ token })
  again.showState(11, 7, '{}')
  await bo.until(() => bo.states.get(11) !== null)
})

test('a page that returns before its old connection is known to be dead is shown again', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const token = await board.token()
  const [dead, bo] = [await board.join({ token }), await board.join()]
  dead.showState(11, 5, '{"editing":"before"}')
  await bo.until(() => bo.states.has(11))
  dead.socket.pause()
  const back = await board.join({ token })
  back.showState(11, 6, '{"editing":"after"}')
  await bo.until(() => bo.states.get(11)?.['editing'] === 'after')
})

test('a new name is shown to everybody at once, also for another connection of the same person', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const token = await board.token(Role.participant, 'Ada')
  const [one, two, bo] = [await board.join({ token }), await board.join({ token }), await board.join()]
  one.showState(1, 1, '{}')
  two.showState(2, 1, '{}')
  await bo.until(() => bo.states.has(1) && bo.states.has(2))
  expect(await one.command({ kind: 'participant.change', name: 'Ada L.', colour: 3 })).toMatchObject({
    ok: true,
  })
  await bo.until(() => [1, 2].every((client) => bo.states.get(client)?.['name'] === 'Ada L.'))
  const third = await board.join({ token })
  await third.until(() => third.hello() !== undefined)
  expect(third.hello()?.me).toMatchObject({ name: 'Ada L.', colour: 3 })
})

test('a viewer shows nothing, and is counted apart from the people whom others see', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const [viewer, bo] = [await board.join({ role: Role.viewer }), await board.join()]
  await bo.until(() => bo.people() === 1 && bo.viewers() === 1)
  viewer.showState(11, 1, '{}')
  viewer.point({ x: 1, y: 1, drag: null })
  await viewer.command({ kind: 'board.gather', x: 0, y: 0, width: 100, height: 100 })
  bo.showState(12, 1, '{}')
  await viewer.until(() => viewer.states.has(12))
  expect([...viewer.states.keys()]).toEqual([12])
  await viewer.close()
  await bo.until(() => bo.people() === 1 && bo.viewers() === 0)
})

test('a state beyond 1 kB is not passed on', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const [ada, bo] = [await board.join(), await board.join()]
  ada.showState(11, 1, JSON.stringify({ fat: 'x'.repeat(1_100) }))
  ada.showState(11, 2, '{"editing":"slim"}')
  await bo.until(() => bo.states.has(11))
  expect(bo.states.get(11)).toMatchObject({ editing: 'slim' })
})

test('the stock client and our client see each other by awareness', async () => {
  const { url, newBoard } = await startRelay()
  const board = await newBoard()
  const bo = await board.join({ name: 'Bo' })
  const provider = new WebsocketProvider(`${url}/ws`, board.id, new Y.Doc(), {
    protocols: [subprotocol, await board.token(Role.participant, 'Stock')],
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  onTestFinished(() => provider.destroy())
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  bo.showState(11, 1, '{"editing":"a"}')
  await new Promise<void>((resolve) => {
    provider.awareness.on('change', () => provider.awareness.getStates().has(11) && resolve())
  })
  expect(provider.awareness.getStates().get(11)).toMatchObject({ name: 'Bo', editing: 'a' })
  provider.awareness.setLocalStateField('editing', 'mine')
  const own = provider.awareness.clientID
  await bo.until(() => bo.states.get(own)?.['editing'] === 'mine')
  expect(bo.states.get(own)).toMatchObject({ name: 'Stock' })
})
