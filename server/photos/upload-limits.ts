import { Bucket } from '../relay/limits.ts'

/** What may be sent at a time: by person and by board, never by address, and all together, since it waits in memory. */
export interface UploadLimits {
  /**
   * To be asked before anything of the picture is read. Undefined when it is too much; otherwise to be called once the
   * picture has been dealt with.
   */
  readonly admit: (board: string, participant: string, bytes: number) => (() => void) | undefined
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

interface Rate {
  readonly bucket: Bucket
  atOnce: number
  bytes: number
}

/** `now` in milliseconds of a clock that never goes back. */
export function createUploadLimits(now: () => number): UploadLimits {
  const persons = new Map<string, Rate>()
  const boards = new Map<string, Rate>()
  let bytesNow = 0

  return {
    admit: (board, participant, bytes) => {
      const at = now()
      forget(persons, at)
      forget(boards, at)
      const person = rateOf(
        persons,
        `${board}/${participant}`,
        () => new Bucket(personPerSecond, personBurst, at),
      )
      const all = rateOf(boards, board, () => new Bucket(boardPerSecond, boardBurst, at))
      const isFull = bytesNow + bytes > bytesAtOnce || all.bytes + bytes > boardBytesAtOnce
      if (person.atOnce >= personAtOnce || isFull) return undefined
      if (!person.bucket.take(1, at) || !all.bucket.take(1, at)) return undefined
      for (const rate of [person, all]) {
        rate.atOnce += 1
        rate.bytes += bytes
      }
      bytesNow += bytes
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        for (const rate of [person, all]) {
          rate.atOnce -= 1
          rate.bytes -= bytes
        }
        bytesNow -= bytes
      }
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
