import { PassThrough, pipeline, Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'

/** What is no larger is sent at once: the network's own buffers take it. */
export const partBytes = 65_536

/**
 * So many bytes, or the rest of the answer, within so long: about 43 kbit/s. Longer than for what people send
 * (receive-body.ts), since the system tells of what has left in large steps. Taste.
 */
const leastBytes = 160_000
const windowMs = 30_000

/**
 * Whatever is large leaves in parts, as fast as it is read, so that it is known how fast that is; whoever reads next to nothing is
 * not waited for. Otherwise answers that nobody reads would stay in memory for as long as their readers please.
 */
export function registerSteadyAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method === 'HEAD') return payload
    if (payload instanceof Readable) return watched(payload, reply.raw)
    if (!(payload instanceof Uint8Array) || payload.byteLength <= partBytes) return payload
    if (!reply.hasHeader('content-length')) reply.header('content-length', payload.byteLength)
    return watched(Readable.from(partsOf(payload), { objectMode: false }), reply.raw)
  })
}

interface Answer {
  readonly closed: boolean
  readonly destroyed: boolean
  readonly once: (event: 'close', listener: () => void) => unknown
  readonly destroy: () => unknown
}

/** `source` as it is read; ends the answer with it when that is too slow. */
export function watched(source: Readable, answer: Answer): Readable {
  const out = new PassThrough({ highWaterMark: partBytes })
  // Of whoever has left already nothing is told any more.
  if (answer.closed || answer.destroyed) {
    source.destroy()
    return out.destroy()
  }
  let bytes = 0
  let bytesBefore = 0
  out.on('data', (part: Uint8Array) => (bytes += part.byteLength)).pause()
  const watch = setInterval(() => {
    // The rest leaves within a window, too: the answer closes when all of it is the network's.
    if (bytes - bytesBefore < leastBytes) answer.destroy()
    bytesBefore = bytes
  }, windowMs).unref()
  answer.once('close', () => clearInterval(watch))
  // Who reads is told by `out` how it ended.
  return pipeline(source, out, () => undefined)
}

function* partsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += partBytes) yield bytes.subarray(from, from + partBytes)
}
