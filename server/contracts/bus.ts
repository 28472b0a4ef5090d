import type { EndedSession } from './sessions.ts'

/**
 * News about a board for every node of the server: the node that publishes it, and the nodes that have the
 * board or drafts of it open.
 */
export type BoardEvent =
  /** Sessions have ended. Their connections must close. */
  | { readonly kind: 'sessionsEnded'; readonly board: string; readonly sessions: readonly EndedSession[] }
  /** A node deletes the board. Writes to its drafts wait for one of the next two events. */
  | { readonly kind: 'deletionStarted'; readonly board: string }
  | { readonly kind: 'deletionFailed'; readonly board: string }
  | { readonly kind: 'boardDeleted'; readonly board: string }

/** Work on an event. Publishers wait for it. */
export type BoardListener = (event: BoardEvent) => Promise<void> | void

/** Carries events between the parts of the server, and between nodes once there are several. */
export interface Bus {
  /** Settles when all listeners are done. It never rejects: a failing listener does not stop the others. */
  readonly publish: (event: BoardEvent) => Promise<void>
  readonly subscribe: (listener: BoardListener) => void
}
