import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { encodeFrame, type RawFrame } from './raw-frame.ts'
import { serverFramesIn } from './server-frames.ts'

/** A peer that keeps to no rule of websockets unless it is told to. */
export interface RawSocket {
  readonly tcp: Socket
  /** The first line of the server's answer. */
  readonly status: string
  readonly headers: string
  readonly frame: (frame: RawFrame) => void
  /** The code of the server's close frame (1005: without one); undefined when the socket ended without a frame. */
  readonly ended: Promise<number | undefined>
}

export interface RawOptions {
  /** ws://host:port */
  readonly url: string
  readonly path: string
  readonly protocols?: string
  readonly headers?: readonly string[]
}

/** Opens a TCP connection and asks for a websocket; settles with whatever the server answers first. */
export async function openRawSocket(options: RawOptions): Promise<RawSocket> {
  const tcp = await openTcp(options.url)
  tcp.write(
    [
      `GET ${options.path} HTTP/1.1`,
      `Host: ${new URL(options.url).host}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      'Sec-WebSocket-Version: 13',
      ...(options.protocols === undefined ? [] : [`Sec-WebSocket-Protocol: ${options.protocols}`]),
      ...(options.headers ?? []),
      '',
      '',
    ].join('\r\n'),
  )
  let bytes = Buffer.alloc(0)
  const ended = new Promise<number | undefined>((resolve) => {
    tcp.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const code = closeCodeIn(bytes.subarray(bytes.indexOf('\r\n\r\n') + 4))
      if (code === undefined) return
      resolve(code)
      tcp.destroy()
    })
    tcp.once('close', () => resolve(undefined))
  })
  await Promise.race([new Promise((resolve) => tcp.once('data', resolve)), ended])
  const head = bytes.subarray(0, Math.max(0, bytes.indexOf('\r\n\r\n'))).toString('latin1')
  return {
    tcp,
    status: head.split('\r\n')[0] ?? '',
    headers: head.toLowerCase(),
    frame: (frame) => void tcp.write(encodeFrame(frame)),
    ended,
  }
}

/** A TCP connection that has said nothing; destroyed with the test. */
export async function openTcp(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const tcp = connect({ host: hostname, port: Number(port) })
  onTestFinished(() => void tcp.destroy())
  // The server may reset it in the middle of a write; its end is what tests look at.
  tcp.on('error', () => {})
  await new Promise((resolve) => tcp.once('connect', resolve))
  return tcp
}

function closeCodeIn(bytes: Buffer): number | undefined {
  const close = serverFramesIn(bytes).find(({ opcode }) => opcode === 8)
  if (!close) return undefined
  return close.payload.length >= 2 ? close.payload.readUInt16BE(0) : 1005
}
