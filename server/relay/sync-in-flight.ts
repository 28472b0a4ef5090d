import { limits } from './limits.ts'
import type { Member } from './member.ts'

/** The members of one board, who read its answers. */
export interface Audience {
  readonly members: ReadonlySet<Member>
  /** Ends a member that takes nothing. */
  readonly endSlow: (member: Member) => void
}

interface Delivery {
  readonly member: Member
  /** Bytes that the member's network had taken when it last took something. */
  taken: number
  since: number
}

/** The answers of one board that are in flight. */
interface Flight {
  readonly audience: Audience
  readonly deliveries: Map<Buffer, Delivery[]>
  bytes: number
  checkedAt: number
}

/**
 * Answers that were written and that the network has not taken yet, of all boards. Many connections that read
 * nothing would each hold a large answer in memory. A buffer that is sent to several members is counted once.
 */
export class SyncInFlight {
  /** Boards that have answers in flight. */
  readonly #flights = new Map<Audience, Flight>()
  #totalBytes = 0
  #checkedAt = -Infinity

  sent(audience: Audience, frames: Buffer, member: Member): void {
    const { waiting, taken } = member.connection
    // The network takes most answers at once.
    if (frames.byteLength <= limits.presenceLagBytes || waiting < frames.byteLength) return
    const flight = this.#flights.get(audience) ?? newFlight(audience)
    this.#flights.set(audience, flight)
    const delivery = { member, taken, since: performance.now() }
    const others = flight.deliveries.get(frames)
    if (others) others.push(delivery)
    else {
      flight.deliveries.set(frames, [delivery])
      this.#count(flight, frames.byteLength)
    }
  }

  /** True when some member has not taken this buffer yet. Sending it to more members takes no more memory. */
  has(audience: Audience, frames: Buffer): boolean {
    return this.#flights.get(audience)?.deliveries.has(frames) ?? false
  }

  /**
   * True when this board has too many unread answers. Members that have read nothing for a while are
   * ended first. A board below its share is never full because of other boards.
   */
  isFull(audience: Audience, at: number): boolean {
    const flight = this.#flights.get(audience)
    if (!flight) return false
    return this.#isFlightFull(flight, at) || this.#isAllFull(flight.bytes, at)
  }

  /** Forgets answers that have been taken. */
  sweep(audience: Audience, at: number): void {
    const flight = this.#flights.get(audience)
    if (flight) this.#check(flight, at)
  }

  /** Forgets a board that has left memory. */
  forget(audience: Audience): void {
    const flight = this.#flights.get(audience)
    if (!flight) return
    this.#count(flight, -flight.bytes)
    this.#flights.delete(audience)
  }

  #count(flight: Flight, bytes: number): void {
    flight.bytes += bytes
    this.#totalBytes += bytes
  }

  #check(flight: Flight, at: number): void {
    const { audience, deliveries } = flight
    flight.checkedAt = at
    for (const [frames, all] of deliveries) {
      // A write is kept as a whole until its last byte has been taken.
      const unread = all.filter(
        ({ member }) => audience.members.has(member) && member.connection.waiting >= frames.byteLength,
      )
      for (const delivery of unread) {
        const { taken } = delivery.member.connection
        if (taken > delivery.taken) [delivery.taken, delivery.since] = [taken, at]
      }
      if (unread.length > 0) deliveries.set(frames, unread)
      else {
        deliveries.delete(frames)
        this.#count(flight, -frames.byteLength)
      }
    }
    if (deliveries.size === 0) this.#flights.delete(audience)
  }

  #endIdle(flight: Flight, at: number): void {
    for (const { member, since } of [...flight.deliveries.values()].flat()) {
      if (at - since > limits.answerIdleMs) flight.audience.endSlow(member)
    }
    this.#check(flight, at)
  }

  #isFlightFull(flight: Flight, at: number): boolean {
    if (flight.bytes <= limits.answersInFlightBytes) return false
    if (isDue(flight.checkedAt, at)) {
      this.#check(flight, at)
      if (flight.bytes > limits.answersInFlightBytes) this.#endIdle(flight, at)
    }
    return flight.bytes > limits.answersInFlightBytes
  }

  #isAllFull(bytes: number, at: number): boolean {
    const max = limits.allAnswersInFlightBytes
    if (this.#totalBytes <= max) return false
    if (isDue(this.#checkedAt, at)) {
      this.#checkedAt = at
      for (const flight of this.#flights.values()) this.#check(flight, at)
      const share = this.#share()
      for (const flight of this.#flights.values()) {
        if (this.#totalBytes <= max) return false
        if (flight.bytes >= share) this.#endIdle(flight, at)
      }
    }
    return this.#totalBytes > max && bytes >= this.#share()
  }

  #share(): number {
    return limits.allAnswersInFlightBytes / Math.max(1, this.#flights.size)
  }
}

/** Each of many waiting members asks, so the answers are not checked every time. */
function isDue(checkedAt: number, at: number): boolean {
  return at - checkedAt >= limits.answerRestMs
}

function newFlight(audience: Audience): Flight {
  return { audience, deliveries: new Map(), bytes: 0, checkedAt: -Infinity }
}
