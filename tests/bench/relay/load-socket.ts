import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** The least a websocket client can be, so that a thousand of them cost the load generator little. */
export interface LoadSocket {
  readonly send: (payload: Uint8Array) => void
  readonly close: () => void
  readonly isOpen: () => boolean
  /** Payload bytes of data frames so far. */
  readonly received: () => number
  /** The error thrown by `onFrame`: it ends the connection, as it would stop a page. */
  readonly failure: () => unknown
  /** The TCP socket, for clients that break the rules of websockets. */
  readonly tcp: Socket
  /** Reads the frames; undefined: frames are only counted. */
  onFrame: ((payload: Uint8Array) => void) | undefined
}

const Opcode = { binary: 2, close: 8, ping: 9, pong: 10 } as const

/** Opens a websocket over TCP to this machine; rejects when the server does not switch protocols. */
export async function openLoadSocket(address: {
  readonly port: number
  readonly path: string
  readonly protocols: readonly string[]
}): Promise<LoadSocket> {
  const socket = connect({ host: '127.0.0.1', port: address.port, noDelay: true })
  socket.write(
    [
      `GET ${address.path} HTTP/1.1`,
      `Host: 127.0.0.1:${address.port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      'Sec-WebSocket-Version: 13',
      ...(address.protocols.length > 0 ? [`Sec-WebSocket-Protocol: ${address.protocols.join(', ')}`] : []),
      '',
      '',
    ].join('\r\n'),
  )
  let isOpen = false
  let received = 0
  let failure: unknown
  let rest: Buffer = Buffer.alloc(0)
  const self: LoadSocket = {
    send: (payload) => {
      if (isOpen) socket.write(maskedFrame(Opcode.binary, payload))
    },
    close: () => {
      isOpen = false
      socket.destroy()
    },
    isOpen: () => isOpen,
    received: () => received,
    failure: () => failure,
    tcp: socket,
    onFrame: undefined,
  }
  const frame = (opcode: number, payload: Buffer): void => {
    if (opcode === Opcode.ping) return void socket.write(maskedFrame(Opcode.pong, payload))
    if (opcode === Opcode.close) return self.close()
    received += payload.length
    try {
      self.onFrame?.(payload)
    } catch (error) {
      failure = error
      self.close()
    }
  }
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => {
      isOpen = false
      reject(new Error('the server closed the connection before it was a websocket'))
    })
    socket.on('data', (chunk) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      if (!isOpen) {
        const end = rest.indexOf('\r\n\r\n')
        if (end < 0) return
        const status = rest.subarray(0, rest.indexOf('\r\n')).toString()
        if (!status.includes(' 101 ')) return reject(new Error(`no websocket at ${address.path}: ${status}`))
        isOpen = true
        rest = rest.subarray(end + 4)
        resolve()
        // A frame may have come with the answer; it is read after `onFrame` has been set.
        queueMicrotask(() => queueMicrotask(() => (rest = readFrames(rest, frame))))
        return
      }
      rest = readFrames(rest, frame)
    })
  })
  return self
}

/** Calls back for every whole frame and returns what is left. Servers do not mask, ours do not fragment. */
function readFrames(bytes: Buffer, onFrame: (opcode: number, payload: Buffer) => void): Buffer {
  let at = 0
  while (bytes.length - at >= 2) {
    const opcode = (bytes[at] ?? 0) & 15
    let length = (bytes[at + 1] ?? 0) & 127
    let header = 2
    if (length === 126) {
      if (bytes.length - at < 4) break
      length = bytes.readUInt16BE(at + 2)
      header = 4
    } else if (length === 127) {
      if (bytes.length - at < 10) break
      length = Number(bytes.readBigUInt64BE(at + 2))
      header = 10
    }
    if (bytes.length - at < header + length) break
    onFrame(opcode, bytes.subarray(at + header, at + header + length))
    at += header + length
  }
  return at === 0 ? bytes : bytes.subarray(at)
}

/** The mask is zero, which is legal and leaves the payload as it is. */
function maskedFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const frame = Buffer.alloc(2 + extended + 4 + length)
  frame[0] = 128 | opcode
  frame[1] = 128 | (extended === 0 ? length : extended === 2 ? 126 : 127)
  if (extended === 2) frame.writeUInt16BE(length, 2)
  if (extended === 8) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.set(payload, 2 + extended + 4)
  return frame
}
