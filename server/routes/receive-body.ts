import type { Readable } from 'node:stream'
import { paceStepMs, SendingPace } from './body-limits.ts'

/** How the reading of a body ended. */
export type BodyOutcome = 'whole' | 'too large' | 'too slow' | 'cut off'

export interface BodyToReceive {
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
