import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type * as Y from 'yjs'
import { isOfNewerVersion, isOfOlderVersion, migrateBoard, type Migration } from '#shared/board/migrate.ts'
import { CloseCode } from '#shared/wire/message.ts'
import type { Session } from '../contracts/session.ts'
import type { Guard } from '../guard/guard.ts'
import { newPace } from '../basics/yield-turn.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import type { HealthStore } from '../contracts/health.ts'
import { StoreError } from '../contracts/store-error.ts'
import { openAnswerLine } from './sync-queue.ts'
import { encodeEntries } from './awareness.ts'
import { Connection } from './connection.ts'
import type { DocumentLog } from '../documents/document-log.ts'
import { loadDocument, type LoadedDocument } from '../documents/load-document.ts'
import { findOrphans, removeOrphans } from '../documents/orphans.ts'
import { memoryInTurns } from '../documents/document-memory.ts'
import { DocumentSize } from '../documents/document-size.ts'
import { awarenessFrame, writableFrame } from './frame.ts'
import { createIdBudgets } from './id-budgets.ts'
import { comeBackMs, limits } from './limits.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { DocumentBounds, MemoryPool } from '../documents/memory-pools.ts'
import { receive, sentTooMuch, type ReceiveDeps } from './receive.ts'
import { noRoom, Room } from './room.ts'
import { openWriteGate } from './write-gate.ts'
import { newStats, type RelayObserver, type RelayStats } from './stats.ts'

export interface RoomsDeps extends Omit<ReceiveDeps, 'isWritable'> {
  readonly store: DocumentLog & HealthStore
  readonly guard: Guard
  /** A document has been read, and nobody has seen it yet; it is destroyed when it leaves memory. */
  readonly opening?: (id: string, doc: Y.Doc) => Promise<void>
  /** Those of shared/board/migrate.ts, unless a test brings its own. */
  readonly migrations?: readonly Migration[]
  /** People are about to take many notes off this board: the store still has it as it was. */
  readonly removing?: (board: string) => void
  /** Where a document finds memory, and how large it may become. */
  readonly poolOf: (id: string) => MemoryPool
  readonly bounds: DocumentBounds
  /** A board nobody is connected to leaves memory after this. */
  readonly idleMs: number
  readonly observer?: RelayObserver
}

/** The boards that are open in memory, opened by whoever needs one and unloaded when nobody does. */
export interface Rooms {
  /** Joins a socket to a board; whatever is wrong is told by the close code. `tcp` is the socket under it. */
  readonly attach: (socket: WebSocket, tcp: Socket, board: string, session: Session) => Promise<void>
  /** Opens the board when it is not, and keeps it open until `use` settles. Rejects with BoardMissing. */
  readonly withBoard: <T>(board: string, use: (board: LiveBoard) => Promise<T>) => Promise<T>
  /** The durable document as one Yjs update. Rejects with BoardMissing. */
  readonly snapshot: (board: string) => Promise<Uint8Array>
  /** Of the documents that are open in memory. */
  readonly ids: () => readonly string[]
  /** Ends the connections of these sessions (4401), which have ended. */
  readonly cutOff: (board: string, sessions: readonly EndedSession[]) => void
  /**
   * Ends a board for good: nothing is written to it while `erase` removes what is kept of it, and then everybody is told
   * that it is gone (4404). When `erase` rejects, so does this, and the board goes on.
   */
  readonly remove: (board: string, erase: () => Promise<void>) => Promise<void>
  readonly stats: () => RoomsStats
  /** Everything received is made durable, everybody is told when to come back (1012), and nothing opens any more. */
  readonly close: () => Promise<void>
}

export interface RoomsStats extends Omit<RelayStats, 'observer'> {
  readonly boards: number
  /** On each board everybody once, on however many devices and in however many windows. */
  readonly people: number
  readonly connections: number
  /** Updates and changes that wait for the next tick, on all boards. */
  readonly waiting: number
  /** The store takes writes. */
  readonly isWritable: boolean
}

/** Both together; what is counted as boards are the first one's. */
export function allStats(boards: RoomsStats, others: RoomsStats): RoomsStats {
  return {
    boards: boards.boards,
    people: boards.people,
    connections: boards.connections + others.connections,
    waiting: boards.waiting + others.waiting,
    isWritable: boards.isWritable && others.isWritable,
    ticks: boards.ticks + others.ticks,
    deliveries: boards.deliveries + others.deliveries,
    saved: boards.saved + others.saved,
    refused: boards.refused + others.refused,
    lags: boards.lags + others.lags,
    joins: boards.joins + others.joins,
  }
}

export class BoardMissing extends Error {
  override readonly name = 'BoardMissing'
}

/** There is no memory for one more document. */
class NoRoom extends Error {
  override readonly name = 'NoRoom'
  readonly statusCode = 503
}

interface Entry {
  readonly ready: Promise<Room>
  /** Once it is ready. */
  room: Room | undefined
  /** Sessions that ended while it is open, by hash: one looked up just before must not come in after. */
  readonly cut: Set<string>
  /** Who needs it apart from its connections. */
  holds: number
  idleTimer: NodeJS.Timeout | undefined
}

export function createRooms(deps: RoomsDeps): Rooms {
  const entries = new Map<string, Entry>()
  const stats = newStats(deps.observer)
  const gate = openWriteGate({
    probe: deps.store.probe,
    changed: (isOpen) => {
      deps.log.warn(
        {},
        isOpen
          ? 'the store takes writes again'
          : 'the store takes no writes: edits wait, boards stay readable',
      )
      for (const { room } of entries.values()) {
        for (const connection of room?.connections ?? []) connection.tell(writableFrame(isOpen))
        // Nobody asks the store any more: whoever waited for it would wait until the process is ended.
        if (isClosing) room?.close(CloseCode.restart, () => String(comeBackMs()))
      }
    },
  })
  const pace = newPace()
  let lastLarge: Promise<unknown> = Promise.resolve()
  const ids = createIdBudgets()
  const line = openAnswerLine()
  let isClosing = false
  let nextIndex = 1
  let sweeps = 0
  const receiveDeps: ReceiveDeps = { ...deps, isWritable: gate.isOpen }

  function enter(id: string): Entry {
    const known = entries.get(id)
    if (known) return known
    const entry: Entry = { ready: open(id), room: undefined, cut: new Set(), holds: 0, idleTimer: undefined }
    entries.set(id, entry)
    entry.ready.then(
      (room) => (entry.room = room),
      () => forget(id, entry),
    )
    return entry
  }

  async function open(id: string): Promise<Room> {
    const bytes = await deps.store.storedBytes(id)
    if (bytes === undefined) throw missing(id)
    // Taken before anything is read: many that open at once would all find the same room.
    const size = reserve(id, bytes)
    const loaded = await (bytes > limits.largeBytes ? loadInTurn(id, bytes, size) : load(id, bytes, size))
    try {
      const memory = await memoryInTurns(loaded.doc, pace)
      if (!loaded.size.follow(loaded.doc, memory)) throw new NoRoom(noRoom)
      await deps.opening?.(id, loaded.doc)
      return await openRoom(id, loaded)
    } catch (cause) {
      loaded.doc.destroy()
      loaded.size.close()
      throw cause
    }
  }

  function reserve(id: string, bytes: number): DocumentSize {
    const size = DocumentSize.reserve(bytes, deps.bounds, deps.poolOf(id))
    if (!size) throw new NoRoom(noRoom)
    return size
  }

  async function load(id: string, expected: number, reserved: DocumentSize): Promise<LoadedDocument> {
    let size = reserved
    try {
      const stored = await deps.store.load(id)
      if (!stored) throw missing(id)
      const bytes = stored.updates.reduce((sum, update) => sum + update.byteLength, 0)
      if (bytes > expected) {
        size.close()
        size = reserve(id, bytes)
      }
      return await loadDocument(stored, size, pace)
    } catch (cause) {
      size.close()
      throw cause
    }
  }

  /** Several large ones at a time would all take longer, and their logs more memory. */
  async function loadInTurn(...args: Parameters<typeof load>): Promise<LoadedDocument> {
    const loading = lastLarge.then(async () => load(...args))
    lastLarge = loading.catch(() => undefined)
    return loading
  }

  async function openRoom(id: string, loaded: LoadedDocument): Promise<Room> {
    const room = new Room(id, loaded, {
      guard: deps.guard,
      store: deps.store,
      gate,
      ids,
      line,
      stats,
      log: deps.log,
      removing: deps.removing,
      failed: (failed, cause) => {
        deps.log.error({ board: id, err: cause }, 'a board is dropped from memory and will be loaded again')
        const entry = entries.get(id)
        if (entry?.room === failed || entry?.room === undefined) forget(id, entry)
      },
    })
    try {
      await prepare(room)
      return room
    } catch (cause) {
      room.close(CloseCode.tryAgain, '')
      throw cause
    }
  }

  async function prepare(room: Room): Promise<void> {
    const { id } = room
    // What this version does not know may be anything: it is shown, and nothing of it is changed.
    if (room.board.read(isOfNewerVersion)) {
      deps.log.warn({ board: id }, 'a board of a newer version is opened to be read only')
      return
    }
    if (room.board.read(isOfOlderVersion)) {
      await written(room, (doc) => {
        migrateBoard(doc, deps.migrations)
        deps.log.info({ board: id }, 'a board of an older version is brought to this one')
      })
    }
    const orphans = await room.board.read(async (doc) => findOrphans(doc, pace))
    for (let first = 0; first < orphans.length; first += limits.sweptAtOnce) {
      const some = orphans.slice(first, first + limits.sweptAtOnce)
      await written(room, (doc) => removeOrphans(doc, some))
    }
    await deps.services.opened(room.board)
  }

  /**
   * Before anybody sees the board. On a full disk it is read as it is, which every reader bears, and this is the first to be
   * written afterwards; a failure drops the room.
   */
  async function written(room: Room, change: (doc: Y.Doc) => void): Promise<void> {
    const done = room.board.write(change)
    if (gate.isOpen()) await done
    else done.catch(() => undefined)
  }

  function forget(id: string, entry: Entry | undefined): void {
    if (!entry || entries.get(id) !== entry) return
    clearTimeout(entry.idleTimer)
    entries.delete(id)
    deps.services.closed(id)
  }

  function rest(id: string, entry: Entry): void {
    clearTimeout(entry.idleTimer)
    entry.idleTimer = setTimeout(() => unload(id, entry), deps.idleMs).unref()
  }

  function unload(id: string, entry: Entry): void {
    const { room } = entry
    if (!room || entry.holds > 0 || room.connections.size > 0) return
    if (!room.isIdle) return rest(id, entry)
    forget(id, entry)
    room.close(CloseCode.restart, '')
  }

  async function use<T>(id: string, task: (room: Room) => Promise<T>): Promise<T> {
    if (isClosing) throw new Error('the server is going away')
    const entry = enter(id)
    entry.holds += 1
    try {
      return await task(await entry.ready)
    } finally {
      entry.holds -= 1
      rest(id, entry)
    }
  }

  async function attach(socket: WebSocket, tcp: Socket, id: string, session: Session): Promise<void> {
    // What arrives before the board is open waits in the network.
    socket.pause()
    try {
      await use(id, async (room) => {
        if (room.isClosed)
          return socket.close(CloseCode.tryAgain, 'The board had to be read again. Try again.')
        if (socket.readyState !== socket.OPEN) return
        if (entries.get(id)?.cut.has(session.hash)) return socket.close(CloseCode.unauthorised, hasEnded)
        const full = room.fullFor(session)
        if (full !== undefined) {
          room.countRefusal('too_many_requests')
          return socket.close(CloseCode.tooFast, full)
        }
        connect(room, new Connection(socket, tcp, session, nextIndex++, performance.now()), socket)
        socket.resume()
        if (!room.board.read(isOfNewerVersion)) await deps.services.joined(room.board, session)
      })
    } catch (cause) {
      if (cause instanceof BoardMissing)
        return socket.close(CloseCode.boardGone, 'This board does not exist.')
      if (isClosing) return socket.close(CloseCode.restart, String(comeBackMs()))
      if (cause instanceof NoRoom) {
        deps.log.warn({ board: id }, 'a document is not opened: what is open takes as much memory as it may')
        return socket.close(CloseCode.tryAgain, noRoom)
      }
      deps.log.error({ board: id, err: cause }, 'a board could not be opened')
      if (isDamage(cause)) return socket.close(CloseCode.damaged, damagedSentence)
      socket.close(CloseCode.tryAgain, 'The board cannot be read at the moment. Try again.')
    } finally {
      socket.resume()
    }
  }

  function connect(room: Room, connection: Connection, socket: WebSocket): void {
    stats.joins += 1
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      try {
        receive(room, connection, isBinary ? data : new Uint8Array(), receiveDeps)
      } catch (cause) {
        // Our own mistake, and one connection's end instead of everybody's.
        deps.log.error({ board: room.id, err: cause }, 'a message could not be handled')
        connection.close(CloseCode.tryAgain, 'The server stumbled over a message. Try again.')
      }
    })
    // Not by `ws` itself: it would answer a flood of them to a peer that reads none of the answers.
    socket.on('ping', (data: Buffer) => {
      connection.isAlive = true
      if (connection.budgets.signals.take(1, performance.now())) connection.pong(data)
      else connection.close(CloseCode.tooFast, sentTooMuch)
    })
    socket.on('pong', () => (connection.isAlive = true))
    socket.on('close', () => {
      room.leave(connection)
      deps.services.left(room.board, connection.session)
      const entry = entries.get(room.id)
      if (entry?.room === room) rest(room.id, entry)
    })
    room.join(connection)
  }

  async function remove(id: string, erase: () => Promise<void>): Promise<void> {
    const entry = entries.get(id)
    const room = await entry?.ready.catch(() => undefined)
    const end = async (): Promise<void> => {
      await erase()
      const last = entries.get(id)
      // Somebody may have opened it while it was being erased.
      const open = last === entry ? room : await last?.ready.catch(() => undefined)
      forget(id, last)
      open?.close(CloseCode.boardGone, 'This board has been deleted.')
    }
    if (!room || room.isClosed) return end()
    // While the store takes nothing, nothing is being committed either, and whatever waits would wait with it.
    await (gate.isOpen() ? room.board.exclusively(end) : end())
  }

  /** The one timer of all boards. */
  const sweeper = setInterval(() => {
    sweeps += 1
    const at = performance.now()
    for (const { room } of entries.values()) {
      if (!room) continue
      room.sweep(at)
      for (const connection of room.connections) {
        const turn = connection.index + sweeps
        if (turn % limits.sweepsPerSign === 0 && !connection.speaksOurs) connection.write(signOfLife)
        if (turn % limits.sweepsPerPing !== 0) continue
        if (connection.isAlive) connection.ping()
        else connection.terminate()
      }
    }
  }, limits.sweepMs).unref()

  async function close(): Promise<void> {
    isClosing = true
    clearInterval(sweeper)
    gate.close()
    line.close()
    await Promise.all([...entries].map(async ([id, entry]) => closeEntry(id, entry)))
  }

  async function closeEntry(id: string, entry: Entry): Promise<void> {
    // A board that cannot be opened or written to has said so already, and has nothing left to lose.
    const room = await entry.ready.catch(() => undefined)
    await room?.flush().catch(() => undefined)
    forget(id, entry)
    room?.close(CloseCode.restart, () => String(comeBackMs()))
    if (room) await room.emptied(limits.closeGraceMs)
  }

  return {
    attach,
    withBoard: async (id, task) => use(id, async (room) => task(room.board)),
    snapshot: async (id) => use(id, async (room) => room.snapshot()),
    ids: () => [...entries.keys()],
    cutOff: (id, sessions) => {
      const entry = entries.get(id)
      for (const { hash } of sessions) entry?.cut.add(hash)
      for (const connection of entry?.room?.connections ?? []) {
        if (entry?.cut.has(connection.session.hash)) connection.close(CloseCode.unauthorised, hasEnded)
      }
    },
    remove,
    stats: () => {
      const rooms = [...entries.values()].flatMap(({ room }) => room ?? [])
      const people = rooms.reduce((sum, room) => sum + room.presence.people, 0)
      const connections = rooms.reduce((sum, room) => sum + room.connections.size, 0)
      const waiting = rooms.reduce((sum, room) => sum + room.waiting, 0)
      return { ...stats, boards: rooms.length, people, connections, waiting, isWritable: gate.isOpen() }
    },
    close,
  }
}

function missing(id: string): BoardMissing {
  return new BoardMissing(`there is no board ${id}`)
}

function isDamage(cause: unknown): boolean {
  return cause instanceof StoreError && cause.kind === 'damage'
}

const damagedSentence =
  'This board is damaged on the server’s disk; the person who runs the server can restore a backup.'

/** A link was revoked, or somebody signed this device out. */
export const hasEnded = 'Your access to this board has ended.'

/** No awareness entries: the stock client takes a server that says nothing for 30 s for dead; pings do not count. */
const signOfLife = awarenessFrame(encodeEntries([]))
