import type { Readable } from 'node:stream'

/** How a body came in. */
export type Received = 'whole' | 'too large' | 'too slow' | 'cut off'

export interface BodyToReceive {
  readonly most: number
  /** Keeps a part; while what it returns is not settled the rest stays in the network. What it rejects with is passed on. */
  readonly take: (part: Buffer) => Promise<void> | undefined
}

/**
 * 64 kbit/s, less than any line on which a picture can be waited for, and long enough for a telephone to go through a tunnel:
 * so many bytes, or the rest of the body, within so long. Taste. Node ends every request after two minutes.
 */
const leastBytes = 160_000
const windowMs = 20_000

/**
 * Reads a request's body to its end; what is too large is read and dropped, so that its sender hears why. Who sends next to
 * nothing is not waited for.
 */
export function receiveBody(payload: Readable, { most, take }: BodyToReceive): Promise<Received> {
  const { promise, resolve, reject } = Promise.withResolvers<Received>()
  let bytes = 0
  let bytesBefore = 0
  // Time in which it was held back is not its sender's.
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
    if (heldMs < windowMs / 2 && bytes - bytesBefore < leastBytes) finish('too slow')
    bytesBefore = bytes
    heldMs = 0
  }, windowMs)
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
    if (bytes > most) return
    const room = take(part)
    if (room) hold(room).catch(fail)
  }
  const onEnd = (): void => finish(bytes > most ? 'too large' : 'whole')
  const onClose = (): void => finish('cut off')

  function stop(): void {
    clearInterval(watch)
    payload.off('data', onData).off('end', onEnd)
    // Whoever is told why may still be sending.
    payload.resume()
  }
  function finish(how: Received): void {
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
