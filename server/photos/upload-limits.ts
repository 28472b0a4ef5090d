import { Bucket } from '../relay/limits.ts'

/** What may be sent at a time: by person and by board, never by address, and all together, since it waits in memory. */
export interface UploadLimits {
  /**
   * To be asked before anything of the picture is read: until it settles the picture stays in the network. Undefined when
   * it is too much; otherwise to be called once the picture has been dealt with.
   */
  readonly admit: (board: string, participant: string, bytes: number) => Promise<Done | undefined>
}

export type Done = () => void

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
/** How long, and how many of all boards, wait for room; browsers and proxies wait longer. Taste. */
const patienceMs = 30_000
const mostWaiting = 2_000

interface Rate {
  readonly bucket: Bucket
  atOnce: number
  bytes: number
}

interface Waiting {
  readonly person: Rate
  readonly board: Rate
  readonly bytes: number
  readonly admitted: (done: Done | undefined) => void
}

/** `now` in milliseconds of a clock that never goes back. */
export function createUploadLimits(now: () => number): UploadLimits {
  const persons = new Map<string, Rate>()
  const boards = new Map<string, Rate>()
  /** Who came first is first. */
  const waiting = new Set<Waiting>()
  let bytesNow = 0

  function hasRoom({ board, bytes }: Waiting): boolean {
    return bytesNow + bytes <= bytesAtOnce && board.bytes + bytes <= boardBytesAtOnce
  }

  function enter({ person, board, bytes }: Waiting): Done {
    board.bytes += bytes
    bytesNow += bytes
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      person.atOnce -= 1
      board.atOnce -= 1
      board.bytes -= bytes
      bytesNow -= bytes
      for (const next of waiting) if (hasRoom(next)) next.admitted(enter(next))
    }
  }

  async function wait(upload: Omit<Waiting, 'admitted'>): Promise<Done | undefined> {
    const { promise, resolve } = Promise.withResolvers<Done | undefined>()
    const entry: Waiting = {
      ...upload,
      admitted: (done) => {
        waiting.delete(entry)
        clearTimeout(timer)
        if (!done) {
          entry.person.atOnce -= 1
          entry.board.atOnce -= 1
        }
        resolve(done)
      },
    }
    const timer = setTimeout(() => entry.admitted(undefined), patienceMs).unref()
    waiting.add(entry)
    if (hasRoom(entry)) entry.admitted(enter(entry))
    return promise
  }

  return {
    admit: async (board, participant, bytes) => {
      const at = now()
      forget(persons, at)
      forget(boards, at)
      const key = `${board}/${participant}`
      const person = rateOf(persons, key, () => new Bucket(personPerSecond, personBurst, at))
      const all = rateOf(boards, board, () => new Bucket(boardPerSecond, boardBurst, at))
      if (person.atOnce >= personAtOnce || waiting.size >= mostWaiting) return undefined
      if (!person.bucket.take(1, at) || !all.bucket.take(1, at)) return undefined
      person.atOnce += 1
      all.atOnce += 1
      return wait({ person, board: all, bytes })
    },
  }
}

function rateOf(rates: Map<string, Rate>, key: string, bucket: () => Bucket): Rate {
  let rate = rates.get(key)
  if (!rate) rates.set(key, (rate = { bucket: bucket(), atOnce: 0, bytes: 0 }))
  return rate
}

/** Those of which a new one would be the same; looking through them all costs, so it is done when there are many. */
function forget(rates: Map<string, Rate>, at: number): void {
  if (rates.size < 1_000) return
  for (const [key, { bucket, atOnce }] of rates) if (atOnce === 0 && bucket.isFull(at)) rates.delete(key)
}
