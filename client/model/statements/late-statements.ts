import type { Statements } from '../contract/statements.ts'
import type { LiveStatements, StatementsOptions } from './open-statements.ts'

/** The statements of a board, whose code is downloaded when they are first opened. */
export function lateStatements(options: StatementsOptions): {
  readonly open: () => Promise<Statements>
  readonly close: () => void
} {
  let opened: LiveStatements | undefined
  let isClosed = false
  return {
    // Without a connection it fails, and the next one who asks tries again.
    open: async () => {
      const { openStatements } = await import('./open-statements.ts')
      opened ??= openStatements(options)
      if (isClosed) opened.close()
      return opened
    },
    close: () => {
      isClosed = true
      opened?.close()
    },
  }
}
