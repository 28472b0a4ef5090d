import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { mutate } from '#tests/fuzz/mutate.ts'
import { seededRandom, type Random } from '#tests/support/random.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'

/** The orders of the attackers' process. */
export interface AttackPlan {
  /** ws://127.0.0.1:port */
  readonly url: string
  readonly board: string
  /** A session for each kind of attack; the first is a viewer's. */
  readonly tokens: readonly string[]
  readonly seed: number
}

interface Target extends Pick<AttackPlan, 'url' | 'board'> {
  readonly token: string
  readonly random: Random
}

type Attack = (target: Target) => Promise<void>

/** One attacker of each kind, each with a session of their own, until `isOver`; the number of attacks. */
export async function attack(
  { url, board, tokens, seed }: AttackPlan,
  isOver: () => boolean,
): Promise<number> {
  const random = seededRandom(seed)
  let count = 0
  const running = tokens.map(async (token, index) => {
    while (!isOver()) {
      count += 1
      await attacks[index]?.({ url, board, token, random })
      await delay(200 + random.below(800))
    }
  })
  await Promise.all(running)
  return count
}

const attacks: readonly Attack[] = [
  /* A viewer who writes. */
  attackWith(async (client) => {
    for (let n = 0; n < 50; n += 1) client.sendUpdate(forgedTitle(n))
    await settled(client, 500)
  }),
  attackWith(async (client) => {
    for (let n = 0; n < 1_500; n += 1) client.sendUpdate(Uint8Array.of(0, 0))
    await settled(client, 5_000)
  }),
  attackWith(async (client, { random }) => {
    for (let n = 0; n < 60; n += 1) client.sendUpdate(mutate(forgedTitle(n), forgedTitle(n + 1), random))
    await settled(client, 500)
  }),
  attackWith(async (client, { random }) => {
    for (let n = 0; n < 40; n += 1)
      client.sendUpdate(Uint8Array.from({ length: 60_000 }, () => random.below(256)))
    await settled(client, 3_000)
  }),
  /* Questions whose answers are never read. */
  attackWith(async (client) => {
    client.socket.pause()
    for (let n = 0; n < 200; n += 1) client.send(question(Y.encodeStateVector(new Map([[n, 1]]))))
    await delay(3_000)
  }),
  attackWith(async (client) => {
    client.send(question(new Uint8Array(900_000).fill(1)))
    await settled(client, 2_000)
  }),
  attackWith(async (client) => {
    for (let n = 1; n < 2_000; n += 1) {
      client.showState(n % 5, n, n % 3 ? `{"editing":"${n}"}` : 'null')
      client.point({ x: n, y: n, drag: null })
    }
    await settled(client, 3_000)
  }),
  attackWith(async (client) => {
    for (let n = 0; n < 1_000; n += 1)
      client.send(
        encodeJson(MessageType.command, { key: `key-number-${n}`, command: { kind: 'board.explode' } }),
      )
    await settled(client, 3_000)
  }),
  attackWith(async (client) => {
    client.socket.send(new Uint8Array(16 * 1_048_576))
    await settled(client, 3_000)
  }),
  attackWith(async (client) => {
    client.socket.send('text')
    await settled(client, 2_000)
  }),
  /* Reads nothing for as long as it is let. */
  attackWith(async (client) => {
    client.socket.pause()
    await settled(client, 30_000)
  }),
  async ({ url, board, token }) => {
    const clients = Array.from({ length: 60 }, () => connectClient({ url, board, token, doc: null }))
    await delay(2_000)
    for (const { socket } of clients) socket.terminate()
  },
  async ({ url, random }) => {
    const { hostname, port } = new URL(url)
    const sockets = Array.from({ length: 20 }, () => connect({ host: hostname, port: Number(port) }))
    for (const socket of sockets) {
      socket.on('error', () => {})
      socket.write('GET /ws/board HTTP/1.1\r\nHost: x\r\nUpgrade: web'.slice(0, random.below(50)))
    }
    await delay(20_000)
    for (const socket of sockets) socket.destroy()
  },
]

/** An attack over one connection that counts what comes and keeps no board. */
function attackWith(attack: (client: SocketClient, target: Target) => Promise<void>): Attack {
  return async (target) => {
    const { url, board, token } = target
    const client = connectClient({ url, board, token, doc: null })
    try {
      await client.until(() => client.isSynced())
      await attack(client, target)
    } catch {
      // Attackers must expect to be refused or disconnected.
    } finally {
      client.socket.terminate()
    }
  }
}

async function settled(client: SocketClient, limitMs: number): Promise<void> {
  await Promise.race([client.closed, delay(limitMs)])
}

function question(vector: Uint8Array): Uint8Array {
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, MessageType.sync)
  encoding.writeVarUint(message, sync.messageYjsSyncStep1)
  encoding.writeVarUint8Array(message, vector)
  return encoding.toUint8Array(message)
}

/** A title that only the server may write. */
function forgedTitle(n: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 4_000_000_000
  doc.getMap('meta').set(`title${n}`, 'Mine')
  return Y.encodeStateAsUpdate(doc)
}

export const attackKinds = attacks.length
