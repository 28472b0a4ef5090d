import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { freePort } from './metered-server.ts'
import { clientOf, newDataDir, runMain, type SpawnedServer } from './server.ts'
import { timeLimit } from './time-limits.ts'

/** A proxy of a house that gives the product a path of its host. */
interface PathProxy {
  /** Where the product is, without a last slash. */
  readonly url: string
  /** What was asked for outside the path. */
  readonly strays: readonly string[]
  /** Answers in text with these paths come changed, as from another version of the product. */
  readonly changed: Map<string, (text: string) => string>
}

/** Passes requests under the path on as they are; 502 while nobody listens there, and 404 for all others. */
async function openPathProxy(path: string, port: number): Promise<PathProxy> {
  const strays: string[] = []
  const changed: PathProxy['changed'] = new Map()
  const farOf = ({ url = '', method, headers }: IncomingMessage) =>
    request({ host: '127.0.0.1', port, path: url, method, headers })
  const isOurs = ({ url = '' }: IncomingMessage) => url === path || url.startsWith(`${path}/`)
  const server = createServer((near, answer) => {
    if (!isOurs(near)) {
      strays.push(near.url ?? '')
      return answer.writeHead(404).end()
    }
    const change = changed.get((near.url ?? '').slice(path.length))
    if (change)
      for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete near.headers[name]
    const far = farOf(near)
    if (change) {
      const answerChanged = async (from: IncomingMessage) => {
        const text = Buffer.concat(await from.toArray()).toString()
        const { 'content-length': _, etag: __, ...headers } = from.headers
        answer.writeHead(200, headers).end(change(text))
      }
      far.on('response', (from) => void answerChanged(from))
      return far.end()
    }
    far.on('error', () => answer.headersSent || answer.writeHead(502).end())
    far.on('response', (from) => from.pipe(answer.writeHead(from.statusCode ?? 502, from.headers)))
    return near.pipe(far)
  })
  server.on('upgrade', (near, socket, first) => {
    if (!isOurs(near)) strays.push(near.url ?? '')
    const far = farOf(near)
    far.on('error', () => socket.destroy())
    far.on('upgrade', (from, farSocket, answered) => {
      const lines = Object.entries(from.headers).map(([name, value]) => `${name}: ${[value].flat().join()}`)
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
      socket.write(answered)
      farSocket.write(first)
      for (const [one, other] of [
        [socket, farSocket],
        [farSocket, socket],
      ] as const) {
        one.on('error', () => other.destroy())
        one.on('close', () => other.destroy())
        one.pipe(other)
      }
    })
    far.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, strays, changed }
}

/** A start is more work than one fact. Not measured. */
const startMs = timeLimit(30_000)

/** A server behind a proxy that gives it a path. Its address is that of the proxy. */
export async function spawnUnderPath(
  path: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<SpawnedServer & { readonly proxy: PathProxy }> {
  const port = await freePort()
  const proxy = await openPathProxy(path, port)
  const dataDir = await newDataDir()
  const env = {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    PUBLIC_URL: `${proxy.url}/`,
    ...settings,
  }
  const { child, exited, output } = runMain(env)
  const isReady = expect.poll(async () => (await fetch(`${proxy.url}/readyz`)).status, { timeout: startMs })
  await isReady.toBe(200)
  const end: SpawnedServer['end'] = async (signal = 'SIGTERM') => {
    child.kill(signal)
    return exited
  }
  return { ...clientOf(proxy.url), child, dataDir, output, end, proxy }
}
