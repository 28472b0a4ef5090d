import type * as Y from 'yjs'
import { findStep } from '#shared/agenda/steps.ts'
import { readAgendaNow, readTemplate } from '#shared/board/agenda.ts'
import { CloseCode } from '#shared/wire/message.ts'
import type { HealthStore } from '../contracts/store.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import type { Guard } from '../guard/guard.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { Bus } from '../contracts/bus.ts'
import { Admission } from './admission.ts'
import type { Connection } from './connection.ts'
import { awarenessFrame, restartFrame, writableFrame } from './frame.ts'
import { createIdBudgets } from './id-budgets.ts'
import { comeBackMs, limits } from './limits.ts'
import type { ReceiveDeps } from './receive.ts'
import { RoomLoader, type RoomLoaderDeps } from './room-loader.ts'
import { RoomRegistry } from './room-registry.ts'
import { newStats, type RelayObserver, type RelayStats, type RoomsStats } from './stats.ts'
import { SyncQueue } from './sync-queue.ts'
import { openWriteGates } from './write-gate.ts'
import { encodeEntries } from './awareness.ts'
import type { Room } from './room.ts'

export interface RoomsDeps extends RoomLoaderDeps, Omit<ReceiveDeps, 'restartAt'> {
  readonly services: ReceiveDeps['services']
  readonly store: RoomLoaderDeps['store'] & HealthStore
  readonly guard: Guard
  /** People are about to remove many notes of this board. The store still has them. */
  readonly removing?: (board: string) => void
  /** A board without connections leaves memory after this. */
  readonly idleMs: number
  readonly observer?: RelayObserver
}

/** The boards in memory. Each is opened when somebody needs it, and unloaded when nobody does. */
export interface Rooms {
  /** Joins a connection to a board, or closes it with the reason. */
  readonly admit: (connection: Connection, board: string, session: Session) => Promise<void>
  /** Opens the board if needed, and keeps it open until `use` settles. Rejects with BoardMissing. */
  readonly withBoard: <T>(board: string, use: (board: LiveBoard) => Promise<T>) => Promise<T>
  /** The durable document as one Yjs update. Rejects with BoardMissing. */
  readonly snapshot: (board: string) => Promise<Uint8Array>
  /** True while so many people take part in a board that new pages of participants open in one column. */
  readonly opensInColumn: (board: string) => boolean
  /** How a board in memory is led. Undefined without an agenda. */
  readonly leadOf: (board: string) => BoardLead | undefined
  /** Ids of documents in memory. */
  readonly ids: () => readonly string[]
  /** Closes the connections of sessions that have ended (4401). */
  readonly endSessions: (board: string, sessions: readonly EndedSession[]) => void
  /** Deletes a board for good: see RoomRegistry. */
  readonly remove: (board: string, erase: () => Promise<void>) => Promise<void>
  /** Forgets all boards as they are in memory: another server may have changed them. */
  readonly dropAll: () => void
  readonly stats: () => RoomsStats
  /** People on the boards that somebody is on, by board. */
  readonly peopleOn: () => Readonly<Record<string, number>>
  /** Tells everybody when the server restarts, in milliseconds since 1970. Null: it does not. */
  readonly announceRestart: (at: number | null) => void
  /** Asks the store for a write. When it fails, everybody is told, until the store writes again. */
  readonly checkStore: () => Promise<void>
  /**
   * Saves everything that was received, tells everybody when to come back (1012), and opens no more boards.
   */
  readonly close: () => Promise<void>
}

export function createRooms(deps: RoomsDeps): Rooms {
  const { log, store, services, guard, removing } = deps
  const stats = newStats(deps.observer)
  const syncQueue = new SyncQueue()
  const gates = openWriteGates({ probe: store.probe, changed: (isOpen, board) => gateChanged(isOpen, board) })
  const loader = new RoomLoader(deps, {
    guard,
    store,
    gates,
    ids: createIdBudgets(),
    syncQueue,
    stats,
    log,
    removing,
    failed: (room, cause) => {
      log.error({ board: room.id, err: cause }, 'a board is dropped from memory and will be loaded again')
      registry.dropFailed(room)
    },
  })
  const registry = new RoomRegistry({
    open: async (id) => loader.open(id),
    closed: services.closed,
    idleMs: deps.idleMs,
  })
  let restartAt: number | null = null
  const admission = new Admission(registry, stats, { ...deps, restartAt: () => restartAt })
  const stopHeartbeat = startHeartbeat(() => registry.rooms())

  function gateChanged(isOpen: boolean, board?: string): void {
    log.warn(board === undefined ? {} : { board }, isOpen ? openSentence : shutSentence)
    for (const room of registry.rooms()) {
      if (board !== undefined && room.id !== board) continue
      for (const member of room.members) member.notify(writableFrame(isOpen))
      // Nobody probes the store any more. A board that waits for it would wait until the process is
      // killed.
      if (registry.isClosing) room.close(CloseCode.restart, () => String(comeBackMs()))
    }
  }

  return {
    admit: async (connection, id, session) => admission.admit(connection, id, session),
    withBoard: async (id, use) => registry.use(id, async (room) => use(room.board)),
    snapshot: async (id) => registry.use(id, async (room) => room.snapshot()),
    opensInColumn: (id) => registry.find(id)?.presence.opensInColumn ?? false,
    leadOf: (id) => registry.find(id)?.board.read(leadIn),
    ids: () => registry.ids(),
    endSessions: (id, sessions) => registry.endSessions(id, sessions),
    remove: async (id, erase) => registry.remove(id, erase),
    dropAll: () => registry.dropAll(),
    stats: () => statsOf(registry, stats, gates.isOpen()),
    peopleOn: () =>
      Object.fromEntries(
        [...registry.rooms()]
          .filter(({ members }) => members.size > 0)
          .map(({ id, presence }) => [id, presence.people]),
      ),
    announceRestart: (at) => {
      restartAt = at
      for (const room of registry.rooms()) for (const member of room.members) member.notify(restartFrame(at))
    },
    checkStore: async () => store.probe().catch(() => gates.shut()),
    close: async () => {
      stopHeartbeat()
      gates.close()
      syncQueue.close()
      await registry.close()
    },
  }
}

interface BoardLead {
  /** Of the step that runs. */
  readonly activity?: string
}

function leadIn(doc: Y.Doc): BoardLead | undefined {
  const now = readAgendaNow(doc)
  const template = now && readTemplate(doc)
  const running = template && findStep(template, now.step)
  return now && { ...(running && { activity: running.step.activity }) }
}

function statsOf(registry: RoomRegistry, stats: RelayStats, isWritable: boolean): RoomsStats {
  const rooms = [...registry.rooms()]
  const people = rooms.reduce((sum, { presence }) => sum + presence.people, 0)
  const connections = rooms.reduce((sum, { members }) => sum + members.size, 0)
  const waiting = rooms.reduce((sum, room) => sum + room.waiting, 0)
  return { ...stats, boards: rooms.length, people, connections, waiting, isWritable }
}

const openSentence = 'the store takes writes again'
const shutSentence = 'the store takes no writes: edits wait, boards stay readable'

/** Starts the one timer of all rooms: it ends slow and dead connections. Returns a function that stops it. */
function startHeartbeat(rooms: () => Iterable<Room>): () => void {
  let sweeps = 0
  const timer = setInterval(() => {
    sweeps += 1
    const at = performance.now()
    for (const room of rooms()) {
      room.sweep(at)
      for (const { connection, index, speaksOurs } of room.members) {
        // Different connections have their turns in different sweeps.
        const turn = index + sweeps
        if (turn % limits.sweepsPerSign === 0 && !speaksOurs) connection.write(signOfLife)
        if (turn % limits.sweepsPerPing === 0) connection.checkAlive()
      }
    }
  }, limits.sweepMs).unref()
  return () => clearInterval(timer)
}

/** An awareness message without entries. The stock client gives up a server that sent no message for 30 s. */
const signOfLife = awarenessFrame(encodeEntries([]))

/** Lets the rooms of boards follow the events of all nodes. */
export function followBoardEvents(rooms: Pick<Rooms, 'endSessions' | 'remove'>, bus: Bus): void {
  bus.subscribe((event) => {
    switch (event.kind) {
      case 'sessionsEnded':
        return rooms.endSessions(event.board, event.sessions)
      case 'boardDeleted':
        // The node that deleted it has closed its own room. Another node may still have one.
        return rooms.remove(event.board, async () => {})
      case 'deletionStarted':
      case 'deletionFailed':
    }
  })
}

/** Deletes a board for good, on all nodes. When the store fails, this rejects, and the board goes on. */
export async function deleteBoard(
  board: string,
  rooms: Pick<Rooms, 'remove'>,
  store: Pick<BoardStore, 'deleteBoard'>,
  bus: Bus,
): Promise<void> {
  await bus.publish({ kind: 'deletionStarted', board })
  try {
    await rooms.remove(board, async () => store.deleteBoard(board))
  } catch (cause) {
    await bus.publish({ kind: 'deletionFailed', board })
    throw cause
  }
  await bus.publish({ kind: 'boardDeleted', board })
}
