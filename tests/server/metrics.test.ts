import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addNote } from '#shared/board/note.ts'
import { readConfig } from '#server/config.ts'
import { createMetrics } from '#server/ops/metrics.ts'
import { Role } from '#shared/workshop/role.ts'
import { newDataDir, startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const note = { text: 'planted-word', x: 0, y: 0, author: null, created: 1 }

test('the metrics count people, boards, ticks, commits and refusals, by reason', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'planted-title' })
  const { client: ada } = await joinBoard(server, board, { name: 'planted-name' })
  const { client: viewer } = await joinBoard(server, board, { role: Role.viewer })
  addNote(ada.doc, note)
  await ada.allSaved()
  addNote(viewer.doc, note)
  await viewer.until(() => viewer.refusals.length === 1)

  const seen = await read(server)
  expect(seen).toMatchObject({
    boussole_people: 2,
    boussole_connections: 2,
    boussole_rooms: 1,
    boussole_queue_length: 0,
    'boussole_refusals_total{reason="read_only"}': 1,
    boussole_commit_failures_total: 0,
  })
  for (const name of [
    'boussole_updates_saved_total',
    'boussole_tick_seconds_count',
    'boussole_commit_seconds_count',
    'boussole_deliveries_total',
    'boussole_http_responses_total{status="201"}',
    'boussole_event_loop_delay_seconds{quantile="0.99"}',
    'process_resident_memory_bytes',
  ]) {
    expect(seen[name], name).toBeGreaterThan(0)
  }
})

test('metrics name no board, person or content', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'planted-title' })
  const { client: ada } = await joinBoard(server, board, { name: 'planted-name' })
  addNote(ada.doc, note)
  await ada.allSaved()
  await server.ask('GET', '/planted-path?planted=query')
  const text = String((await server.ask('GET', '/metrics')).body)
  expect(text).toContain('boussole_connections 1')
  for (const secret of ['planted', board.id, ada.hello()?.me.id ?? 'no hello']) {
    expect(text).not.toContain(secret)
  }
})

test('an append that the store refuses is counted', async () => {
  const server = await startServer()
  await expect(server.store.append('no board', [new Uint8Array([0, 0])], [])).rejects.toThrow()
  expect(await read(server)).toMatchObject({ boussole_commit_failures_total: 1 })
})

test('without a token only this machine may read the metrics, and no proxy on it', async () => {
  const server = await startServer()
  expect(await server.ask('GET', '/metrics')).toMatchObject({ status: 200 })
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
    const response = await fetch(`${server.url}/metrics`, { headers: { [name]: '127.0.0.1' } })
    expect(response.status, name).toBe(404)
  }
})

test('with a token, only its holder may read the metrics', async () => {
  const token = 'a-token-of-the-host'
  const server = await startServer({ config: { metricsToken: token } })
  const statusOf = async (authorization: string) =>
    (await fetch(`${server.url}/metrics`, { headers: { authorization, via: 'proxy' } })).status
  expect(await statusOf(`Bearer ${token}`)).toBe(200)
  expect(await statusOf(`Bearer ${token}x`)).toBe(404)
  expect(await server.ask('GET', '/metrics')).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('a client without the token gets the answer of an unknown address, as program and as browser', async () => {
  const clientDir = join(await newDataDir(), 'client')
  await mkdir(clientDir, { recursive: true })
  await writeFile(join(clientDir, 'index.html'), '<!doctype html><title>Boussole</title>')
  const server = await startServer({ config: { clientDir, metricsToken: 'a-token-of-the-host' } })
  const seen = async (path: string, accept: string) => {
    const answer = await fetch(server.url + path, { headers: { accept } })
    const own = ['date', 'x-request-id']
    const headers = [...answer.headers].filter(([name]) => !own.includes(name))
    return { status: answer.status, headers, body: await answer.text() }
  }
  for (const accept of ['text/html', '*/*']) {
    expect(await seen('/metrics', accept)).toEqual(await seen('/nothing', accept))
  }
})

test('a token that is too short is refused at start, without repeating it', () => {
  const read = readConfig({ METRICS_TOKEN: 'short secret' })
  expect(read.ok).toBe(false)
  expect(JSON.stringify(read)).not.toContain('short secret')
})

test('a server is ready while boards can be read, and healthy while they can be written', async () => {
  const server = await startServer()
  expect(await server.ask('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await server.ask('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  await server.store.close()
  expect(await server.ask('GET', '/readyz')).toMatchObject({
    status: 503,
    body: { code: 'store_unavailable' },
  })
  expect(await server.ask('GET', '/healthz')).toMatchObject({ status: 503 })
})

test('measurements of the relay become metrics in seconds', async () => {
  const stats = { ticks: 0, deliveries: 5, saved: 4, refused: 0, lags: 1, joins: 3 }
  const metrics = createMetrics(() => ({
    ...stats,
    boards: 2,
    people: 4,
    connections: 9,
    waiting: 7,
    isWritable: true,
  }))
  metrics.observer.ticked(20)
  metrics.committed(0.5, true)
  const seen = parse(await metrics.text())
  metrics.close()
  expect(seen).toMatchObject({
    boussole_people: 4,
    boussole_connections: 9,
    boussole_rooms: 2,
    boussole_queue_length: 7,
    boussole_tick_seconds_sum: 0.02,
    boussole_commit_seconds_sum: 0.5,
    boussole_joins_total: 3,
  })
})

async function read(server: TestServer): Promise<Record<string, number>> {
  const answer = await server.ask('GET', '/metrics')
  expect(answer.headers.get('content-type')).toContain('text/plain')
  return parse(String(answer.body))
}

/** `name{labels} value`, a line each; lines that begin with # are comments. */
function parse(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))]
    }),
  )
}
