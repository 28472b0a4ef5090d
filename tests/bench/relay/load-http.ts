import { connect, type Socket } from 'node:net'

/** The least an HTTP client can be: one connection that stays open, one request at a time. */
export interface LoadHttp {
  readonly post: (path: string, body: unknown) => Promise<LoadAnswer>
  readonly close: () => void
}

export interface LoadAnswer {
  readonly status: number
  readonly retryAfterSeconds: number
  /** JSON. */
  readonly body: unknown
}

interface Waiting {
  readonly resolve: (answer: LoadAnswer) => void
  readonly reject: (cause: Error) => void
}

/** Opens a connection to a server on this machine. */
export function openLoadHttp(port: number): LoadHttp {
  let waiting: Waiting | undefined
  let received = ''
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true }).setEncoding('latin1')
  const end = (): void => {
    waiting?.reject(new Error('the server closed the connection before it answered'))
    waiting = undefined
  }
  socket.on('close', end).on('error', end)
  socket.on('data', (part: string) => {
    received += part
    const answer = readAnswer(received)
    if (!answer) return
    received = ''
    waiting?.resolve(answer)
    waiting = undefined
  })
  return {
    post: (path, body) => {
      const text = JSON.stringify(body)
      socket.write(
        [
          `POST ${path} HTTP/1.1`,
          `Host: 127.0.0.1:${port}`,
          'Content-Type: application/json',
          `Content-Length: ${Buffer.byteLength(text)}`,
          '',
          text,
        ].join('\r\n'),
      )
      return new Promise((resolve, reject) => (waiting = { resolve, reject }))
    },
    close: () => void socket.destroy(),
  }
}

/** Undefined until the whole answer is there. */
function readAnswer(text: string): LoadAnswer | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = text.slice(0, end)
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
  const body = text.slice(end + 4)
  if (body.length < length) return undefined
  return {
    status: Number(head.slice(9, 12)),
    retryAfterSeconds: Number(/\r\nretry-after: (\d+)/i.exec(head)?.[1] ?? 0),
    body: JSON.parse(Buffer.from(body, 'latin1').toString('utf8')),
  }
}
