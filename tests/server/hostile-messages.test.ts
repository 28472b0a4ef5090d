import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { limits } from '#server/relay/limits.ts'
import { readMeta } from '#shared/board/document.ts'
import { addNote, notesOf, writeNote } from '#shared/board/note.ts'
import { CloseCode, MessageType, updateLimit, wireVersion, encodeJson } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { floods } from '#tests/corpus/floods.ts'
import {
  brokenStates,
  floodOfStates,
  ghostStates,
  prototypeState,
  spoofedStates,
} from '#tests/corpus/hostile-states.ts'
import {
  brokenUpdates,
  costlyUpdates,
  farUpdates,
  foreignUpdates,
  misplacedUpdates,
  wedgingUpdates,
} from '#tests/corpus/hostile-updates.ts'
import { floodOfVectors, hostileVectors } from '#tests/corpus/hostile-vectors.ts'
import { sceneOf, type Scene } from '#tests/corpus/scene.ts'
import { content, forgeUpdate } from '#tests/support/forge-update.ts'
import { openAttackedBoard, type AttackedBoard } from '#tests/support/attacked-board.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'

function syncMessage(kind: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

function statesMessage(states: Uint8Array): Uint8Array {
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, MessageType.awareness)
  encoding.writeVarUint8Array(message, states)
  return encoding.toUint8Array(message)
}

/** The codes it is refused with, in order, once there are so many. */
async function refused(client: SocketClient, count = 1): Promise<readonly string[]> {
  await client.until(() => client.refusals.length >= count)
  return client.refusals.map(({ code }) => code)
}

/** Mal, with a note of their own on the board. */
async function onScene(
  attacked: AttackedBoard,
): Promise<{ readonly mal: SocketClient; readonly scene: Scene }> {
  const { ada } = attacked
  const mal = await attacked.attacker()
  addNote(mal.doc, { x: 0, y: 0, author: null, created: 1, text: 'mine' })
  await ada.until(() => Y.getState(ada.doc.store, mal.doc.clientID) > 0)
  return { mal, scene: sceneOf(ada.doc, mal.doc.clientID, ada.doc.clientID) }
}

describe('state vectors', () => {
  test.each(hostileVectors)('$name is refused', async ({ vector }) => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    mal.send(syncMessage(sync.messageYjsSyncStep1, vector()))
    expect((await mal.closed).code).toBe(CloseCode.malformed)
    expect(mal.refusals.map(({ code }) => code)).toEqual(['malformed'])
    await attacked.expectUnaffected()
  })

  test('a flood of sync questions with unread answers is cut off after a bounded number of answers', async () => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    mal.socket.pause()
    const before = mal.received().frames
    for (const vector of floodOfVectors(1_000)) mal.send(syncMessage(sync.messageYjsSyncStep1, vector))
    await attacked.expectUnaffected()
    mal.socket.resume()
    expect((await mal.closed).code).toBe(CloseCode.tooFast)
    // Each answer also carries the honest updates of that second.
    expect(mal.received().frames - before).toBeLessThan(3 * (limits.updateBurst / limits.answerCost) + 20)
    await attacked.expectUnaffected()
  })
})

describe('presence', () => {
  test('of others: neither changed, nor removed, nor invented, and the sender is told', async () => {
    const attacked = await openAttackedBoard()
    const { ada, bo } = attacked
    ada.showState(11, 1, '{"editing":"a"}')
    await bo.until(() => bo.states.has(11))
    const mal = await attacked.attacker()
    mal.showState(99, 1, '{"editing":"me"}')
    await bo.until(() => bo.states.has(99))
    for (const states of [...spoofedStates(11), ghostStates()]) mal.send(statesMessage(states))
    expect(await refused(mal, 3)).toEqual(['foreign_author', 'foreign_author', 'foreign_author'])
    await attacked.expectUnaffected()
    expect([...bo.states.keys()].sort((a, b) => a - b)).toEqual([11, 99])
    expect(bo.states.get(11)).toMatchObject({ editing: 'a' })
  })

  test.each(brokenStates)('$name is not shown, and its sender is told $code', async ({ code, states }) => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    mal.send(statesMessage(states()))
    expect(await refused(mal)).toEqual([code])
    mal.showState(5, 1, '{"editing":"fine"}')
    await attacked.bo.until(() => attacked.bo.states.get(5)?.['editing'] === 'fine')
    await attacked.expectUnaffected()
  })

  test('with the keys of prototypes says no more than it should', async () => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    mal.showState(5, 1, prototypeState)
    await attacked.bo.until(() => attacked.bo.states.has(5))
    expect(attacked.bo.states.get(5)).not.toHaveProperty(['__proto__', 'name'])
    expect(attacked.bo.states.get(5)).toMatchObject({ name: '', participant: mal.hello()?.me.id })
    await attacked.expectUnaffected()
  })

  test('with a role that a page claims is passed on without it', async () => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    mal.showState(5, 1, '{"editing":"me","role":"facilitator","leads":true}')
    await attacked.bo.until(() => attacked.bo.states.get(5)?.['editing'] === 'me')
    expect(attacked.bo.states.get(5)).not.toHaveProperty('role')
    expect(attacked.bo.states.get(5)).not.toHaveProperty('leads')
    await attacked.expectUnaffected()
  })

  test('that floods is cut off, and others heard of it no more often than they are told anything', async () => {
    const attacked = await openAttackedBoard()
    const { bo } = attacked
    const mal = await attacked.attacker()
    const before = bo.received().frames
    for (const states of floodOfStates(5_000)) {
      mal.send(statesMessage(states))
      mal.point({ x: 1, y: 1, drag: null })
    }
    expect((await mal.closed).code).toBe(CloseCode.tooFast)
    expect(mal.refusals.map(({ code }) => code)).toEqual(['too_many_requests'])
    await bo.until(() => (bo.states.get(5) ?? null) === null && bo.people() === 2)
    // Hundreds were taken before the end; flushes are at least 66 ms apart.
    expect(bo.received().frames - before).toBeLessThan(200)
    await attacked.expectUnaffected()
  })
})

describe('commands', () => {
  test.each([
    ['no JSON', '{"key":'],
    ['no object', '5'],
    ['nothing', 'null'],
    ['a list', '[]'],
    ['without a command', '{"key":"long-enough"}'],
    ['of an unknown kind', '{"key":"long-enough","command":{"kind":"board.explode"}}'],
    ['of a kind that objects inherit', '{"key":"long-enough","command":{"kind":"constructor"}}'],
    [
      'with the key of a prototype',
      '{"key":"long-enough","command":{"__proto__":{"kind":"board.rename","title":"Mine"}}}',
    ],
    ['with a title that is an object', '{"key":"long-enough","command":{"kind":"board.rename","title":{}}}'],
    ['with numbers that are none', '{"key":"long-enough","command":{"kind":"board.gather","x":null}}'],
    ['nested 20,000 deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['nested 10,000 deep under a key', `{"key":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`],
  ])('%s: refused, nothing done', async (_name, json) => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker(Role.facilitator)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MessageType.command)
    encoding.writeVarString(encoder, json)
    mal.send(encoding.toUint8Array(encoder))
    await mal.until(() => mal.refusals.length + mal.replies.length === 1)
    expect([...mal.refusals, ...mal.replies]).toMatchObject([{ code: 'unknown_command' }])
    expect(readMeta(attacked.ada.doc).title).toBe('Purpose')
    await attacked.expectUnaffected()
  })

  test('too long to be read, and too many, are refused', async () => {
    // However long it takes, it is the limits' same moment.
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    mal.send(encodeJson(MessageType.command, { key: 'long-enough', fat: 'x'.repeat(limits.jsonBytes) }))
    expect(await refused(mal)).toEqual(['too_large'])
    for (let n = 0; n < 600; n += 1)
      mal.send(
        encodeJson(MessageType.command, {
          key: `key-${n}-long`,
          command: { kind: 'board.rename', title: 'Mine' },
        }),
      )
    expect((await mal.closed).code).toBe(CloseCode.tooFast)
    expect(readMeta(attacked.ada.doc).title).toBe('Purpose')
    await attacked.expectUnaffected()
  })

  test('a flood of hellos is cut off', async () => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    for (let n = 0; n < 200; n += 1) mal.send(encodeJson(MessageType.hello, { version: wireVersion }))
    expect((await mal.closed).code).toBe(CloseCode.tooFast)
    await attacked.expectUnaffected()
  })
})

describe('updates', () => {
  test.each([foreignUpdates, misplacedUpdates, farUpdates, costlyUpdates].flat())(
    '$name: refused as $code',
    async ({ code, forge }) => {
      const attacked = await openAttackedBoard()
      const { mal, scene } = await onScene(attacked)
      mal.sendUpdate(forge(scene))
      expect(await refused(mal)).toEqual([code])
      await attacked.expectUnaffected()
    },
  )

  test('updates that do not fit together are refused, one after the other', async () => {
    const attacked = await openAttackedBoard()
    const { mal, scene } = await onScene(attacked)
    const updates = [...brokenUpdates, ...wedgingUpdates]
    for (const { forge } of updates) mal.sendUpdate(forge(scene))
    expect(await refused(mal, updates.length)).toEqual(updates.map(({ code }) => code))
    await attacked.expectUnaffected()
  })

  test.each(floods)(
    'a flood of $name is refused or cut off, and the honest write on',
    async ({ updates }) => {
      const attacked = await openAttackedBoard()
      const { mal, scene } = await onScene(attacked)
      for (const update of updates(scene)) mal.sendUpdate(update)
      await attacked.expectUnaffected()
      await Promise.race([mal.closed, mal.until(() => mal.refusals.length > 0)])
      expect(attacked.ada.doc.store.clients.size).toBeLessThan(limits.clientIdBurst + 20)
      await attacked.expectUnaffected()
    },
  )

  test('a viewer writes neither by update nor by the answer to a question that was never asked', async () => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker(Role.viewer)
    const id = notesOf(attacked.ada.doc)[0]?.id ?? ''
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(attacked.ada.doc))
    writeNote(copy, id, 'defaced')
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(attacked.ada.doc))
    mal.send(syncMessage(sync.messageYjsSyncStep2, update))
    mal.send(syncMessage(sync.messageYjsUpdate, update))
    mal.showState(5, 1, '{}')
    expect([...(await refused(mal, 3))].sort()).toEqual(['read_only', 'read_only', 'read_only'])
    await attacked.expectUnaffected()
    expect(attacked.bo.states.has(5)).toBe(false)
  })

  test('a stock client of an attacker is closed with the reason, its only way to learn it', async () => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.board.join({ saysHello: false })
    const { doc } = attacked.ada
    const burnt = {
      client: doc.clientID,
      clock: Y.getState(doc.store, doc.clientID),
      structs: [content.gc(9)],
    }
    mal.sendUpdate(forgeUpdate([burnt]))
    const { code, reason } = await mal.closed
    expect([code, reason]).toEqual([CloseCode.forbidden, expect.stringMatching(/^[A-Z].*\.$/)])
    await attacked.expectUnaffected()
  })
})

describe('many updates', () => {
  test('a large answer is given once; later answers must come in small steps', async () => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    const large = new Uint8Array(updateLimit + 1)
    mal.send(syncMessage(sync.messageYjsSyncStep2, large))
    mal.send(syncMessage(sync.messageYjsSyncStep2, large))
    expect([...(await refused(mal, 2))].sort()).toEqual(['malformed', 'too_large'])
    await attacked.expectUnaffected()
  })

  test('client ids are invented no faster than pages can be loaded', async () => {
    const attacked = await openAttackedBoard()
    const mal = await attacked.attacker()
    for (let n = 0; n < limits.clientIdBurst + 120; n += 1) {
      const doc = new Y.Doc()
      addNote(doc, { x: 0, y: 0, author: null, created: 1 })
      mal.sendUpdate(Y.encodeStateAsUpdate(doc))
    }
    await refused(mal, 100)
    expect(new Set(mal.refusals.map(({ code }) => code))).toEqual(new Set(['too_many_requests']))
    expect(attacked.ada.doc.store.clients.size).toBeLessThan(limits.clientIdBurst + 20)
    await attacked.expectUnaffected()
  })

  test('sessions of one link create client ids no faster than a board takes them; known and new writers go on', async () => {
    const attacked = await openAttackedBoard()
    const each = limits.clientIdBurst - 6
    let next = 1_000
    const closes: { code: number; reason: string }[] = []
    const attack = async (): Promise<SocketClient> => {
      const mal = await attacked.attacker()
      void mal.closed.then((close) => closes.push(close))
      const place = { ...content.any([1, 1, 1, 0]), parent: 'place' }
      const ids = Array.from({ length: each }, () => (next += 1))
      mal.sendUpdate(
        forgeUpdate(ids.map((client) => ({ client, clock: 0, structs: [{ ...place, sub: `id${client}` }] }))),
      )
      return mal
    }
    for (let sent = 0; closes.length === 0 && sent < 2 * limits.boardClientIdBurst; sent += each) {
      const mal = await attack()
      const last = next
      const taken = attacked.ada.until(() => attacked.ada.doc.store.clients.has(last)).catch(() => undefined)
      await Promise.race([taken, mal.closed])
    }
    expect(closes).toEqual([{ code: CloseCode.tryAgain, reason: expect.stringMatching(/^[A-Z].*\.$/) }])
    const clients = attacked.ada.doc.store.clients.size
    expect(clients).toBeLessThan(limits.boardClientIdBurst + 2 * limits.clientIdBurst)
    // Leaving does not renew it, and new honest people begin to write.
    await (
      await attack()
    ).closed
    const newcomer = await attacked.board.join()
    addNote(newcomer.doc, { x: 0, y: 0, author: null, created: 1, text: 'new here' })
    await newcomer.allSaved()
    await attacked.expectUnaffected()
  })

  test('megabytes at once are taken tick by tick, and the honest are not kept waiting for all of it', async () => {
    const attacked = await openAttackedBoard()
    const attackers = await Promise.all(Array.from({ length: 6 }, () => attacked.attacker()))
    for (const mal of attackers) {
      for (let n = 0; n < 40; n += 1) mal.sendUpdate(new Uint8Array(60_000).fill(n))
    }
    await attacked.expectUnaffected()
    for (const mal of attackers) await refused(mal, 40)
    await attacked.expectUnaffected()
  })
})

test('a session of one board opens no other', async () => {
  const attacked = await openAttackedBoard()
  const other = await attacked.relay.newBoard()
  const client = connectClient({
    url: attacked.relay.url,
    board: attacked.board.id,
    token: await other.token(),
    doc: null,
  })
  expect((await client.closed).code).toBe(CloseCode.unauthorised)
  await attacked.expectUnaffected()
})
