import * as Y from 'yjs'
import type { CommitQueue } from './commit-queue.ts'
import { joinFrames, updateFrame } from './frame.ts'
import { limits } from './limits.ts'
import type { Member } from './member.ts'
import type { Presence } from './presence.ts'
import type { RoomSync } from './room-sync.ts'
import type { RelayStats } from './stats.ts'

export interface FanOutDeps {
  readonly members: ReadonlySet<Member>
  readonly commits: Pick<CommitQueue, 'whenDurable'>
  readonly sync: RoomSync
  readonly presence: Presence
  readonly stats: RelayStats
}

/** Sends the changes of a document, and presence, to all members of a room. */
export class FanOut {
  readonly #deps: FanOutDeps
  #presenceTimer: NodeJS.Timeout | undefined
  #presenceAt = Infinity
  #isClosed = false

  constructor(deps: FanOutDeps) {
    this.#deps = deps
  }

  /** Sends durable updates, encoded once for everybody. `before`: the state vector that everybody had. */
  send(updates: readonly Uint8Array[], before: Map<number, number>): void {
    if (updates.length === 0) return
    const { members, sync, stats } = this.#deps
    const frame = joinFrames(updates.map(updateFrame))
    sync.extend(frame)
    stats.ticks += 1
    const { byteLength } = frame
    const isLarge = byteLength >= limits.largeFrame && byteLength * members.size > limits.largeFanOut
    if (isLarge) this.#sendInTurns(before)
    else this.#write(frame, before)
  }

  /** Sends presence when it is due. Nothing else would send it while nobody edits. */
  schedulePresence(): void {
    if (this.#isClosed) return
    const now = performance.now()
    const wait = this.#deps.presence.dueInMs(now)
    // A renewal waits for seconds. What comes meanwhile does not.
    if (wait === undefined || now + wait >= this.#presenceAt) return
    clearTimeout(this.#presenceTimer)
    this.#presenceAt = now + wait
    this.#presenceTimer = setTimeout(() => {
      this.#presenceAt = Infinity
      this.#write(undefined, new Map())
      this.schedulePresence()
    }, wait)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#presenceTimer)
  }

  /** One pass over all members: the document's frame and due presence, in one write each. */
  #write(document: Buffer | undefined, before: Map<number, number>): void {
    const { members, presence, sync: roomSync, stats } = this.#deps
    const due = presence.take(performance.now())
    const head = document ? [document, ...due.all] : due.all
    if (head.length === 0 && due.ours.length === 0) return
    const forStock = joinFrames(head)
    const forOurs = joinFrames([...head, ...due.ours])
    const hasPresence = due.all.length > 0
    const size = document?.byteLength ?? 0
    for (const member of members) {
      const { connection, sync } = member
      if (!sync.isReceiving) {
        if (sync.isOverfull) roomSync.endSlow(member)
        continue
      }
      switch (sync.capacityFor(size)) {
        case 'none':
          sync.missPresence()
          if (document) roomSync.fallBehind(member, Y.encodeStateVector(before))
          continue
        case 'document':
          if (hasPresence) sync.missPresence()
          if (document) connection.write(document)
          break
        case 'all': {
          const frames = member.speaksOurs ? forOurs : forStock
          if (frames.byteLength > 0) connection.write(frames)
        }
      }
      if (document) stats.deliveries += 1
    }
  }

  /**
   * Sends a large change to many members: a reveal to hundreds of people would take more than a second in
   * one go. All members lag from `before` at first, so that they get nothing else meanwhile, and some
   * catch up in each turn.
   */
  #sendInTurns(before: Map<number, number>): void {
    const vector = Y.encodeStateVector(before)
    const behind = [...this.#deps.members].filter(({ sync }) => sync.isReceiving)
    for (const { sync } of behind) sync.fallBehind(vector)
    this.#deps.stats.deliveries += behind.length
    this.#catchUp(behind, 0)
  }

  #catchUp(behind: readonly Member[], from: number): void {
    const { commits, sync: roomSync } = this.#deps
    commits.whenDurable(() => {
      const startedAt = performance.now()
      let next = from
      let bytes = 0
      for (; bytes < limits.turnBytes && next < behind.length; next += 1) {
        if (next > from && performance.now() - startedAt > limits.catchUpTurnMs) break
        const member = behind[next]
        const vector = member?.sync.lagVector
        // The member may have left, or have asked by itself meanwhile.
        if (!member?.connection.isOpen || !vector) continue
        if (member.connection.waiting > limits.lagBytes) roomSync.catchUpOnDrain(member)
        else roomSync.answer(member, vector)
        bytes += member.sync.answerBytes
      }
      if (next < behind.length) setImmediate(() => this.#catchUp(behind, next))
    })
  }
}
