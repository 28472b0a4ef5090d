import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The time between an orderly end of the server and this start: a restart that people were told of, mostly. */
export interface Outage {
  /** How long this board was left alone. It is told once: then the clocks of the board know. */
  readonly awayMs: (board: string) => number
  /** The server ends in order, now. */
  readonly ends: () => void
}

/** `now`: milliseconds since 1970. `failed` hears that the clocks of the boards cannot wait. */
export function readOutage(dataDir: string, now: () => number, failed: (cause: unknown) => void): Outage {
  const path = join(dataDir, 'ended-at')
  const startedAt = now()
  const ended = endIn(path, startedAt)
  const lastedMs = Math.max(0, startedAt - ended)
  rmSync(path, { force: true })
  const told = new Set<string>()
  return {
    awayMs: (board) => {
      const isTold = told.has(board)
      told.add(board)
      return isTold ? 0 : lastedMs
    },
    ends: () => {
      try {
        // A start that failed, or a command of the host, has opened no board: the outage goes on.
        writeFileSync(path, String(told.size === 0 ? ended : now()), { mode: 0o600 })
      } catch (cause) {
        failed(cause)
      }
    },
  }
}

/** Without an orderly end there is no file: nobody knows when the server was killed. */
function endIn(path: string, otherwise: number): number {
  try {
    return Number(readFileSync(path, 'utf8')) || otherwise
  } catch {
    // The first start, or one after a kill.
    return otherwise
  }
}
