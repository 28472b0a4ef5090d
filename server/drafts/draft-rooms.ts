import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { CloseCode } from '#shared/wire/message.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { may } from '#shared/activities/policy.ts'
import type { Session } from '../contracts/session.ts'
import { createGuard } from '../guard/guard.ts'
import { usedAt } from '../basics/days.ts'
import { limits } from '../relay/limits.ts'
import type { PhotoIndex } from '../photos/photo-index.ts'
import type { RelayLog } from '../contracts/log.ts'
import type { MemoryPools } from '../documents/memory-pools.ts'
import { createRooms, hasEnded, type RoomsStats } from '../relay/rooms.ts'
import type { RelayObserver } from '../relay/stats.ts'
import type { DraftStore } from '../contracts/drafts.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import type { HealthStore } from '../contracts/health.ts'
import { draftId, createDraftLog, draftKeyOf } from './draft-log.ts'
import type { BoardServices } from '../contracts/board-services.ts'
import type { DraftDocuments, DraftListener } from '../contracts/draft-documents.ts'
import { Dispatcher } from '../commands/dispatcher.ts'

/** The desks in memory. Each is a room that only its owner's connections join. */
export interface DraftRooms extends DraftDocuments {
  /** Joins a socket to the desk of its session's participant. A close code gives the reason when it cannot. */
  readonly attach: (socket: WebSocket, tcp: Socket, board: string, session: Session) => Promise<void>
  /** Ends the connections of these sessions (4401), which have ended. */
  readonly cutOff: (board: string, sessions: readonly EndedSession[]) => void
  /**
   * Ends the desks of a board. New drafts wait while `erase` deletes the board. Then open desks are closed (4404). When
   * `erase` rejects, this rejects too, and the desks go on.
   */
  readonly remove: (board: string, erase: () => Promise<void>) => Promise<void>
  readonly stats: () => RoomsStats
  readonly close: () => Promise<void>
}

export interface DraftRoomsDeps {
  readonly store: Pick<DraftStore, 'loadDrafts' | 'mendDrafts' | 'touchDrafts' | 'appendDrafts'> & HealthStore
  /** The memory that desks share with boards. */
  readonly documents: MemoryPools
  readonly log: RelayLog
  readonly now: () => number
  /** A desk without connections leaves memory after this. */
  readonly idleMs: number
  readonly observer?: RelayObserver
  /** Without them every picture may stand on a draft. */
  readonly photoIndex?: Pick<PhotoIndex, 'open' | 'mayUse'>
}

export function createDraftRooms(deps: DraftRoomsDeps): DraftRooms {
  const { store, now, photoIndex } = deps
  const log = deskNamesLeftOut(deps.log)
  const listeners = new Set<DraftListener>()
  /** Hashes of ended sessions. A desk that is not open has no list, and a join may be under way. */
  const cut = new Set<string>()
  /** Open sockets by board. A single desk would never be full. */
  const sockets = new Map<string, number>()
  /** Boards that are being deleted. */
  const leaving = new Map<string, Promise<void>>()
  const kept = createDraftLog({
    store,
    usedAt: () => usedAt(now()),
    log,
    leaving: (board) => leaving.get(board),
    written: (key, hasDrafts) => listeners.forEach((listener) => listener(key, hasDrafts)),
  })

  const rooms = createRooms({
    store: { ...store, storedBytes: kept.storedBytes, load: kept.load, append: kept.append },
    guard: createGuard('desk', photoIndex?.mayUse),
    ...(photoIndex && {
      opening: async (id, doc) => {
        const { board, participant } = draftKeyOf(id)
        await photoIndex.open(doc, { board, owner: participant })
      },
    }),
    poolOf: (id) => deps.documents.drafts.poolOf(draftKeyOf(id).board),
    bounds: deps.documents.drafts.bounds,
    services: draftServices(deps, log, kept.forget),
    log,
    now,
    idleMs: deps.idleMs,
    ...(deps.observer && { observer: deps.observer }),
  })

  return {
    attach: async (socket, tcp, board, session) => {
      const id = draftId({ board, participant: session.participant.id })
      const end = (code: CloseCode, reason: string): void => {
        socket.close(code, reason)
        socket.resume()
      }
      if (!may(session.role, Operation.keepDesk))
        return end(CloseCode.forbidden, 'This link is for reading only: it has no desk.')
      if (cut.has(session.hash)) return end(CloseCode.unauthorised, hasEnded)
      // The socket may have closed while the session was looked up. Its close event will not come again.
      if (socket.readyState !== socket.OPEN) return
      const count = sockets.get(board) ?? 0
      if (count >= limits.boardConnections)
        return end(CloseCode.tooFast, 'This board is full. Try again later.')
      sockets.set(board, count + 1)
      socket.once('close', () => {
        const left = (sockets.get(board) ?? 1) - 1
        if (left > 0) sockets.set(board, left)
        else sockets.delete(board)
      })
      await rooms.attach(socket, tcp, id, session)
    },
    withDrafts: async (key, use) => rooms.withBoard(draftId(key), use),
    inMemory: () => rooms.ids().map(draftKeyOf),
    wholeOf: kept.wholeOf,
    subscribe: (listener) => void listeners.add(listener),
    cutOff: (board, sessions) => {
      for (const session of sessions) {
        cut.add(session.hash)
        rooms.cutOff(draftId({ board, participant: session.participant }), [session])
      }
    },
    remove: async (board, erase) => {
      const erasing = erase()
      leaving.set(board, erasing)
      try {
        await erasing
      } finally {
        leaving.delete(board)
      }
      const open = rooms.ids().filter((id) => draftKeyOf(id).board === board)
      // A desk with an unfinished write has failed already. Its clients reconnect and get the same answer.
      await Promise.allSettled(open.map(async (id) => rooms.remove(id, async () => {})))
    },
    stats: rooms.stats,
    close: rooms.close,
  }
}

/** Private documents have no activities, and take no commands. */
function draftServices(
  { store, now }: DraftRoomsDeps,
  log: RelayLog,
  forget: (id: string) => void,
): BoardServices {
  return {
    opened: async () => {},
    closed: forget,
    joined: async ({ id }) => {
      const { board, participant } = draftKeyOf(id)
      try {
        await store.touchDrafts(board, participant, usedAt(now()))
      } catch (cause) {
        // At worst the desk is swept a little early, and only if nobody opens it again.
        log.warn({ board, err: cause }, 'the use of a desk could not be noted')
      }
    },
    left: () => {},
    privateHello: async () => ({ ballots: [] }),
    run: new Dispatcher({ log }).run,
  }
}

/** Leaves participants out of the log: it must not show when somebody writes. */
function deskNamesLeftOut(log: RelayLog): RelayLog {
  const without = (facts: object): object =>
    'board' in facts && typeof facts.board === 'string'
      ? { ...facts, board: draftKeyOf(facts.board).board, document: 'desk' }
      : facts
  return {
    info: (facts, message) => log.info(without(facts), message),
    warn: (facts, message) => log.warn(without(facts), message),
    error: (facts, message) => log.error(without(facts), message),
  }
}
