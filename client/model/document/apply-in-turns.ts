import * as Y from 'yjs'

const unfinished = Symbol('unfinished')

/** Says that this transaction applies only a part of what the server sends of a board. */
export function markUnfinished(transaction: Y.Transaction): void {
  transaction.meta.set(unfinished, true)
}

/** True for a transaction after which a large part of the board may still be missing. */
export function isUnfinished(transaction: Y.Transaction): boolean {
  return transaction.meta.has(unfinished)
}

/** After so long a turn ends, and the other updates wait for the next one: half of a frame. */
export const turnMs = 8

/** A larger update takes a turn of its own, some 5 ms and more: the page also draws what small ones have changed. Not measured. */
export const largeBytes = 16_384

/**
 * Applies updates in turns, each one transaction. `next` waits for the following turn; false when nothing more is to be
 * applied.
 */
export async function applyInTurns(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: unknown,
  next: () => Promise<boolean>,
): Promise<void> {
  for (let done = 0; done < updates.length;) {
    if (done > 0 && !(await next())) return
    const apply = (transaction: Y.Transaction) => {
      const startedAt = performance.now()
      do Y.applyUpdate(doc, updates[done++] ?? nothing)
      while (isSmall(updates[done]) && performance.now() - startedAt < turnMs)
      if (done < updates.length) markUnfinished(transaction)
    }
    Y.transact(doc, apply, origin, false)
  }
}

/** False for none. */
function isSmall(update: Uint8Array | undefined): boolean {
  return update !== undefined && update.byteLength <= largeBytes
}

/** An update without content. */
const nothing = Uint8Array.of(0, 0)
