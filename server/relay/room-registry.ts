import { CloseCode } from '#shared/wire/message.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import { comeBackMs, limits } from './limits.ts'
import type { Room } from './room.ts'
import { closeReasons } from './sentences.ts'

export interface RoomRegistryDeps {
  readonly open: (id: string) => Promise<Room>
  /** A room is about to leave memory. */
  readonly closed: (id: string) => void
  /** A room without connections leaves memory after this. */
  readonly idleMs: number
}

interface Entry {
  readonly ready: Promise<Room>
  /** Set once it is ready. */
  room: Room | undefined
  /**
   * Hashes of sessions that ended while it is open. A session that was looked up just before must not
   * join after.
   */
  readonly endedSessions: Set<string>
  /** Users that need the room, not counting its connections. */
  holds: number
  idleTimer: NodeJS.Timeout | undefined
}

/** The rooms in memory. Each is opened when somebody needs it, and unloaded when nobody does. */
export class RoomRegistry {
  readonly #deps: RoomRegistryDeps
  readonly #entries = new Map<string, Entry>()
  #isClosing = false

  constructor(deps: RoomRegistryDeps) {
    this.#deps = deps
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  /** Ids of rooms that are open or opening. */
  ids(): readonly string[] {
    return [...this.#entries.keys()]
  }

  *rooms(): Generator<Room> {
    for (const { room } of this.#entries.values()) if (room) yield room
  }

  /** The room, if it is open. */
  find(id: string): Room | undefined {
    return this.#entries.get(id)?.room
  }

  /** Opens the room if needed, and keeps it open until `task` settles. */
  async use<T>(id: string, task: (room: Room) => Promise<T>): Promise<T> {
    if (this.#isClosing) throw new Error('the server is going away')
    const entry = this.#enter(id)
    entry.holds += 1
    try {
      return await task(await entry.ready)
    } finally {
      entry.holds -= 1
      this.#unloadWhenIdle(id, entry)
    }
  }

  /** A connection of this room has closed. */
  connectionClosed(room: Room): void {
    const entry = this.#entries.get(room.id)
    if (entry?.room === room) this.#unloadWhenIdle(room.id, entry)
  }

  /** Forgets a room that failed. It is opened again when somebody needs it. */
  dropFailed(failed: Room): void {
    const entry = this.#entries.get(failed.id)
    if (entry?.room === failed || entry?.room === undefined) this.#forget(failed.id, entry)
  }

  /** Closes the connections of sessions that have ended (4401). */
  endSessions(id: string, sessions: readonly EndedSession[]): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    for (const { hash } of sessions) entry.endedSessions.add(hash)
    for (const { connection, session } of entry.room?.members ?? []) {
      if (entry.endedSessions.has(session.hash))
        connection.close(CloseCode.unauthorised, closeReasons.sessionEnded)
    }
  }

  hasEnded(id: string, sessionHash: string): boolean {
    return this.#entries.get(id)?.endedSessions.has(sessionHash) ?? false
  }

  /**
   * Deletes a document for good. Nothing is written to it while `erase` runs. Then its connections close
   * (4404). When `erase` rejects, this rejects too, and the room goes on.
   */
  async remove(id: string, erase: () => Promise<void>): Promise<void> {
    const entry = this.#entries.get(id)
    const room = await entry?.ready.catch(() => undefined)
    const end = async (): Promise<void> => {
      await erase()
      const last = this.#entries.get(id)
      // Somebody may have opened it while it was being erased.
      const open = last === entry ? room : await last?.ready.catch(() => undefined)
      this.#forget(id, last)
      open?.close(CloseCode.boardGone, closeReasons.boardDeleted)
    }
    if (!room || room.isClosed) return end()
    // While the store takes nothing, nothing is being committed. An exclusive use would wait for the
    // store.
    await (room.board.isWritable() ? room.board.exclusively(end) : end())
  }

  /** Forgets all rooms as they are: another server may have them. Each is opened again when somebody needs it. */
  dropAll(): void {
    const end = (room: Room): void => room.close(CloseCode.tryAgain, closeReasons.reread)
    for (const [id, entry] of this.#entries) {
      this.#forget(id, entry)
      if (entry.room) end(entry.room)
      else entry.ready.then(end, () => undefined)
    }
  }

  /** Saves all rooms, closes them (1012) and opens no more. */
  async close(): Promise<void> {
    this.#isClosing = true
    await Promise.all([...this.#entries].map(async ([id, entry]) => this.#closeEntry(id, entry)))
  }

  async #closeEntry(id: string, entry: Entry): Promise<void> {
    // A board that cannot be opened or written has logged it already, and has nothing left to lose.
    const room = await entry.ready.catch(() => undefined)
    await room?.flush().catch(() => undefined)
    this.#forget(id, entry)
    room?.close(CloseCode.restart, () => String(comeBackMs()))
    if (room) await room.emptied(limits.closeGraceMs)
  }

  #enter(id: string): Entry {
    const known = this.#entries.get(id)
    if (known) return known
    const entry: Entry = {
      ready: this.#deps.open(id),
      room: undefined,
      endedSessions: new Set(),
      holds: 0,
      idleTimer: undefined,
    }
    this.#entries.set(id, entry)
    entry.ready.then(
      (room) => (entry.room = room),
      () => this.#forget(id, entry),
    )
    return entry
  }

  #forget(id: string, entry: Entry | undefined): void {
    if (!entry || this.#entries.get(id) !== entry) return
    clearTimeout(entry.idleTimer)
    this.#entries.delete(id)
    this.#deps.closed(id)
  }

  #unloadWhenIdle(id: string, entry: Entry): void {
    clearTimeout(entry.idleTimer)
    // The last connection or use that ends comes here again. A crowd that joins needs no timers.
    if (isInUse(entry)) return
    entry.idleTimer = setTimeout(() => this.#unload(id, entry), this.#deps.idleMs).unref()
  }

  #unload(id: string, entry: Entry): void {
    const { room } = entry
    if (!room || isInUse(entry)) return
    if (!room.isIdle) return this.#unloadWhenIdle(id, entry)
    this.#forget(id, entry)
    room.close(CloseCode.restart, '')
  }
}

function isInUse({ room, holds }: Entry): boolean {
  return holds > 0 || (room?.members.size ?? 0) > 0
}
