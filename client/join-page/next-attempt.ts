import type { Failure } from '../model/http/api.ts'

/** Between two attempts to join while the server lets nobody in. Not measured. */
const retryMs = 3_000

/**
 * Milliseconds until the next attempt to join. Undefined when it would meet the same problem. A crowd comes back
 * spread over half as long again as the server asks for, and not all at once.
 */
export function nextAttemptMs(
  { code, retryAfterMs }: Pick<Failure, 'code' | 'retryAfterMs'>,
  random: () => number,
): number | undefined {
  if (code === 'network' || code === 'store_unavailable') return retryMs
  // Too many wrong codes come without a time: repeating them would not help.
  if (code !== 'too_many_requests' || retryAfterMs === undefined) return undefined
  return retryAfterMs * (1 + random() / 2)
}
