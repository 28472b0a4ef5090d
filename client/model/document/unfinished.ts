import type * as Y from 'yjs'

const unfinished = Symbol('unfinished')

/** Says that this transaction applies only a part of what the server sends of a board. */
export function markUnfinished(transaction: Y.Transaction): void {
  transaction.meta.set(unfinished, true)
}

/** True for a transaction after which a large part of the board may still be missing. */
export function isUnfinished(transaction: Y.Transaction): boolean {
  return transaction.meta.has(unfinished)
}
