import { createHmac } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import type { RelayLog } from '../contracts/live-board.ts'

/** Where the host wants to be told, after Standard Webhooks (standardwebhooks.com). */
export interface WebhookSettings {
  readonly addresses: readonly string[]
  /** `whsec_` and base64. */
  readonly secret: string
  /** Addresses inside the house are allowed: private, loopback and link-local ones. */
  readonly isInsideAllowed: boolean
}

/** Ids and numbers alone: never a text or a name. */
export interface Happening {
  readonly type: 'step.changed' | 'vote.closed' | 'purpose.adopted' | 'page.published' | 'report.ready'
  readonly board: string
  readonly about: Readonly<Record<string, string | number>>
}

export interface Webhooks {
  /** Takes it to be sent. Nobody waits for the sending. */
  readonly tell: (happening: Happening) => void
  /** Nothing of a deleted board is sent or kept. */
  readonly forget: (board: string) => Promise<void>
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly id: string
  readonly address: string
  readonly board: string
  readonly body: string
  readonly attempts: number
  readonly dueAt: number
}

/** After each failed attempt, as Standard Webhooks advises: the last one is over a day after the first. */
const retryMs = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000] as const
/** Most that wait, for a receiver that is away for long. Not measured. */
const mostWaiting = 1_000
/** A receiver answers first and works then. */
const answerMs = 15_000
/** A server that ends waits so long for answers. The news of the others is sent again after the next start. */
const endMs = 3_000

interface WebhookTools {
  readonly dataDir: string
  readonly now: () => number
  readonly log: Pick<RelayLog, 'warn' | 'error'>
}

/** Sends happenings to each address one after the other, with retries over a day that a restart does not lose. */
export async function openWebhooks(
  { addresses, secret, isInsideAllowed }: WebhookSettings,
  { dataDir, now, log }: WebhookTools,
): Promise<Webhooks> {
  const file = fileIn(dataDir)
  let waiting: readonly Waiting[] = await readWaiting(file, addresses)
  let timer: NodeJS.Timeout | undefined
  /** By address: nobody waits for the answer of another one. */
  const sending = new Map<string, Promise<void>>()
  const ending = new AbortController()
  let isClosed = false
  let kept = Promise.resolve()
  let isToBeKept = false

  const write = async (): Promise<void> => {
    isToBeKept = false
    await writeFile(`${file}.new`, JSON.stringify(waiting), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  const keep = (): void => {
    if (isToBeKept) return
    isToBeKept = true
    kept = kept
      .then(write)
      .catch((cause: unknown) =>
        log.warn({ err: cause }, 'webhooks that wait could not be kept for a restart'),
      )
  }
  const bury = ({ id, address, attempts }: Waiting): void =>
    log.error({ webhook: id, host: hostOf(address), attempts }, 'a webhook was given up')
  const wake = (): void => {
    clearTimeout(timer)
    const idle = waiting.filter(({ address }) => !sending.has(address))
    if (isClosed || idle.length === 0) return
    const dueAt = Math.min(...idle.map((each) => each.dueAt))
    timer = setTimeout(send, Math.min(Math.max(0, dueAt - now()), retryMs[1]))
    timer.unref()
  }
  const send = (): void => {
    const due = new Set(waiting.filter(isDue).map(({ address }) => address))
    for (const address of due) {
      if (sending.has(address)) continue
      const sent = sendDue(address).finally(() => {
        sending.delete(address)
        wake()
      })
      sending.set(address, sent)
    }
    wake()
  }
  const isDue = ({ dueAt }: Waiting): boolean => dueAt <= now()
  const sendDue = async (to: string): Promise<void> => {
    for (const each of waiting.filter((one) => one.address === to && isDue(one))) {
      if (isClosed) return
      // Its board may have been deleted meanwhile, or the queue was full.
      if (!waiting.includes(each)) continue
      const isTaken = await post(each, { secret, isInsideAllowed, at: now(), signal: ending.signal })
      // The server ended first: this was no attempt.
      if (!isTaken && ending.signal.aborted) return
      const retry = isTaken ? undefined : retryMs[each.attempts]
      const again = { ...each, attempts: each.attempts + 1, dueAt: now() + (retry ?? 0) }
      if (!isTaken && retry === undefined) bury(again)
      waiting = waiting.flatMap((other) => (other !== each ? [other] : retry === undefined ? [] : [again]))
      keep()
    }
  }
  wake()
  return {
    tell: ({ type, board, about }) => {
      const timestamp = new Date(now()).toISOString()
      const body = JSON.stringify({ type, timestamp, data: { board, ...about } })
      const id = `msg_${nanoid()}`
      const coming = addresses.map((address) => ({ id, address, board, body, attempts: 0, dueAt: now() }))
      waiting = [...waiting, ...coming]
      while (waiting.length > mostWaiting) {
        const dropped = oldestOfBusiest(waiting)
        if (dropped) bury(dropped)
        waiting = waiting.filter((each) => each !== dropped)
      }
      keep()
      wake()
    },
    forget: async (board) => {
      const left = waiting.filter((each) => each.board !== board)
      if (left.length === waiting.length) return
      waiting = left
      keep()
      await kept
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      const patience = setTimeout(() => ending.abort(), endMs)
      await Promise.all(sending.values())
      clearTimeout(patience)
      await kept
    },
  }
}

/** Without the setting nothing of an earlier one stays. */
export async function dropWebhooks(dataDir: string): Promise<void> {
  for (const end of ['', '.new']) await rm(fileIn(dataDir) + end, { force: true })
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'webhooks.json')
}

/** Of the board with the most news: a busy board takes no place from the others. */
function oldestOfBusiest(waiting: readonly Waiting[]): Waiting | undefined {
  const counts = new Map<string, number>()
  for (const { board } of waiting) counts.set(board, (counts.get(board) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return waiting.find(({ board }) => counts.get(board) === most)
}

interface Posting {
  readonly secret: string
  readonly isInsideAllowed: boolean
  readonly at: number
  /** Ends it at once. */
  readonly signal: AbortSignal
}

/** Resolves to true for an answer 2xx in time. No redirect is followed: it could lead into the house. */
async function post(
  { id, address, body }: Waiting,
  { secret, isInsideAllowed, at, signal }: Posting,
): Promise<boolean> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  // No address is looked up for one in digits.
  if (!isInsideAllowed && isIP(host) !== 0 && isInside(host)) return false
  const seconds = String(Math.floor(at / 1_000))
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    agent: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
    ...(!isInsideAllowed && { lookup: lookupOutside }),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': signatureOf(secret, `${id}.${seconds}.${body}`),
    },
  })
  return new Promise((resolve) => {
    request.once('response', (response) => {
      response.destroy()
      const { statusCode = 0 } = response
      resolve(statusCode >= 200 && statusCode < 300)
    })
    request.on('error', () => resolve(false))
    request.end(body)
  })
}

/** By the specification: HMAC-SHA256 with the bytes of the secret. */
export function signatureOf(secret: string, signed: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/u, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

/** The connection goes to the address that was looked at, so a name cannot lead elsewhere a moment later. */
const lookupOutside: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, found) => {
    const outside = error ? [] : found.filter(({ address }) => !isInside(address))
    const [first] = outside
    if (!first || outside.length < found.length) {
      return done(error ?? new Error('this address is inside the house'), '', 0)
    }
    if (options.all) return done(null, outside)
    return done(null, first.address, first.family)
  })
}

const inside = new BlockList()
const subnets =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 198.18.0.0/15 224.0.0.0/4 240.0.0.0/4 ::/96 ' +
  '64:ff9b::/96 64:ff9b:1::/48 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8'
for (const subnet of subnets.split(' ')) {
  const [address = '', bits] = subnet.split('/')
  inside.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4')
}

/** True for an address that only this house reaches. */
export function isInside(address: string): boolean {
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function hostOf(address: string): string {
  return new URL(address).host
}

/** The news that waited at the last end, for addresses that are still wanted. Nothing where the file cannot be read. */
async function readWaiting(file: string, addresses: readonly string[]): Promise<readonly Waiting[]> {
  try {
    const rows = JSON.parse(await readFile(file, 'utf8')) as readonly Waiting[]
    return rows.filter(({ address }) => addresses.includes(address))
  } catch {
    // A first start has none, and a damaged file has lost news, no work.
    return []
  }
}
