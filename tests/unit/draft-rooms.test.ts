import { expect, onTestFinished, test } from 'vitest'
import type { Session } from '#server/contracts/live-board.ts'
import { InProcessBus } from '#server/bus/in-process-bus.ts'
import { createDraftRooms } from '#server/drafts/draft-rooms.ts'
import { limits } from '#server/relay/limits.ts'
import { createMemoryPools } from '#server/documents/memory-pools.ts'
import { Role } from '#shared/workshop/role.ts'
import { FakeWebSocket } from '#tests/support/fake-websocket.ts'

const session: Session = {
  hash: 'hash',
  board: 'board',
  role: Role.participant,
  link: 'link',
  participant: { id: 'ana', name: 'Ana', colour: 1 },
}

test('a person who leaves before their desk has opened takes nobody’s place on it', async () => {
  const nothing = async (): Promise<void> => undefined
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const store = {
    loadDrafts: async () => ({ updates: [], isDamaged: false }),
    mendDrafts: nothing,
    touchDrafts: nothing,
    appendDrafts: nothing,
    probe: nothing,
  }
  const desks = createDraftRooms({
    store,
    bus: new InProcessBus(() => undefined),
    memory: createMemoryPools(),
    log,
    now: Date.now,
    idleMs: 60_000,
  })
  const admit = async (socket: FakeWebSocket): Promise<void> =>
    desks.admit(socket.connect(), 'board', session)
  for (let gone = 0; gone < limits.boardConnections; gone += 1) await admit(new FakeWebSocket(3))
  const socket = new FakeWebSocket()
  await admit(socket)
  onTestFinished(async () => {
    const closed = desks.close()
    socket.emit('close')
    await closed
  })
  expect(socket.reasons).toEqual([])
  expect(desks.stats().connections).toBe(1)
})
