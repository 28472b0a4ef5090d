import type * as Y from 'yjs'
import { notesRoot, placeRoot } from '#shared/board/document.ts'
import { writeFirstCards } from '#shared/board/kept-photos.ts'
import { isOfNewerVersion, isOfOlderVersion, migrateBoard, type Migration } from '#shared/board/migrate.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { newPace, type Pace } from '../basics/yield-turn.ts'
import { followNewCards, newCardsOf } from '../board-file/kept-photos.ts'
import type { BoardServices } from '../contracts/activity.ts'
import type { RelayLog } from '../contracts/live-board.ts'
import { memoryInTurns } from '../documents/document-memory.ts'
import { DocumentSize } from '../documents/document-size.ts'
import { type DocumentLog, loadDocument, type LoadedDocument } from '../documents/load-document.ts'
import type { DocumentBounds, MemoryPool } from '../documents/memory-pools.ts'
import { limits } from './limits.ts'
import { Room, type RoomDeps } from './room.ts'
import { isStray, placeEntry, readPlace } from '#shared/board/note.ts'
import { rootsWhere } from '#shared/board/schema.ts'

export interface RoomLoaderDeps {
  readonly store: DocumentLog
  readonly services: Pick<BoardServices, 'opened'>
  readonly log: RelayLog
  /** A document was read and nobody has seen it yet. It is destroyed when it leaves memory. */
  readonly opening?: (id: string, doc: Y.Doc) => Promise<void>
  /** The migrations of shared/board/migrate.ts, unless a test brings its own. */
  readonly migrations?: readonly Migration[]
  /** The memory pool and the largest size of a document. */
  readonly poolOf: (id: string) => MemoryPool
  readonly bounds: DocumentBounds
}

export class BoardMissing extends Error {
  override readonly name = 'BoardMissing'

  constructor(id: string) {
    super(`there is no board ${id}`)
  }
}

/** There is no memory for one more document. */
export class NoMemory extends Error {
  override readonly name = 'NoMemory'
  /** Fastify answers a request with it. */
  readonly statusCode = 503
}

/** Reads documents and opens rooms with them. */
export class RoomLoader {
  readonly #deps: RoomLoaderDeps
  readonly #roomDeps: RoomDeps
  readonly #pace = newPace()
  #lastLarge: Promise<unknown> = Promise.resolve()

  constructor(deps: RoomLoaderDeps, roomDeps: RoomDeps) {
    this.#deps = deps
    this.#roomDeps = roomDeps
  }

  /** Rejects with BoardMissing, NoMemory, or the reason why the document cannot be read. */
  async open(id: string): Promise<Room> {
    const bytes = await this.#deps.store.storedBytes(id)
    if (bytes === undefined) throw new BoardMissing(id)
    // Reserved before anything is read: many boards that open together would all find the same free
    // memory.
    const size = this.#reserve(id, bytes)
    const isLarge = bytes > limits.largeBytes
    const loaded = await (isLarge ? this.#loadInTurn(id, bytes, size) : this.#load(id, bytes, size))
    try {
      const memory = await memoryInTurns(loaded.doc, this.#pace)
      if (!loaded.size.follow(loaded.doc, memory)) throw new NoMemory()
      await this.#deps.opening?.(id, loaded.doc)
      return await this.#openRoom(id, loaded)
    } catch (cause) {
      loaded.doc.destroy()
      loaded.size.close()
      throw cause
    }
  }

  #reserve(id: string, bytes: number): DocumentSize {
    const size = DocumentSize.reserve(bytes, this.#deps.bounds, this.#deps.poolOf(id))
    if (!size) throw new NoMemory()
    return size
  }

  async #load(id: string, expected: number, reserved: DocumentSize): Promise<LoadedDocument> {
    let size = reserved
    try {
      const stored = await this.#deps.store.load(id)
      if (!stored) throw new BoardMissing(id)
      const bytes = stored.updates.reduce((sum, { byteLength }) => sum + byteLength, 0)
      if (bytes > expected) {
        size.close()
        size = this.#reserve(id, bytes)
      }
      return await loadDocument(stored, size, this.#pace)
    } catch (cause) {
      size.close()
      throw cause
    }
  }

  /** Loads large documents one at a time: together they would all take longer, and their logs more memory. */
  async #loadInTurn(id: string, expected: number, reserved: DocumentSize): Promise<LoadedDocument> {
    const loading = this.#lastLarge.then(async () => this.#load(id, expected, reserved))
    this.#lastLarge = loading.catch(() => undefined)
    return loading
  }

  async #openRoom(id: string, loaded: LoadedDocument): Promise<Room> {
    const room = new Room(id, loaded, this.#roomDeps)
    try {
      await this.#prepare(room)
      return room
    } catch (cause) {
      room.close(CloseCode.tryAgain, '')
      throw cause
    }
  }

  async #prepare(room: Room): Promise<void> {
    const { id: board } = room
    const { log, migrations, services } = this.#deps
    // A newer version may have content that this one does not know. It is shown and never changed.
    if (room.board.read(isOfNewerVersion)) {
      log.warn({ board }, 'a board of a newer version is opened to be read only')
      return
    }
    if (room.board.read(isOfOlderVersion)) {
      await this.#write(room, (doc) => {
        migrateBoard(doc, migrations)
        log.info({ board }, 'a board of an older version is brought to this one')
      })
    }
    await this.#sweep(room, findOrphans, removeOrphans)
    await this.#sweep(room, findStrays, bringInside)
    const cards = room.board.read((doc) => newCardsOf(doc, notesRoot(doc).keys()))
    if (cards.size > 0) await this.#write(room, (doc) => writeFirstCards(doc, cards))
    room.board.read(followNewCards)
    await services.opened(room.board)
  }

  async #sweep(
    room: Room,
    find: (doc: Y.Doc, pace: Pace) => Promise<readonly string[]>,
    mend: (doc: Y.Doc, ids: readonly string[]) => void,
  ): Promise<void> {
    const ids = await room.board.read(async (doc) => find(doc, this.#pace))
    for (let first = 0; first < ids.length; first += limits.sweptAtOnce) {
      const some = ids.slice(first, first + limits.sweptAtOnce)
      await this.#write(room, (doc) => mend(doc, some))
    }
  }

  /**
   * Writes before anybody sees the board. While the store takes nothing, the board is shown unchanged,
   * which every reader accepts, and this change is written first afterwards. A failure drops the room.
   */
  async #write(room: Room, change: (doc: Y.Doc) => void): Promise<void> {
    const done = room.board.write(change)
    if (room.board.isWritable()) await done
    else done.catch(() => undefined)
  }
}

/** Places checked between two pauses: less than a millisecond. */
const placesAtOnce = 1_000

/**
 * Ids of notes that are stored outside the board. Earlier versions accepted such places. Pauses for other
 * work; nobody may change the document meanwhile.
 */
async function findStrays(doc: Y.Doc, pace: Pace): Promise<readonly string[]> {
  const strays: string[] = []
  let checked = 0
  for (const id of placeRoot(doc).keys()) {
    if (isStray(doc, id)) strays.push(id)
    checked += 1
    if (checked % placesAtOnce === 0) await pace()
  }
  return strays
}

/** Stores the places as everybody reads them: the nearest ones on the board. */
function bringInside(doc: Y.Doc, strays: readonly string[]): void {
  for (const id of strays) {
    const place = readPlace(doc, id)
    if (place) placeRoot(doc).set(id, placeEntry(place))
  }
}

/** Keys checked between two pauses: less than a millisecond. */
const keysAtOnce = 1_000

/**
 * Ids that are missing in one of notes, place and text. A delete that meets a move leaves them behind.
 * Pauses for other work; nobody may change the document meanwhile.
 */
async function findOrphans(doc: Y.Doc, pace: Pace): Promise<readonly string[]> {
  const roots = sweptRoots(doc)
  const orphans = new Set<string>()
  let checked = 0
  for (const root of roots) {
    for (const id of root.keys()) {
      if (!roots.every((other) => other.has(id))) orphans.add(id)
      checked += 1
      if (checked % keysAtOnce === 0) await pace()
    }
  }
  return [...orphans]
}

function removeOrphans(doc: Y.Doc, orphans: readonly string[]): void {
  for (const root of sweptRoots(doc)) {
    for (const id of orphans) if (root.has(id)) root.delete(id)
  }
}

function sweptRoots(doc: Y.Doc): readonly Y.Map<unknown>[] {
  return rootsWhere(doc, ({ isSwept }) => isSwept)
}
