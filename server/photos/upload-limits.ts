import { Bucket } from '../basics/bucket.ts'

/** One upload in progress. It is charged for the bytes that have arrived, not for those it has announced. */
export interface Upload {
  /**
   * More bytes have arrived. When there is no room for the next ones, the promise settles as soon as there
   * is.
   */
  readonly arrived: (bytes: number) => Promise<void> | undefined
  /** The photo has been dealt with. */
  readonly done: () => void
}

/** A pasted folder of holiday photos, and then one every two seconds. Not measured. */
const personBurst = 40
const personPerSecond = 0.5
/** A room of 300 in which everybody sends one. Decoding takes a quarter of a second each. */
const boardBurst = 400
const boardPerSecond = 4
/** One being sent, one being decoded, and two that wait in the sender's network. Not measured. */
const personAtOnce = 4
/** Of all boards: what a small machine can spare. One board leaves room for others. Not measured. */
const maxBytes = 192 * 1_048_576
const maxBoardBytes = maxBytes / 4
/** Announced bytes of one person: the largest photo and a small one. */
const maxPersonBytes = maxBoardBytes / 4
/** How long an upload waits for room. Browsers and proxies wait longer. Not measured. */
const patienceMs = 30_000
/**
 * Uploads of all boards, running and waiting. Each has some 100 kB in memory before it can be held back.
 * Beyond the first number, a board that has its share of uploads gets no more. Not measured.
 */
const manyUploads = 1_000
const maxUploads = 2_000

interface Person {
  readonly bucket: Bucket
  atOnce: number
  announced: number
}

interface Board {
  readonly bucket: Bucket
  atOnce: number
  bytes: number
  /** Oldest first. */
  readonly uploads: Set<Entry>
}

interface Entry {
  readonly person: Person
  readonly board: Board
  readonly announced: number
  bytes: number
  /** Set while the upload is held back. */
  goOn: (() => void) | undefined
}

interface Waiting {
  readonly entry: Entry
  readonly settle: (isAdmitted: boolean) => void
}

/**
 * Limits the uploads by person and by board, and bounds the memory of all together. Addresses are not
 * counted: a whole room may share one.
 */
export class UploadLimits {
  readonly #now: () => number
  readonly #persons = new Map<string, Person>()
  readonly #boards = new Map<string, Board>()
  /** Oldest first, in both. */
  readonly #uploads = new Set<Entry>()
  readonly #waiting = new Set<Waiting>()
  #bytes = 0
  /** Boards with running or waiting uploads. */
  #busyBoards = 0

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Ask before the photo is read. Until the promise settles the photo stays in the network. Undefined when
   * there are too many uploads.
   */
  readonly admit = async (
    boardId: string,
    participant: string,
    announced: number,
  ): Promise<Upload | undefined> => {
    const at = this.#now()
    const person = this.#personOf(`${boardId}/${participant}`, at)
    const board = this.#boardOf(boardId, at)
    if (person.atOnce >= personAtOnce || this.#isTooMany(board)) return undefined
    if (!person.bucket.take(1, at) || !board.bucket.take(1, at)) return undefined
    if (board.atOnce === 0) this.#busyBoards += 1
    person.atOnce += 1
    board.atOnce += 1
    const entry: Entry = { person, board, announced, bytes: 0, goOn: undefined }
    if (!(await this.#wait(entry))) return undefined
    return { arrived: (bytes) => this.#arrived(entry, bytes), done: () => this.#leave(entry) }
  }

  #personOf(key: string, at: number): Person {
    forgetIdle(this.#persons, at)
    return entryOf(this.#persons, key, () => {
      return { bucket: new Bucket(personPerSecond, personBurst, at), atOnce: 0, announced: 0 }
    })
  }

  #boardOf(key: string, at: number): Board {
    forgetIdle(this.#boards, at)
    return entryOf(this.#boards, key, () => {
      const bucket = new Bucket(boardPerSecond, boardBurst, at)
      return { bucket, atOnce: 0, bytes: 0, uploads: new Set<Entry>() }
    })
  }

  #isTooMany({ atOnce }: Board): boolean {
    const all = this.#uploads.size + this.#waiting.size
    const boards = this.#busyBoards + (atOnce === 0 ? 1 : 0)
    return all >= maxUploads || (all >= manyUploads && atOnce >= manyUploads / boards)
  }

  async #wait(entry: Entry): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const place: Waiting = {
      entry,
      settle: (isAdmitted) => {
        this.#waiting.delete(place)
        clearTimeout(timer)
        if (isAdmitted) this.#enter(entry)
        else this.#giveBack(entry)
        resolve(isAdmitted)
      },
    }
    const timer = setTimeout(() => place.settle(false), patienceMs).unref()
    this.#waiting.add(place)
    if (this.#hasRoom(entry)) place.settle(true)
    return promise
  }

  #hasRoom({ person, board, announced }: Entry): boolean {
    // A person's only photo may always have more than a share.
    const isWithinShare = person.announced === 0 || person.announced + announced <= maxPersonBytes
    return isWithinShare && board.bytes < maxBoardBytes && this.#bytes < maxBytes
  }

  #enter(entry: Entry): void {
    entry.person.announced += entry.announced
    entry.board.uploads.add(entry)
    this.#uploads.add(entry)
  }

  #arrived(entry: Entry, bytes: number): Promise<void> | undefined {
    if (!this.#uploads.has(entry)) return undefined
    entry.bytes += bytes
    this.#add(entry, bytes)
    if (this.#mayGoOn(entry)) return undefined
    return new Promise((resolve) => {
      entry.goOn = () => {
        entry.goOn = undefined
        resolve()
      }
    })
  }

  /** The oldest always goes on: otherwise all could wait for each other with half a photo each. */
  #mayGoOn(entry: Entry): boolean {
    const { board } = entry
    const isInBoard = board.bytes < maxBoardBytes || firstOf(board.uploads) === entry
    return isInBoard && (this.#bytes < maxBytes || firstOf(this.#uploads) === entry)
  }

  #leave(entry: Entry): void {
    if (!this.#uploads.delete(entry)) return
    entry.board.uploads.delete(entry)
    entry.person.announced -= entry.announced
    this.#add(entry, -entry.bytes)
    this.#giveBack(entry)
    entry.goOn?.()
    for (const other of this.#uploads) if (other.goOn && this.#mayGoOn(other)) other.goOn()
    for (const next of this.#waiting) if (this.#hasRoom(next.entry)) next.settle(true)
  }

  #add({ board }: Entry, bytes: number): void {
    board.bytes += bytes
    this.#bytes += bytes
  }

  #giveBack({ person, board }: Entry): void {
    person.atOnce -= 1
    board.atOnce -= 1
    if (board.atOnce === 0) this.#busyBoards -= 1
  }
}

function firstOf<T>(set: ReadonlySet<T>): T | undefined {
  for (const first of set) return first
  return undefined
}

function entryOf<T>(entries: Map<string, T>, key: string, create: () => T): T {
  let entry = entries.get(key)
  if (!entry) entries.set(key, (entry = create()))
  return entry
}

/** Removes entries that a new one would equal. It is a pass over all, so it runs when there are many. */
function forgetIdle(entries: Map<string, { readonly bucket: Bucket; atOnce: number }>, at: number): void {
  if (entries.size < 1_000) return
  for (const [key, { bucket, atOnce }] of entries) if (atOnce === 0 && bucket.isFull(at)) entries.delete(key)
}
