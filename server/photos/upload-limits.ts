import { Bucket } from '../basics/bucket.ts'

/** What may be sent at a time: by person and by board, never by address, and all together, since it waits in memory. */
export interface UploadLimits {
  /**
   * To be asked before anything of the picture is read: until it settles the picture stays in the network. Undefined when
   * it is too much.
   */
  readonly admit: (board: string, participant: string, bytes: number) => Promise<Upload | undefined>
}

/** What has come of a picture takes up room, not what was announced: many may announce much and send nothing. */
export interface Upload {
  /** So many bytes more have come. When there is no room for what comes next, settles as soon as there is. */
  readonly arrived: (bytes: number) => Promise<void> | undefined
  /** The picture has been dealt with. */
  readonly done: () => void
}

/** A pasted folder of holiday pictures, and then one every two seconds. Taste. */
const personBurst = 40
const personPerSecond = 0.5
/** A room of 300 in which everybody sends one. Decoding takes a quarter of a second each. */
const boardBurst = 400
const boardPerSecond = 4
/** One being sent, one being decoded, and two that their sender's line keeps waiting. Taste. */
const personAtOnce = 4
/** Of all boards: what a small machine can spare. One board's share leaves room for others, whoever floods it. Taste. */
const bytesAtOnce = 192 * 1_048_576
const boardBytesAtOnce = bytesAtOnce / 4
/** As announced, since it is their own affair: the largest picture and a small one. */
const personBytesAtOnce = boardBytesAtOnce / 4
/** How long one waits for room; browsers and proxies wait longer. Taste. */
const patienceMs = 30_000
/**
 * How many of all boards are under way or wait: of each some 100 kB are in memory before it can be held back. Beyond the first
 * number a board is refused that has its share of them already. Taste.
 */
const manyAtOnce = 1_000
const mostAtOnce = 2_000

interface Person {
  readonly bucket: Bucket
  atOnce: number
  announced: number
}

interface Board {
  readonly bucket: Bucket
  atOnce: number
  bytes: number
  /** Who came first is first. */
  readonly uploads: Set<Entry>
}

interface Entry {
  readonly person: Person
  readonly board: Board
  readonly announced: number
  bytes: number
  goOn: (() => void) | undefined
}

interface Waiting {
  readonly entry: Entry
  readonly settle: (isAdmitted: boolean) => void
}

/** `now` in milliseconds of a clock that never goes back. */
export function createUploadLimits(now: () => number): UploadLimits {
  const persons = new Map<string, Person>()
  const boards = new Map<string, Board>()
  /** Who came first is first, in both. */
  const uploads = new Set<Entry>()
  const waiting = new Set<Waiting>()
  let bytesNow = 0
  /** Boards that have some under way or waiting. */
  let boardsNow = 0

  /** The first always gets on: otherwise all could wait for each other with half of a picture each. */
  function mayGoOn(entry: Entry): boolean {
    const { board } = entry
    const isInBoard = board.bytes < boardBytesAtOnce || firstOf(board.uploads) === entry
    return isInBoard && (bytesNow < bytesAtOnce || firstOf(uploads) === entry)
  }

  function hasRoom({ person, board, announced }: Entry): boolean {
    // A picture of its own may always have more than a share.
    const isWithinShare = person.announced === 0 || person.announced + announced <= personBytesAtOnce
    return isWithinShare && board.bytes < boardBytesAtOnce && bytesNow < bytesAtOnce
  }

  function add({ board }: Entry, bytes: number): void {
    board.bytes += bytes
    bytesNow += bytes
  }

  function enter(entry: Entry): void {
    entry.person.announced += entry.announced
    entry.board.uploads.add(entry)
    uploads.add(entry)
  }

  function leave(entry: Entry): void {
    if (!uploads.delete(entry)) return
    entry.board.uploads.delete(entry)
    entry.person.announced -= entry.announced
    add(entry, -entry.bytes)
    giveBack(entry)
    entry.goOn?.()
    for (const other of uploads) if (other.goOn && mayGoOn(other)) other.goOn()
    for (const next of waiting) if (hasRoom(next.entry)) next.settle(true)
  }

  function giveBack({ person, board }: Entry): void {
    person.atOnce -= 1
    board.atOnce -= 1
    if (board.atOnce === 0) boardsNow -= 1
  }

  function isTooMany({ atOnce }: Board): boolean {
    const all = uploads.size + waiting.size
    const boardsThen = boardsNow + (atOnce === 0 ? 1 : 0)
    return all >= mostAtOnce || (all >= manyAtOnce && atOnce >= manyAtOnce / boardsThen)
  }

  async function wait(entry: Entry): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const place: Waiting = {
      entry,
      settle: (isAdmitted) => {
        waiting.delete(place)
        clearTimeout(timer)
        if (isAdmitted) enter(entry)
        else giveBack(entry)
        resolve(isAdmitted)
      },
    }
    const timer = setTimeout(() => place.settle(false), patienceMs).unref()
    waiting.add(place)
    if (hasRoom(entry)) place.settle(true)
    return promise
  }

  function arrived(entry: Entry, bytes: number): Promise<void> | undefined {
    if (!uploads.has(entry)) return undefined
    entry.bytes += bytes
    add(entry, bytes)
    if (mayGoOn(entry)) return undefined
    return new Promise((resolve) => {
      entry.goOn = () => {
        entry.goOn = undefined
        resolve()
      }
    })
  }

  return {
    admit: async (boardId, participant, announced) => {
      const at = now()
      forget(persons, at)
      forget(boards, at)
      const person = entryOf(persons, `${boardId}/${participant}`, () => {
        return { bucket: new Bucket(personPerSecond, personBurst, at), atOnce: 0, announced: 0 }
      })
      const board = entryOf(boards, boardId, () => {
        return {
          bucket: new Bucket(boardPerSecond, boardBurst, at),
          atOnce: 0,
          bytes: 0,
          uploads: new Set<Entry>(),
        }
      })
      if (person.atOnce >= personAtOnce || isTooMany(board)) return undefined
      if (!person.bucket.take(1, at) || !board.bucket.take(1, at)) return undefined
      if (board.atOnce === 0) boardsNow += 1
      person.atOnce += 1
      board.atOnce += 1
      const entry: Entry = { person, board, announced, bytes: 0, goOn: undefined }
      if (!(await wait(entry))) return undefined
      return { arrived: (bytes) => arrived(entry, bytes), done: () => leave(entry) }
    },
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

/** Those of which a new one would be the same; looking through them all costs, so it is done when there are many. */
function forget(entries: Map<string, { readonly bucket: Bucket; atOnce: number }>, at: number): void {
  if (entries.size < 1_000) return
  for (const [key, { bucket, atOnce }] of entries) if (atOnce === 0 && bucket.isFull(at)) entries.delete(key)
}
