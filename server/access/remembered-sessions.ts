import type { BoardStore } from '../contracts/boards.ts'
import { Role } from '#shared/workshop/role.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { SessionRow, SessionStore } from '../contracts/sessions.ts'

/** Sessions kept, half a kilobyte each: twice the largest promised crowd. */
const sessionsKept = 10_000

type Sessions = SessionStore & Pick<BoardStore, 'replaceLink' | 'revokeLink' | 'deleteBoard'>

/**
 * The same store, which keeps each new session until it is looked up once: people who join open a websocket at once. All
 * changes of sessions pass here. Each forgets the kept ones, and nothing is kept until it is over. One process alone has
 * each board; `onLost` is given what to do when another may have them. `unsure` is called when nobody knows whether sessions
 * have ended: a repeat would name none.
 */
export function rememberNewSessions<Store extends Sessions>(
  store: Store,
  onLost: (forget: () => void) => void,
  unsure: () => void,
): Store {
  const kept = new Map<string, SessionRow>()
  /** Changes so far, and those that are not over. */
  let changes = 0
  let changing = 0

  onLost(() => {
    changes += 1
    kept.clear()
  })

  async function change<T>(run: () => Promise<T>): Promise<T> {
    changes += 1
    changing += 1
    kept.clear()
    try {
      return await run()
    } catch (error) {
      if (error instanceof StoreError && error.kind === 'unknown') unsure()
      throw error
    } finally {
      changing -= 1
    }
  }

  function keep(row: SessionRow): void {
    const [oldest] = kept.keys()
    if (kept.size >= sessionsKept && oldest !== undefined) kept.delete(oldest)
    kept.set(row.hash, row)
  }

  const remembering: Pick<
    Sessions,
    | 'createSession'
    | 'findSession'
    | 'endOtherSessions'
    | 'updateParticipant'
    | 'replaceLink'
    | 'setPart'
    | 'revokeLink'
    | 'deleteBoard'
  > = {
    createSession: async (session) => {
      const before = changes
      const colour = await store.createSession(session)
      // A change that came meanwhile may have ended it.
      // The store knows whether a facilitator who comes back takes part.
      const isKnown = session.role !== Role.facilitator && before === changes && changing === 0
      if (colour !== undefined && isKnown) keep({ ...session, colour })
      return colour
    },
    findSession: async (hash) => {
      const row = kept.get(hash)
      kept.delete(hash)
      return row ?? store.findSession(hash)
    },
    endOtherSessions: async (...args) => change(async () => store.endOtherSessions(...args)),
    updateParticipant: async (...args) => change(async () => store.updateParticipant(...args)),
    replaceLink: async (...args) => change(async () => store.replaceLink(...args)),
    setPart: async (...args) => change(async () => store.setPart(...args)),
    revokeLink: async (...args) => change(async () => store.revokeLink(...args)),
    deleteBoard: async (board) => change(async () => store.deleteBoard(board)),
  }
  return { ...store, ...remembering }
}
