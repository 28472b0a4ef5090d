import { PassThrough, pipeline, Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Smaller answers are sent at once: the network's own buffers take them. */
export const partBytes = 65_536

/**
 * At least so many bytes, or the rest of the answer, must leave in each window: about 43 kbit/s. The window
 * is longer than for uploads (receive-body.ts), since the system reports sent bytes in large steps. Not
 * measured.
 */
const minBytes = 160_000
const windowMs = 30_000

/**
 * Sends large answers in parts, as fast as they are read. A reader that reads almost nothing is cut off.
 * Otherwise unread answers would stay in memory as long as their readers please.
 */
export function registerSteadyAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, next) => {
    next(null, request.method === 'HEAD' ? payload : inParts(reply, payload))
  })
}

function inParts(reply: FastifyReply, payload: unknown): unknown {
  if (payload instanceof Readable) return watched(payload, reply.raw)
  const isLongText = typeof payload === 'string' && payload.length > partBytes
  const bytes = isLongText ? Buffer.from(payload) : payload
  if (!(bytes instanceof Uint8Array) || bytes.byteLength <= partBytes) return payload
  if (!reply.hasHeader('content-length')) reply.header('content-length', bytes.byteLength)
  return watched(Readable.from(partsOf(bytes), { objectMode: false }), reply.raw)
}

interface Answer {
  readonly closed: boolean
  readonly destroyed: boolean
  readonly once: (event: 'close', listener: () => void) => unknown
  readonly destroy: () => unknown
}

/** Passes `source` on, and ends the answer when it is read too slowly. */
export function watched(source: Readable, answer: Answer): Readable {
  const out = new PassThrough({ highWaterMark: partBytes })
  // A reader that has already left emits no further event.
  if (answer.closed || answer.destroyed) {
    source.destroy()
    return out.destroy()
  }
  let bytes = 0
  let bytesBefore = 0
  out.on('data', (part: Uint8Array) => (bytes += part.byteLength)).pause()
  const watch = setInterval(() => {
    // The rest must leave within a window, too: the answer closes when the network has all of it.
    if (bytes - bytesBefore < minBytes) answer.destroy()
    bytesBefore = bytes
  }, windowMs).unref()
  answer.once('close', () => clearInterval(watch))
  // `out` reports the end to its reader.
  return pipeline(source, out, () => undefined)
}

function* partsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += partBytes) yield bytes.subarray(from, from + partBytes)
}
