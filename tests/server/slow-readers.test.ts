import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fastify from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createDownloads } from '#server/history/downloads.ts'
import { partBytes, registerSteadyAnswers, watched } from '#server/routes/steady-answers.ts'
import type { Checkpoint } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { openTcp } from '#tests/support/raw-socket.ts'
import { startServer } from '#tests/support/server.ts'

test('an answer that nobody reads is ended, one that is read slowly and steadily is not', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const answer = () => new PassThrough({ highWaterMark: 1 })
  const bytes = () => Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(50_000)))
  const [unread, steady, small] = [answer(), answer(), answer()]
  watched(bytes(), unread).pipe(unread)
  const slowly = watched(bytes(), steady)
  watched(Readable.from([Buffer.alloc(10)]), small).pipe(small)
  let read = 0
  for (let seconds = 0; seconds < 90; seconds += 1) {
    await vi.advanceTimersByTimeAsync(1_000)
    read += ((slowly.read(10_000) ?? Buffer.alloc(0)) as Buffer).byteLength
  }
  expect([unread.destroyed, small.destroyed, steady.destroyed]).toEqual([true, true, false])
  expect(read).toBeGreaterThan(800_000)
})

test('a client that leaves before its answer is ready holds nothing of it', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  for (const end of ['destroyed', 'closed'] as const) {
    const answer = { destroyed: false, closed: false, once: vi.fn(), destroy: vi.fn(), [end]: true }
    const source = Readable.from([Buffer.alloc(10)])
    const out = watched(source, answer)
    expect([source.destroyed, out.destroyed, vi.getTimerCount()]).toEqual([true, true, 0])
  }
})

test('an answer made after its reader has left is dropped, and the server goes on', async () => {
  const app = fastify()
  onTestFinished(() => app.close())
  registerSteadyAnswers(app)
  const asked = Promise.withResolvers<void>()
  const made = Promise.withResolvers<Readable>()
  app.get('/late', async (_request, reply) => {
    const left = once(reply.raw, 'close')
    asked.resolve()
    await left
    const source = Readable.from([Buffer.alloc(partBytes)])
    made.resolve(source)
    return reply.send(source)
  })
  app.get('/', async () => Buffer.alloc(2 * partBytes))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const tcp = await openTcp(url)
  tcp.write('GET /late HTTP/1.1\r\nHost: x\r\n\r\n')
  await asked.promise
  tcp.destroy()
  const source = await made.promise
  await expect.poll(() => source.destroyed).toBe(true)
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(2 * partBytes)
})

test('a large answer comes whole, with its length', async () => {
  const words = randomBytes(1_000_000).toString('base64')
  const file = gzipSync(words)
  const server = await startServer({ around: (store) => ({ ...store, readReplay: async () => file }) })
  const board = await server.createBoard()
  const { session } = await server.join(board)
  const asking = { headers: { authorization: `Bearer ${session}` } }
  const answer = await fetch(`${server.url}/api/boards/${board.id}/replay/1`, asking)
  expect(answer.headers.get('content-length')).toBe(String(file.byteLength))
  expect((await answer.text()) === words).toBe(true)
})

test('a long text comes in parts like bytes, with its length', async () => {
  const app = fastify()
  onTestFinished(() => app.close())
  const sent = Promise.withResolvers<unknown>()
  registerSteadyAnswers(app)
  app.addHook('onSend', async (_request, _reply, payload) => {
    sent.resolve(payload)
    return payload
  })
  const words = 'é'.repeat(partBytes + 1)
  app.get('/', async () => ({ words }))
  const answer = await fetch(await app.listen({ port: 0, host: '127.0.0.1' }))
  expect(await sent.promise).toBeInstanceOf(Readable)
  const { byteLength } = Buffer.from(JSON.stringify({ words }))
  expect(answer.headers.get('content-length')).toBe(String(byteLength))
  expect(await answer.json()).toEqual({ words })
})

test('one person may download few checkpoints at once, and others of the board go on', async () => {
  const { begin } = createDownloads()
  const read = async () => new Uint8Array(1_000_000)
  const first = []
  for (let index = 0; index < 4; index += 1) first.push(await begin('board', 'eve', read))
  expect(await begin('board', 'eve', read)).toBe('busy')
  expect(await begin('board', 'ada', read)).toMatchObject({ file: expect.anything() })
  for (const download of first) if (typeof download === 'object') download.done()
  expect(await begin('board', 'eve', read)).toMatchObject({ file: expect.anything() })
})

test('each board has its own limit of bytes in flight', async () => {
  const { begin } = createDownloads()
  const read = async () => new Uint8Array(40 * 1_048_576)
  const first = await begin('board', 'eve', read)
  expect(first).toMatchObject({ file: expect.anything() })
  expect(await begin('board', 'ada', read)).toBe('busy')
  expect(await begin('other', 'ada', read)).toMatchObject({ file: expect.anything() })
  if (typeof first === 'object') first.done()
  expect(await begin('board', 'ada', read)).toMatchObject({ file: expect.anything() })
})

test('a client that leaves before the end gives its place to the next', async () => {
  const large = randomBytes(8_000_000)
  const server = await startServer({
    around: (store) => ({
      ...store,
      readCheckpoint: async (board, id) => {
        const stored = await store.readCheckpoint(board, id)
        return stored && { ...stored, file: large }
      },
    }),
  })
  const board = await server.createBoard()
  const { session } = await server.join(board, Role.facilitator)
  const path = `/api/boards/${board.id}/checkpoints`
  const { id } = (await server.ask('POST', path, undefined, session)).body as Checkpoint
  const ask = async () => {
    const tcp = await openTcp(server.url)
    const status = new Promise<string>((resolve) =>
      tcp.once('data', (part: Buffer) => {
        tcp.pause()
        resolve(part.toString('latin1').split('\r\n')[0] ?? '')
      }),
    )
    const head = [`GET ${path}/${id} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${session}`]
    tcp.write([...head, 'Accept-Encoding: gzip', '', ''].join('\r\n'))
    return { tcp, status: await status }
  }
  const readers = []
  for (let index = 0; index < 5; index += 1) readers.push(await ask())
  expect(readers.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 4 }, () => 'HTTP/1.1 200 OK'),
    'HTTP/1.1 429 Too Many Requests',
  ])
  for (const { tcp } of readers) tcp.destroy()
  await expect.poll(async () => (await ask()).status).toBe('HTTP/1.1 200 OK')
})
