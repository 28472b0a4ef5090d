import { PassThrough } from 'node:stream'
import fastify from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { registerBodyLimits, receiveBody, type BodyOutcome } from '#server/routes/receive-body.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { plainPhoto, sendPhoto } from '#tests/support/photo-uploads.ts'
import { openTcp } from '#tests/support/raw-socket.ts'
import { startServer, type ServerClient } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

/** Requests of ten megabytes of which one byte has come. */
async function dribble(
  { url }: Pick<ServerClient, 'url'>,
  path: string,
  headers: readonly string[],
  count: number,
): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const tcp = await openTcp(url)
    const head = [`POST ${path} HTTP/1.1`, 'Host: x', ...headers, 'Content-Length: 10000000', '', 'x']
    tcp.write(head.join('\r\n'))
  }
}

test('bodies that do not end are cut within 20 s: ordinary ones, unread ones, and refused uploads', async () => {
  const app = fastify()
  onTestFinished(() => app.close())
  registerBodyLimits(app)
  app.post('/read', async () => 'ok')
  app.get('/unread', async () => 'ok')
  const config = { isUpload: true } as const
  app.post('/refused', { config, onRequest: async (_, reply) => reply.code(403).send('no') }, () => 'ok')
  app.post('/held', { config, onRequest: async () => new Promise<void>(() => undefined) }, () => 'ok')
  let answered = 0
  app.addHook('onResponse', async () => void (answered += 1))
  let arrived = 0
  app.addHook('onRequest', async () => void (arrived += 1))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const closed: string[] = []
  const begin = async (method: string, path: string, body = '{') => {
    const tcp = await openTcp(url)
    tcp.once('close', () => closed.push(path)).resume()
    const head = [
      `${method} ${path} HTTP/1.1`,
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 100',
    ]
    tcp.write([...head, '', body].join('\r\n'))
  }
  await begin('POST', '/read')
  await begin('POST', '/none')
  await begin('GET', '/unread')
  await begin('POST', '/refused')
  // The server itself keeps this one waiting, or the whole body is there.
  await begin('POST', '/held')
  await begin('POST', '/whole', '{}'.padEnd(100))
  await until(() => arrived === 6 && answered === 3)
  vi.advanceTimersByTime(14_000)
  expect(closed).toEqual([])
  vi.advanceTimersByTime(6_000)
  await until(() => closed.length === 4)
  expect(closed.toSorted()).toEqual(['/none', '/read', '/refused', '/unread'])
})

test('people who send large photos slowly do not keep others of their board from sending one', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const hostile = await Promise.all(Array.from({ length: 8 }, () => server.join(board)))
  const path = `/api/boards/${board.id}/photos`
  const ada = await server.join(board)
  for (const { session } of hostile)
    await dribble(server, path, [`Authorization: Bearer ${session}`, 'Content-Type: image/png'], 4)
  const picture = Buffer.concat([await plainPhoto('jpeg', '#c33', 1_000, 800), Buffer.alloc(1_000_000)])
  expect(await sendPhoto(server, board.id, ada.session, picture)).toMatchObject({ status: 201 })
  expect(await sendPhoto(server, board.id, ada.session, Buffer.alloc(9_000_000))).toMatchObject({
    status: 415,
  })
})

test('imports that arrive slowly keep nobody from importing', async () => {
  const server = await startServer()
  await dribble(server, '/api/imports', ['Content-Type: application/json'], 12)
  const file = {
    format: 'boussole-board',
    version: 1,
    title: 'Imported',
    language: 'en',
    notes: [],
    clusters: [],
    rounds: [],
  }
  const { status, body } = await server.ask('POST', '/api/imports', file)
  expect([status, (body as CreatedBoard).title]).toEqual([201, 'Imported'])
})

test('a body that arrives too slowly is given up; a held-back one is not, and a steady one is taken', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const settled: [string, BodyOutcome][] = []
  const open = (name: string, take: () => Promise<void> | undefined = () => undefined) => {
    const body = new PassThrough()
    void receiveBody(body, { maxBytes: 10_000_000, take }).then((how) => settled.push([name, how]))
    return body
  }
  const room = Promise.withResolvers<void>()
  const [dribbling, steady, held] = [open('dribbling'), open('steady'), open('held', () => room.promise)]
  const stopping = open('stopping')
  stopping.write(Buffer.alloc(1_000_000))
  // To a file, which takes a moment for each part.
  const kept = open('kept', async () => Promise.resolve())
  held.write('x')
  for (let seconds = 0; seconds < 60; seconds += 1) {
    dribbling.write('x')
    kept.write('x')
    steady.write(Buffer.alloc(10_000))
    await vi.advanceTimersByTimeAsync(1_000)
    if (seconds === 20) expect(settled).toHaveLength(3)
  }
  expect(settled).toEqual([
    ['dribbling', 'too slow'],
    ['stopping', 'too slow'],
    ['kept', 'too slow'],
  ])
  room.resolve()
  steady.end()
  held.end()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(settled.slice(3)).toEqual([
    ['steady', 'whole'],
    ['held', 'whole'],
  ])
})

test('a body that is too large is read to its end and dropped; a cut-off or unwritable one is reported', async () => {
  const kept: number[] = []
  const large = new PassThrough()
  const take = (part: Buffer): undefined => void kept.push(part.byteLength)
  const received = receiveBody(large, { maxBytes: 100, take })
  for (const size of [60, 60, 60]) large.write(Buffer.alloc(size))
  large.end()
  expect([await received, kept]).toEqual(['too large', [60]])
  const cut = new PassThrough()
  const ended = receiveBody(cut, { maxBytes: 100, take })
  cut.write('x')
  cut.destroy(new Error('gone'))
  expect(await ended).toBe('cut off')
  expect(await receiveBody(cut, { maxBytes: 100, take })).toBe('cut off')
  const full = new PassThrough()
  const failing = receiveBody(full, { maxBytes: 100, take: () => Promise.reject(new Error('disk full')) })
  full.write('x')
  await expect(failing).rejects.toThrow('disk full')
})
