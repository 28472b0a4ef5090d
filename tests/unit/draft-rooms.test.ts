import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import type { WebSocket } from 'ws'
import type { Session } from '#server/contracts/session.ts'
import { createDraftRooms } from '#server/drafts/draft-rooms.ts'
import { limits } from '#server/relay/limits.ts'
import { createMemoryPools } from '#server/documents/memory-pools.ts'
import { Role } from '#shared/workshop/role.ts'

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
    updateBoard: nothing,
    updateParticipant: nothing,
  }
  const desks = createDraftRooms({
    store,
    documents: createMemoryPools(),
    log,
    now: Date.now,
    idleMs: 60_000,
  })
  const attach = async (socket: FakeSocket): Promise<void> =>
    desks.attach(socket as unknown as WebSocket, new PassThrough() as unknown as Socket, 'board', session)
  for (let gone = 0; gone < limits.boardConnections; gone += 1) await attach(new FakeSocket(3))
  const socket = new FakeSocket(1)
  await attach(socket)
  onTestFinished(async () => {
    const closed = desks.close()
    socket.emit('close')
    await closed
  })
  expect(socket.reasons).toEqual([])
  expect(desks.stats().connections).toBe(1)
})

/** The part of a websocket that is used of one that is open (1) or has closed (3). */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1
  readonly readyState: number
  readonly reasons: string[] = []

  constructor(readyState: number) {
    super()
    this.readyState = readyState
  }

  readonly pause = (): void => undefined
  readonly resume = (): void => undefined
  readonly close = (_code: number, reason: string): void => void this.reasons.push(reason)
}
