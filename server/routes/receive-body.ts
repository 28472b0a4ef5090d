import type { Readable } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** How the reading of a body ended. */
export type BodyOutcome = 'whole' | 'too large' | 'too slow' | 'cut off'

interface BodyToReceive {
  readonly maxBytes: number
  /** Keeps a part. Until its promise settles, the rest stays in the network. Its error is passed on. */
  readonly take: (part: Buffer) => Promise<void> | undefined
}

/**
 * Reads a request's body to its end. A body that is too large is read and dropped, so that its sender gets
 * the answer. A sender that sends almost nothing is not waited for (sending-pace.ts). Node ends every request
 * after two minutes.
 */
export function receiveBody(payload: Readable, { maxBytes, take }: BodyToReceive): Promise<BodyOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<BodyOutcome>()
  let bytes = 0
  const pace = new SendingPace()
  // The sender is not charged for the time in which the body was held back.
  let heldMs = 0
  let heldSince: number | undefined

  const countHeld = (): void => {
    if (heldSince === undefined) return
    const now = performance.now()
    heldMs += now - heldSince
    heldSince = now
  }
  const watch = setInterval(() => {
    countHeld()
    if (heldMs >= paceStepMs / 2) pace.skip(bytes)
    else if (pace.isTooSlow(bytes)) finish('too slow')
    heldMs = 0
  }, paceStepMs)
  const hold = async (room: Promise<void>): Promise<void> => {
    heldSince = performance.now()
    payload.pause()
    await room
    countHeld()
    heldSince = undefined
    payload.resume()
  }
  const onData = (part: Buffer): void => {
    bytes += part.byteLength
    if (bytes > maxBytes) return
    const room = take(part)
    if (room) hold(room).catch(fail)
  }
  const onEnd = (): void => finish(bytes > maxBytes ? 'too large' : 'whole')
  const onClose = (): void => finish('cut off')

  function stop(): void {
    clearInterval(watch)
    payload.off('data', onData).off('end', onEnd)
    // The sender may still be sending while it gets the answer.
    payload.resume()
  }
  function finish(how: BodyOutcome): void {
    stop()
    resolve(how)
  }
  function fail(cause: unknown): void {
    stop()
    reject(cause instanceof Error ? cause : new Error('a part of a body could not be kept', { cause }))
  }

  payload.on('error', onClose)
  if (payload.destroyed) finish('cut off')
  else payload.on('data', onData).on('end', onEnd).on('close', onClose)
  return promise
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its body is large, and receive-body.ts judges its pace. */
    readonly isUpload?: true
  }
}

/** For a body of at most 64 kB, which takes a phone on a slow line 8 s. Not measured. */
const bodyMs = 15_000

/** Cuts requests whose bodies do not end. Otherwise each would hold a connection for two minutes. */
export function registerBodyLimits(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, next) => {
    if (hasBody(request.raw) && request.routeOptions.config.isUpload !== true) cutLater(request.raw)
    next()
  })
  app.addHook('onResponse', (request, _reply, next) => {
    // The sender of a refused upload may still be sending: a browser reads the answer afterwards.
    if (request.routeOptions.config.isUpload === true && !request.raw.complete) cutWhenSlow(request.raw)
    next()
  })
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function cutLater(request: IncomingMessage): void {
  const cut = (): void => {
    if (!request.complete) request.socket.destroy()
  }
  const timer = setTimeout(cut, bodyMs).unref()
  request.once('close', () => clearTimeout(timer))
}

function cutWhenSlow(request: IncomingMessage): void {
  const { socket } = request
  const pace = new SendingPace()
  const watch = setInterval(() => {
    if (request.complete || socket.destroyed) clearInterval(watch)
    else if (pace.isTooSlow(socket.bytesRead)) socket.destroy()
  }, paceStepMs).unref()
}

/**
 * At least so many bytes, or the rest, must come in each window: 64 kbit/s. The window is long enough for a phone in a
 * tunnel. Silence is shorter. Not measured.
 */
const minBytes = 160_000
const stepsOfWindow = 4
const stepsOfSilence = 3

/** How often to tell the bytes: a sender is given up within a window of four such steps. */
const paceStepMs = 5_000

/** Finds senders that send almost nothing. */
class SendingPace {
  #recent: number[] = []
  #before = 0

  /** Tells how many bytes have come so far, once in `paceStepMs`. True when the sender is too slow. */
  isTooSlow(bytes: number): boolean {
    this.#recent = [...this.#recent, bytes - this.#before].slice(-stepsOfWindow)
    this.#before = bytes
    const last = this.#recent.slice(-stepsOfSilence)
    const isSilent = last.length === stepsOfSilence && last.every((some) => some === 0)
    const isSlow = this.#recent.length === stepsOfWindow && sum(this.#recent) < minBytes
    return isSilent || isSlow
  }

  /** The sender was kept from sending for this step. */
  skip(bytes: number): void {
    this.#before = bytes
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, some) => total + some, 0)
}
