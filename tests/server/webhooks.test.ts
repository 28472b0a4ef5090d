import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '#server/config.ts'
import { isInside, openWebhooks, signatureOf } from '#server/ops/webhooks.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo, shortBrainstorm, takeAgenda } from '#tests/support/agendas.ts'
import { leadToConsent, questionOf } from '#tests/support/consent-board.ts'
import { openPurposeBoard } from '#tests/support/purpose-board.ts'
import { newDataDir, startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
} from '#tests/support/socket-voters.ts'
import type { ExportState } from '#shared/wire/http.ts'

const secret = 'whsec_plJ3nmyCDGBKInavdOK15jslplJ3nmyCDGBKInavdOK15jsl'

interface Heard {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** Somebody who is told, and answers with what `status` says then. */
async function receiver(status: () => number, location?: string) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += String(part)))
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      response.writeHead(status(), location === undefined ? {} : { location }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { heard, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

const settings = (...addresses: readonly string[]) => ({ addresses, secret, isInsideAllowed: true })

test('a signature is that of the specification', () => {
  const signed = 'msg_loFOjxBNrRLzqYUf.1731705121.{"event_type":"ping","data":{"success":true}}'
  expect(signatureOf('whsec_plJ3nmyCDGBKInavdOK15jsl', signed)).toBe(
    'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
  )
})

test('a step that changes is told once, signed, without a word of the board', async () => {
  const { heard, address } = await receiver(() => 204)
  const server = await startServer({ config: { webhooks: settings(address) } })
  const board = await server.createBoard({ title: 'Planted title' })
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Planted name' })
  await takeAgenda(fay, shortBrainstorm)
  await moveTo(fay, 'write/ideas')
  await expect.poll(() => heard.length).toBe(1)
  await moveTo(fay, 'write/reveal')
  await expect.poll(() => heard.length).toBe(2)
  const told = heard.map(({ body }) => JSON.parse(body) as { type: string; data: object })
  expect(told.map(({ type, data }) => [type, data])).toEqual([
    ['step.changed', { board: board.id, move: 1 }],
    ['step.changed', { board: board.id, move: 2 }],
  ])
  for (const { headers, body } of heard) {
    const [id, at] = [headers['webhook-id'], headers['webhook-timestamp']]
    expect(headers['webhook-signature']).toBe(signatureOf(secret, `${String(id)}.${String(at)}.${body}`))
    expect(body).not.toMatch(/Planted|Ideas/u)
  }
  expect(heard[0]?.headers['webhook-id']).not.toBe(heard[1]?.headers['webhook-id'])
})

test('a vote that closed and a report that is ready are told with their ids', async () => {
  const { heard, address } = await receiver(() => 204)
  const server = await startServer({ config: { webhooks: settings(address) } })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const round = await openRoundOrThrow(fay, await addProposals(fay, 2))
  await closeRound(fay, round)
  const order = await server.ask(
    'POST',
    `/api/boards/${board.id}/exports`,
    { format: 'report' },
    fay.session.session,
  )
  const report = (order.body as ExportState).id
  await expect
    .poll(() => heard.map(({ body }) => JSON.parse(body) as object))
    .toEqual([
      expect.objectContaining({ type: 'vote.closed', data: { board: board.id, round } }),
      expect.objectContaining({ type: 'report.ready', data: { board: board.id, export: report } }),
    ])
})

test('a purpose that was adopted and a page that was published are told, without a word of them', async () => {
  const { heard, address } = await receiver(() => 204)
  const server = await startServer({ config: { webhooks: settings(address) } })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await leadToConsent(fay, ['We give time back.', 'We keep the radio alive.'])
  const version = questionOf(fay).current ?? ''
  const adopt = { kind: 'purpose.adopt', version, by: 'sponsor', reason: 'Planted reason' } as const
  expect(outcomeOf(await fay.client.command(adopt))).toBe('ok')
  const { board: published, publish } = await openPurposeBoard(server)
  await publish()
  const told = () => heard.map(({ body }) => JSON.parse(body) as { type: string; data: object })
  const ofType = (type: string) => told().flatMap((each) => (each.type === type ? [each.data] : []))
  await expect
    .poll(() => [ofType('purpose.adopted'), ofType('page.published')])
    .toEqual([[{ board: board.id, adoption: expect.any(String) }], [{ board: published.id }]])
  expect(JSON.stringify(heard)).not.toMatch(/Planted|radio|vallée/u)
})

test('a webhook that failed is sent again after a restart, with the same id, and given up after a day', async () => {
  let [now, status] = [1_800_000_000_000, 500]
  const { heard, address } = await receiver(() => status)
  const dataDir = await newDataDir()
  const config = { webhooks: settings(address) }
  const open = async () => startServer({ dataDir, config, now: () => now })
  const first = await open()
  const board = await first.createBoard()
  const fay = await joinBoard(first, board, { role: Role.facilitator })
  await takeAgenda(fay, shortBrainstorm)
  await moveTo(fay, 'write/ideas')
  await expect.poll(() => heard.length).toBe(1)
  await first.close()
  let server = first
  for (const hours of [1, 1, 1, 3, 6, 11]) {
    now += hours * 3_600_000
    const before = heard.length
    server = await open()
    await expect.poll(() => heard.length).toBe(before + 1)
    await server.close()
  }
  expect(server.logs()).not.toContain('a webhook was given up')
  now += 11 * 3_600_000
  server = await open()
  await expect.poll(() => server.logs()).toContain('a webhook was given up')
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  await server.close()
  status = 204
  const count = heard.length
  server = await open()
  const again = await joinBoard(server, board, { role: Role.facilitator })
  await moveTo(again, 'write/reveal')
  await expect.poll(() => heard.length).toBe(count + 1)
})

test('a receiver that never answers holds up neither the others nor the end of the server', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    silent.close()
    silent.closeAllConnections()
  })
  const { heard, address } = await receiver(() => 204)
  const hanging = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
  const dataDir = await newDataDir()
  const server = await startServer({ dataDir, config: { webhooks: settings(hanging, address) } })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay, shortBrainstorm)
  await moveTo(fay, 'write/ideas')
  await expect.poll(() => heard.length).toBe(1)
  await moveTo(fay, 'write/reveal')
  await expect.poll(() => heard.length).toBe(2)
  await server.close()
  const kept = JSON.parse(await readFile(join(dataDir, 'webhooks.json'), 'utf8')) as readonly object[]
  // Ended attempts do not count.
  expect(kept).toEqual([0, 0].map((attempts) => expect.objectContaining({ address: hanging, attempts })))
  const without = await startServer({ dataDir })
  await without.close()
  await expect(readFile(join(dataDir, 'webhooks.json'))).rejects.toThrow('ENOENT')
})

test('a busy board takes no place in the queue from the others', async () => {
  const { address } = await receiver(() => 500)
  const dataDir = await newDataDir()
  const log = { warn: vi.fn(), error: vi.fn() }
  const webhooks = await openWebhooks(settings(address), { dataDir, now: () => 1_800_000_000_000, log })
  const tell = (board: string) => webhooks.tell({ type: 'step.changed', board, about: {} })
  tell('quiet')
  for (let count = 0; count < 1_002; count += 1) tell('busy')
  await webhooks.close()
  const kept = JSON.parse(await readFile(join(dataDir, 'webhooks.json'), 'utf8')) as readonly {
    readonly board: string
  }[]
  expect(kept.map(({ board }) => board).filter((board) => board === 'quiet')).toHaveLength(1)
  expect(kept).toHaveLength(1_000)
  expect(log.error).toHaveBeenCalledTimes(3)
})

test('nothing is sent into the house unless the host allows it, neither by a name nor by a redirect', async () => {
  const hidden = await receiver(() => 204)
  const { heard, address } = await receiver(() => 302, hidden.address)
  const port = new URL(hidden.address).port
  const names = [`http://localhost:${port}/`, hidden.address, `http://[::ffff:127.0.0.1]:${port}/`]
  const dataDir = await newDataDir()
  const strict = { webhooks: { ...settings(...names), isInsideAllowed: false } }
  const closed = await startServer({ dataDir, config: strict })
  const board = await closed.createBoard()
  const fay = await joinBoard(closed, board, { role: Role.facilitator })
  await takeAgenda(fay, shortBrainstorm)
  await moveTo(fay, 'write/ideas')
  const kept = async () => readFile(join(dataDir, 'webhooks.json'), 'utf8').catch(() => '[]')
  await expect.poll(async () => ((await kept()).match(/"attempts":1/gu) ?? []).length).toBe(names.length)
  await closed.close()
  const server = await startServer({ dataDir, config: { webhooks: settings(address) } })
  const again = await joinBoard(server, board, { role: Role.facilitator })
  await moveTo(again, 'write/reveal')
  await expect.poll(() => heard.length).toBe(1)
  await server.close()
  expect(hidden.heard).toEqual([])
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '::1',
  '::ffff:10.0.0.1',
  'fe80::1',
  'fd00::1',
  '0.0.0.0',
  '64:ff9b::a00:1',
  '64:ff9b:1::a00:1',
  '::10.0.0.1',
])('%s lies inside the house', (address) => expect(isInside(address)).toBe(true))

test.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])('%s does not', (address) =>
  expect(isInside(address)).toBe(false),
)

test.each([
  [{ WEBHOOK_URLS: 'ftp://a.example' }, 'WEBHOOK_URLS must be'],
  [{ WEBHOOK_URLS: 'https://a.example/planted' }, 'needs WEBHOOK_SECRET'],
  [{ WEBHOOK_URLS: 'https://a.example', WEBHOOK_SECRET: 'whsec_planted' }, 'whsec_ and the base64'],
  [{ WEBHOOK_URLS: 'https://a.example', WEBHOOK_SECRET: secret, WEBHOOK_INSIDE: 'yes' }, 'true or false'],
])('a wrong setting of webhooks is refused in a sentence that repeats no secret (%j)', (env, sentence) => {
  const read = readConfig(env)
  expect(read).toEqual({ ok: false, problem: expect.stringContaining(sentence) })
  expect(JSON.stringify(read)).not.toContain('planted')
})
