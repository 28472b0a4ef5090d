import type * as Y from 'yjs'
import { aheadIn } from '#shared/activities/step-rights.ts'
import { may, barrierTo } from '#shared/activities/policy.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { Operation, type Barrier } from '#shared/workshop/policy.ts'
import type { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { usedAt } from '../basics/days.ts'
import { Dispatcher } from '../commands/dispatcher.ts'
import type { BoardServices } from '../contracts/activity.ts'
import type { BoardEvent, Bus } from '../contracts/bus.ts'
import type { DraftDocuments, DraftListener, AnswerTimes, DraftStore } from '../contracts/drafts.ts'
import type { HealthStore } from '../contracts/store.ts'
import type { LiveBoard, RelayLog, Session } from '../contracts/live-board.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import type { MemoryPools } from '../documents/memory-pools.ts'
import { createGuard } from '../guard/guard.ts'
import type { PhotoIndex } from '../photos/photo-index.ts'
import type { Connection } from '../relay/connection.ts'
import { limits } from '../relay/limits.ts'
import { createRooms, type Rooms } from '../relay/rooms.ts'
import { closeReasons } from '../relay/sentences.ts'
import type { RelayObserver, RoomsStats } from '../relay/stats.ts'
import { createDraftLog, draftId, draftKeyOf, type DraftLog, PendingDeletions } from './draft-log.ts'

/**
 * The agendas that decide when answers on desks may change. A board that has left memory cannot change its agenda, so its
 * last one holds as long as drafts of the board are in memory.
 */
class BoardAnswerTimes implements AnswerTimes {
  readonly #now: () => number
  readonly #hasDrafts: (board: string) => boolean
  readonly #open = new Map<string, Pick<LiveBoard, 'read'>>()
  readonly #last = new Map<string, Agenda | undefined>()
  readonly #boards = new WeakMap<Y.Doc, string>()

  /** `hasDrafts`: drafts of the board are in memory. */
  constructor(now: () => number, hasDrafts: (board: string) => boolean) {
    this.#now = now
    this.#hasDrafts = hasDrafts
  }

  readonly opened = (board: Pick<LiveBoard, 'id' | 'read'>): void => {
    this.#open.set(board.id, board)
    this.#last.delete(board.id)
  }

  readonly closed = (board: string): void => {
    const last = this.#open.get(board)
    this.#open.delete(board)
    if (last && this.#hasDrafts(board)) this.#last.set(board, last.read(readAgenda))
  }

  draftsOpened(desk: Y.Doc, board: string): void {
    this.#boards.set(desk, board)
  }

  draftsClosed(board: string): void {
    if (!this.#hasDrafts(board)) this.#last.delete(board)
  }

  /** Without a known agenda nothing can be answered. */
  readonly barrier = (desk: Y.Doc, role: Role, step: StepPath): Barrier | undefined => {
    const board = this.#boards.get(desk) ?? ''
    const agenda = this.#open.get(board)?.read(readAgenda) ?? this.#last.get(board)
    const ahead = aheadIn(agenda, step, this.#now())
    return barrierTo(role, Operation.answer, { writing: WritingMode.shared, ahead })
  }
}

/** The drafts in memory: rooms of their own, which only connections of their participant join. */
export interface DraftRooms extends DraftDocuments {
  /** Joins a connection to the drafts of its session's participant, or closes it with the reason. */
  readonly admit: (connection: Connection, board: string, session: Session) => Promise<void>
  readonly stats: () => RoomsStats
  /** As `Rooms.dropAll`. */
  readonly dropAll: () => void
  readonly close: () => Promise<void>
}

interface DraftRoomsDeps {
  readonly store: Pick<DraftStore, 'loadDrafts' | 'mendDrafts' | 'touchDrafts' | 'appendDrafts'> & HealthStore
  /** Drafts follow the deletion of boards and the end of sessions. */
  readonly bus: Pick<Bus, 'subscribe'>
  /** The memory that drafts share with boards. */
  readonly memory: MemoryPools
  readonly log: RelayLog
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Drafts without connections leave memory after this. */
  readonly idleMs: number
  readonly observer?: RelayObserver
  /** Loads the board of a desk, so that its agenda is known. Left out: nothing is known of agendas. */
  readonly openBoard?: (board: string) => Promise<void>
  /** Left out: a draft may have any photo. */
  readonly photoIndex?: Pick<PhotoIndex, 'open' | 'mayUse'>
}

export function createDraftRooms(deps: DraftRoomsDeps): DraftRooms {
  const log = withoutNames(deps.log)
  const listeners = new Set<DraftListener>()
  const deletions = new PendingDeletions()
  const draftLog = createDraftLog({
    store: deps.store,
    usedAt: () => usedAt(deps.now()),
    log,
    deletions,
    saved: (...change) => listeners.forEach((listener) => listener(...change)),
  })
  const answerTimes = new BoardAnswerTimes(deps.now, (board) =>
    rooms.ids().some((id) => draftKeyOf(id).board === board),
  )
  const rooms = openRooms({ ...deps, log }, draftLog, answerTimes)
  const admission = new DraftAdmission(rooms, deps.openBoard)

  deps.bus.subscribe((event: BoardEvent) => {
    switch (event.kind) {
      case 'sessionsEnded':
        return admission.endSessions(event.board, event.sessions)
      case 'deletionStarted':
        return deletions.begin(event.board)
      case 'deletionFailed':
        return deletions.end(event.board, false)
      case 'boardDeleted':
        deletions.end(event.board, true)
        return removeAll(event.board, rooms)
    }
  })

  return {
    admit: async (connection, board, session) => admission.admit(connection, board, session),
    withDrafts: async (key, use) => rooms.withBoard(draftId(key), use),
    inMemory: () => rooms.ids().map(draftKeyOf),
    wholeOf: draftLog.wholeOf,
    subscribe: (listener) => void listeners.add(listener),
    answerTimes,
    stats: rooms.stats,
    dropAll: rooms.dropAll,
    close: rooms.close,
  }
}

function openRooms(
  { photoIndex, memory, ...deps }: DraftRoomsDeps,
  draftLog: DraftLog,
  answerTimes: BoardAnswerTimes,
): Rooms {
  const { store, log, now, idleMs, observer } = deps
  const { storedBytes, load, append } = draftLog
  return createRooms({
    store: { probe: store.probe, storedBytes, load, append },
    guard: createGuard('desk', photoIndex?.mayUse, answerTimes.barrier),
    opening: async (id, doc) => {
      const { board, participant } = draftKeyOf(id)
      answerTimes.draftsOpened(doc, board)
      await photoIndex?.open(doc, { board, owner: participant })
    },
    poolOf: (id) => memory.drafts.poolOf(draftKeyOf(id).board),
    bounds: memory.drafts.bounds,
    services: draftServices(deps, draftLog, answerTimes),
    log,
    now,
    idleMs,
    ...(observer && { observer }),
  })
}

/** Drafts have no votes and take no commands. */
function draftServices(
  { store, log, now }: Pick<DraftRoomsDeps, 'store' | 'log' | 'now'>,
  draftLog: DraftLog,
  answerTimes: BoardAnswerTimes,
): BoardServices {
  return {
    opened: async () => {},
    closed: (id) => {
      draftLog.forget(id)
      answerTimes.draftsClosed(draftKeyOf(id).board)
    },
    joined: async ({ id }) => {
      const { board, participant } = draftKeyOf(id)
      try {
        await store.touchDrafts(board, participant, usedAt(now()))
      } catch (cause) {
        // At worst the drafts are swept a little early, and only if they are never opened again.
        log.warn({ board, err: cause }, 'the use of a desk could not be noted')
      }
    },
    left: () => {},
    privateHello: async () => ({ ballots: [] }),
    run: new Dispatcher({ log }).run,
  }
}

/** Closes the drafts of a deleted board. */
async function removeAll(board: string, rooms: Rooms): Promise<void> {
  const open = rooms.ids().filter((id) => draftKeyOf(id).board === board)
  // Drafts that were being written have failed already. Their clients come back and hear that the board is
  // gone.
  await Promise.allSettled(open.map(async (id) => rooms.remove(id, async () => {})))
}

/** Lets connections into the drafts of their participant. */
class DraftAdmission {
  readonly #rooms: Rooms
  /**
   * Kept here because drafts that are not open keep no list. A session may have been looked up just before
   * it ended.
   */
  readonly #endedSessions = new Set<string>()
  /** Connections by board: the drafts of one participant alone would never be full. */
  readonly #connections = new Map<string, number>()

  readonly #openBoard: ((board: string) => Promise<void>) | undefined

  constructor(rooms: Rooms, openBoard: ((board: string) => Promise<void>) | undefined) {
    this.#rooms = rooms
    this.#openBoard = openBoard
  }

  async admit(connection: Connection, board: string, session: Session): Promise<void> {
    if (!may(session.role, Operation.keepDesk)) return connection.close(CloseCode.forbidden, noDeskSentence)
    if (this.#endedSessions.has(session.hash))
      return connection.close(CloseCode.unauthorised, closeReasons.sessionEnded)
    // A connection that closed during the look-up will not report it again, and would be counted permanently.
    if (!connection.isOpen) return
    const count = this.#connections.get(board) ?? 0
    if (count >= limits.boardConnections) return connection.close(CloseCode.tooFast, closeReasons.boardFull)
    this.#connections.set(board, count + 1)
    connection.onClose(() => this.#leave(board))
    await this.#openBoard?.(board)
    await this.#rooms.admit(connection, draftId({ board, participant: session.participant.id }), session)
  }

  endSessions(board: string, sessions: readonly EndedSession[]): void {
    for (const session of sessions) {
      this.#endedSessions.add(session.hash)
      this.#rooms.endSessions(draftId({ board, participant: session.participant }), [session])
    }
  }

  #leave(board: string): void {
    const left = (this.#connections.get(board) ?? 1) - 1
    if (left > 0) this.#connections.set(board, left)
    else this.#connections.delete(board)
  }
}

const noDeskSentence = 'This link is for reading only: it has no desk.'

/** A log without participants: the log must not show when somebody writes drafts. */
function withoutNames(log: RelayLog): RelayLog {
  const nameless = (facts: object): object =>
    'board' in facts && typeof facts.board === 'string'
      ? { ...facts, board: draftKeyOf(facts.board).board, document: 'desk' }
      : facts
  return {
    info: (facts, message) => log.info(nameless(facts), message),
    warn: (facts, message) => log.warn(nameless(facts), message),
    error: (facts, message) => log.error(nameless(facts), message),
  }
}
