import type { Statements } from '../contract/statements.ts'
import type { LiveStatements, StatementsOptions } from './open-statements.ts'

/** The statements of a board, whose code is downloaded when they are first opened. */
export function lateStatements(options: StatementsOptions): {
  readonly open: () => Promise<Statements>
  readonly close: () => void
} {
  let opened: Promise<LiveStatements> | undefined
  let isClosed = false
  const load = async () => {
    const { openStatements } = await import('./open-statements.ts')
    const statements = openStatements(options)
    if (isClosed) statements.close()
    return statements
  }
  return {
    open: async () => {
      opened ??= load()
      try {
        return await opened
      } catch (cause) {
        // Without a connection: the next one who asks tries again.
        opened = undefined
        throw cause
      }
    },
    close: () => {
      isClosed = true
      opened?.then(
        ({ close }) => close(),
        () => undefined,
      )
    },
  }
}
