import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to PostgreSQL, or from one server to another, that fails as networks do. */
export interface FailingWay {
  readonly port: number
  /** The same address, by this way. */
  readonly of: (address: string) => string
  /** Ends every connection, and takes no other. */
  readonly cut: () => void
  /** Nothing passes any more, and nothing is closed. New connections are taken, and nothing passes them either. */
  readonly silence: () => void
  /** What waited passes now, too. */
  readonly mend: () => void
  /** New connections go to this port. */
  readonly leadTo: (port: number) => void
  /** Calls `then` once, before the next message with this text is passed on. */
  readonly beforeNext: (text: string, then: () => void) => void
  /** The next message with this text gets no answer: its connection ends. `is`: whether the message arrives. Empty text: none. */
  readonly loseAnswerTo: (text: string, is?: 'done' | 'lost') => void
  /** How many answers were lost. */
  readonly lost: () => number
  readonly close: () => void
}

interface Ambush {
  readonly text: string
  readonly meet: (data: Buffer, near: Socket, far: Socket) => void
}

/** Leads to a port of this machine. */
export async function openFailingWay(to: number): Promise<FailingWay> {
  const pairs = new Map<Socket, Socket>()
  let [port, state, lost]: [number, 'open' | 'cut' | 'silent', number] = [to, 'open', 0]
  let ambush: Ambush | undefined
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy()
    const far = connect({ host: '127.0.0.1', port })
    pairs.set(near, far)
    near.on('data', (data: Buffer) => {
      const met = ambush !== undefined && data.includes(ambush.text) ? ambush : undefined
      if (met) ambush = undefined
      met?.meet(data, near, far)
      if (!far.destroyed) far.write(data)
    })
    far.on('data', (data: Buffer) => void near.write(data))
    const end = (): void => {
      pairs.delete(near)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      if (state === 'silent') socket.pause()
      socket.on('error', end).on('close', end)
    }
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const all = (change: (socket: Socket) => void): void => {
    for (const pair of pairs) pair.forEach(change)
  }
  const own = (server.address() as AddressInfo).port
  return {
    port: own,
    of: (address) => {
      const url = new URL(address)
      url.hostname = '127.0.0.1'
      url.port = String(own)
      return url.href
    },
    cut: () => {
      state = 'cut'
      all((socket) => void socket.destroy())
    },
    silence: () => {
      state = 'silent'
      all((socket) => void socket.pause())
    },
    mend: () => {
      state = 'open'
      all((socket) => void socket.resume())
    },
    leadTo: (next) => (port = next),
    beforeNext: (text, then) => (ambush = { text, meet: () => then() }),
    loseAnswerTo: (text, is = 'done') => {
      if (text === '') return void (ambush = undefined)
      ambush = {
        text,
        meet: (_, near, far) => {
          lost += 1
          if (is === 'lost') return void far.destroy()
          far.removeAllListeners('data')
          far.once('data', () => far.destroy())
          return void near.pause()
        },
      }
      return undefined
    },
    lost: () => lost,
    close: () => {
      server.close()
      all((socket) => void socket.destroy())
    },
  }
}
