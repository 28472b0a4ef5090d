import { encodeCursors, type Cursor, type IndexedCursor } from '#shared/wire/cursor.ts'
import type { Refusal } from '#shared/wire/refusal.ts'
import { MessageType } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { encodeEntries, readOwnEntry, rewriteState, type AwarenessEntry } from './awareness.ts'
import type { Connection } from './connection.ts'
import { awarenessFrame, countFrame, frameOf } from './frame.ts'
import { limits, stateWindowMs } from './limits.ts'

const refusals: Readonly<Record<'foreign' | 'large' | 'malformed', Refusal>> = {
  foreign: {
    code: 'foreign_author',
    message: 'A connection may show the presence of its own person only.',
  },
  large: { code: 'too_large', message: 'This presence message is too large, so it was not shown.' },
  malformed: {
    code: 'malformed',
    message: 'This presence message could not be read, so it was not shown.',
  },
}

interface Shown {
  readonly client: number
  by: Connection
  /** As the client sent it last. */
  said: AwarenessEntry
  /** As others get it; made when it is needed. Null when what was said is no state. */
  json: string | null | undefined
  /** Others have been told of it, so they must be told when it goes. */
  wasRelayed: boolean
}

/** What is due to be sent; `ours` only to our own client. */
export interface PresenceFlush {
  readonly all: readonly Buffer[]
  readonly ours: readonly Buffer[]
}

/**
 * Who is here, what they select and where they point. Everything is latest-wins and flushed at a limited pace:
 * with 200 people, passing on every message would cost 40,000 writes for what 15 flushes say as well.
 */
export class Presence {
  readonly #shown = new Map<number, Shown>()
  /** Whose an awareness client was, also after it left: an echo must not bring it back under another's name. */
  readonly #claimed = new Map<number, string>()
  /** The clock others saw last, also after it left; only ever grows, or a return would be taken for an old state. */
  readonly #clocks = new Map<number, number>()
  readonly #dirty = new Set<Shown>()
  /** By client: one that comes and goes again and again says so once a flush. */
  readonly #gone = new Map<number, AwarenessEntry>()
  readonly #cursors = new Map<number, Cursor>()
  readonly #moved = new Map<number, Cursor | null>()
  readonly #connections: () => number
  readonly #wake: () => void
  /** Participant → connections. */
  readonly #people = new Map<string, number>()
  #isPeopleDirty = false
  #statesAt = 0
  #cursorsAt = 0
  #peopleAt = 0

  /** `connections` says how many there are; `wake` is called when there is something to flush; see `dueInMs`. */
  constructor(connections: () => number, wake: () => void) {
    this.#connections = connections
    this.#wake = wake
  }

  /** Says why nothing of it was shown; undefined also for an echo of others that there was nothing new in. */
  receive(from: Connection, update: Uint8Array): Refusal | undefined {
    const participant = from.session.participant.id
    const own = readOwnEntry(
      update,
      from.awarenessClient,
      (client) => (this.#claimed.get(client) ?? participant) === participant,
    )
    if (own.kind !== 'own') return refusals[own.kind]
    this.#take(from, own.entry)
    return undefined
  }

  #take(from: Connection, entry: AwarenessEntry): void {
    const participant = from.session.participant.id
    const shown = this.#shown.get(entry.client)
    if (entry.json === 'null') {
      if (shown) this.#hide(shown)
      return
    }
    if (shown?.said.clock === entry.clock && shown.said.json === entry.json) return
    from.awarenessClient = entry.client
    this.#claimed.set(entry.client, participant)
    // The same page may be back before its former connection is known to be dead.
    if (shown) shown.by = from
    this.#show(
      shown ?? { client: entry.client, by: from, said: entry, json: undefined, wasRelayed: false },
      entry,
    )
  }

  point(from: Connection, cursor: Cursor | null): void {
    if (cursor === null && !this.#cursors.delete(from.index)) return
    if (cursor !== null) this.#cursors.set(from.index, cursor)
    if (this.#isCrowd()) return
    // Deleted first: who moves goes to the end of the line, so that a flush of 150 serves everybody in turn.
    this.#moved.delete(from.index)
    this.#moved.set(from.index, cursor)
    this.#wake()
  }

  /** The name or colour of this connection's person has changed. */
  renamed(connection: Connection): void {
    const shown = this.#find(connection)
    if (shown) this.#show(shown, shown.said)
  }

  /** Distinct ones. */
  get people(): number {
    return this.#people.size
  }

  joined(connection: Connection): void {
    this.#count(connection.session.participant.id, 1)
  }

  left(connection: Connection): void {
    const shown = this.#find(connection)
    if (shown) this.#hide(shown)
    if (this.#cursors.delete(connection.index)) this.#moved.set(connection.index, null)
    this.#count(connection.session.participant.id, -1)
    this.#forgetClaims()
  }

  /** Everybody, for one who comes or has missed something. Undefined when nobody shows anything. */
  everybody(): Buffer | undefined {
    const entries = [...this.#shown.values()]
      .filter((shown) => this.#isRelayed(shown))
      .flatMap((shown) => this.#entryOf(shown))
    return entries.length > 0 ? awarenessFrame(encodeEntries(entries)) : undefined
  }

  /** Our messages for one who has just said hello. */
  greeting(): readonly Buffer[] {
    const frames = [this.#peopleFrame()]
    if (!this.#isCrowd() && this.#cursors.size > 0) {
      const cursors = [...this.#cursors].slice(0, limits.cursorsPerFlush)
      frames.push(frameOf(encodeCursors(cursors.map(([index, cursor]) => ({ index, cursor })))))
    }
    return frames
  }

  /** Milliseconds until something is due; undefined when there is nothing to send. */
  dueInMs(at: number): number | undefined {
    const due: number[] = []
    if (this.#dirty.size > 0 || this.#gone.size > 0) due.push(this.#statesAt + this.#stateMs())
    if (this.#moved.size > 0) due.push(this.#cursorsAt + limits.cursorMs)
    if (this.#isPeopleDirty) due.push(this.#peopleAt + limits.peopleMs)
    return due.length > 0 ? Math.max(0, Math.min(...due) - at) : undefined
  }

  take(at: number): PresenceFlush {
    const all: Buffer[] = []
    const ours: Buffer[] = []
    if ((this.#dirty.size > 0 || this.#gone.size > 0) && at >= this.#statesAt + this.#stateMs()) {
      this.#statesAt = at
      const entries = this.#takeStates()
      if (entries.length > 0) all.push(awarenessFrame(encodeEntries(entries)))
    }
    if (this.#moved.size > 0 && at >= this.#cursorsAt + limits.cursorMs) {
      this.#cursorsAt = at
      ours.push(frameOf(encodeCursors(this.#takeCursors())))
    }
    if (this.#isPeopleDirty && at >= this.#peopleAt + limits.peopleMs) {
      this.#peopleAt = at
      this.#isPeopleDirty = false
      ours.push(this.#peopleFrame())
    }
    return { all, ours }
  }

  #show(shown: Shown, entry: AwarenessEntry): void {
    shown.said = entry
    shown.json = undefined
    this.#shown.set(shown.client, shown)
    this.#gone.delete(shown.client)
    // The client's own clock where possible: its sender then ignores what comes back to it.
    this.#clocks.set(shown.client, Math.max(entry.clock, (this.#clocks.get(shown.client) ?? 0) + 1))
    if (!this.#isRelayed(shown)) return
    this.#dirty.add(shown)
    this.#wake()
  }

  #hide(shown: Shown): void {
    this.#shown.delete(shown.client)
    this.#dirty.delete(shown)
    if (!shown.wasRelayed) return
    this.#gone.set(shown.client, { client: shown.client, clock: this.#clockOf(shown), json: 'null' })
    this.#wake()
  }

  /** The oldest of those who have left: who comes back has a new client by then. */
  #forgetClaims(): void {
    if (this.#claimed.size <= limits.claimsKept) return
    for (const client of this.#claimed.keys()) {
      if (this.#claimed.size <= limits.claimsKept / 2) return
      if (this.#shown.has(client)) continue
      this.#claimed.delete(client)
      this.#clocks.delete(client)
    }
  }

  #takeStates(): readonly AwarenessEntry[] {
    const entries: AwarenessEntry[] = []
    // Half and half when there is too much of both: neither may wait for the other's end.
    const mostGone = limits.statesPerFlush - Math.min(this.#dirty.size, limits.statesPerFlush / 2)
    for (const [client, entry] of this.#gone) {
      if (entries.length >= mostGone) break
      this.#gone.delete(client)
      entries.push(entry)
    }
    for (const shown of this.#dirty) {
      if (entries.length >= limits.statesPerFlush) break
      this.#dirty.delete(shown)
      entries.push(...this.#entryOf(shown))
    }
    return entries
  }

  #takeCursors(): readonly IndexedCursor[] {
    const cursors: IndexedCursor[] = []
    for (const [index, cursor] of this.#moved) {
      if (cursors.length >= limits.cursorsPerFlush) break
      this.#moved.delete(index)
      cursors.push({ index, cursor })
    }
    return cursors
  }

  #entryOf(shown: Shown): readonly AwarenessEntry[] {
    shown.json ??= rewriteState(shown.said.json, shown.by.session, shown.by.index) ?? null
    if (shown.json === null) return []
    shown.wasRelayed = true
    return [{ client: shown.client, clock: this.#clockOf(shown), json: shown.json }]
  }

  #clockOf(shown: Shown): number {
    return this.#clocks.get(shown.client) ?? 1
  }

  #count(participant: string, change: 1 | -1): void {
    const connections = (this.#people.get(participant) ?? 0) + change
    if (connections > 0) this.#people.set(participant, connections)
    else this.#people.delete(participant)
    this.#isPeopleDirty = true
    this.#wake()
  }

  #peopleFrame(): Buffer {
    return countFrame(MessageType.people, this.#people.size)
  }

  #find(connection: Connection): Shown | undefined {
    const client = connection.awarenessClient
    const shown = client === undefined ? undefined : this.#shown.get(client)
    return shown?.by === connection ? shown : undefined
  }

  /** In a crowd only facilitators are shown, so that they can still be followed; the rest is a number. */
  #isRelayed(shown: Shown): boolean {
    return !this.#isCrowd() || shown.by.session.role === Role.facilitator
  }

  #isCrowd(): boolean {
    return this.#connections() > limits.crowd
  }

  #stateMs(): number {
    return stateWindowMs(this.#connections())
  }
}
