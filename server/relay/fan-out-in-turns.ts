import type { Connection } from './connection.ts'
import { limits } from './limits.ts'

export interface ByAndByTools {
  readonly whenDurable: (then: () => void) => void
  /** Brings a connection up to date from this vector, in one write; at once while the document is durable. */
  readonly answer: (connection: Connection, vector: Uint8Array) => void
  /** Brings it up to date as soon as it has taken what is already on its way. */
  readonly answerLater: (connection: Connection, vector: Uint8Array) => void
}

/**
 * Shows a large change to many: a reveal to hundreds of people would take more than a second in one go. Everybody is
 * taken for lagging since `vector`, so that they get nothing else meanwhile, and catches up some at a time.
 */
export function showByAndBy(
  connections: Iterable<Connection>,
  vector: Uint8Array,
  tools: ByAndByTools,
): number {
  const behind = [...connections].filter(({ isSynced, lag }) => isSynced && !lag)
  for (const connection of behind) {
    connection.lag = { vector }
    connection.missedPresence = true
  }
  catchUp(behind, 0, tools)
  return behind.length
}

function catchUp(behind: readonly Connection[], from: number, tools: ByAndByTools): void {
  tools.whenDurable(() => {
    let next = from
    for (let bytes = 0; bytes < limits.turnBytes && next < behind.length; next += 1) {
      const connection = behind[next]
      // It may have asked by itself meanwhile.
      if (!connection?.isOpen || !connection.lag) continue
      const { vector } = connection.lag
      if (connection.waiting > limits.lagBytes) tools.answerLater(connection, vector)
      else tools.answer(connection, vector)
      bytes += connection.answerBytes
    }
    if (next < behind.length) setImmediate(() => catchUp(behind, next, tools))
  })
}
