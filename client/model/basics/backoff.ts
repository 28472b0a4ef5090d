import { CloseCode } from '#shared/wire/message.ts'

/** Quick first tries, and never more than some seconds between later ones. Not measured. */
const firstMs = 250
const mostMs = 10_000
/** A client that sent too much, or could not keep up, waits first. */
const restMs = 4_000
/** A connection that had the document for so long counts as healthy. Not measured: twice the longest wait. */
export const healthyMs = 2 * mostMs

/**
 * How long to wait before the next try, after so many failed ones: full jitter, so that a room that lost its server
 * does not come back all at once (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter).
 */
export function waitMs(failures: number, random: () => number): number {
  return random() * Math.min(mostMs, firstMs * 2 ** Math.min(failures, 20))
}

/** The wait that a restarting server asked for in the reason of its close code 1012, or that the code calls for. */
export function askedWaitMs(code: number, reason: string): number {
  if (code === CloseCode.restart && /^\d{1,5}$/u.test(reason)) return Number(reason)
  return code === CloseCode.tooSlow || code === CloseCode.tooFast ? restMs : 0
}
