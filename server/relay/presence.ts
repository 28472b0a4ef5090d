import { may } from '#shared/activities/policy.ts'
import { encodeCursors, type Cursor, type IndexedCursor } from '#shared/wire/cursor.ts'
import type { Refusal } from '#shared/wire/command.ts'
import { MessageType } from '#shared/wire/message.ts'
import { Operation, type BoardState } from '#shared/workshop/policy.ts'
import { isColumnDue } from '#shared/workshop/one-column.ts'
import { Role } from '#shared/workshop/role.ts'
import {
  encodeEntries,
  isOnPurpose,
  readOwnEntry,
  rewriteState,
  withoutPlace,
  type AwarenessEntry,
} from './awareness.ts'
import { awarenessFrame, countFrame, frameOf } from './frame.ts'
import { limits, peopleWindowMs, stateWindowMs } from './limits.ts'
import type { Session } from '../contracts/live-board.ts'
import type { Member } from './member.ts'

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

/** The state of one awareness client. */
interface ClientState {
  readonly client: number
  member: Member
  /** As the client sent it last; without its place while that must not be shown. */
  entry: AwarenessEntry
  /** The form that others get, made when it is needed. Null when the client sent no valid state. */
  json: string | null | undefined
  /** Others were sent it, so they must hear when it goes. */
  wasRelayed: boolean
}

/** Frames that are due. `ours` goes to our own client only. */
export interface PresenceFlush {
  readonly all: readonly Buffer[]
  readonly ours: readonly Buffer[]
}

/**
 * The people of a room, their selections and their cursors. The latest state wins, and states are sent at
 * a limited pace: with 200 people, relaying every message would cost 40,000 writes for the same
 * information as 15 flushes.
 */
export class Presence {
  /** By awareness client. */
  readonly #states = new Map<number, ClientState>()
  /** The states of facilitators. A crowd is shown no others. */
  readonly #leaders = new Set<ClientState>()
  /** The one awareness client for which a member may speak. */
  readonly #clients = new Map<Member, number>()
  /**
   * Participant of each awareness client, kept after it left: an echo must not bring it back under
   * another name.
   */
  readonly #claims = new Map<number, string>()
  /**
   * The clock that others saw last, kept after the client left. It only grows, or a return would look
   * like an old state.
   */
  readonly #clocks = new Map<number, number>()
  readonly #changed = new Set<ClientState>()
  /** Clients that left, once a flush even if they come and go often. */
  readonly #gone = new Map<number, AwarenessEntry>()
  readonly #cursors = new Map<Member, Cursor>()
  readonly #moved = new Map<number, Cursor | null>()
  readonly #memberCount: () => number
  readonly #wake: () => void
  /** Connections by participant. */
  readonly #people = new Map<string, number>()
  /** The same of viewers, projectors included, whom nobody sees. */
  readonly #viewers = new Map<string, number>()
  #isPeopleDue = false
  #opensInColumn = false
  /** Decides, with the policy, whether others see where somebody is. Undefined: as on a board that begins. */
  #board: BoardState | undefined
  #statesAt = 0
  #renewedAt = 0
  #cursorsAt = 0
  #peopleAt = 0

  /** `wake` is called when something must be flushed: see `dueInMs`. */
  constructor(memberCount: () => number, wake: () => void) {
    this.#memberCount = memberCount
    this.#wake = wake
  }

  /**
   * Takes an awareness update. Returns a refusal when nothing of it was shown. An echo of other states is
   * not refused.
   */
  receive(from: Member, update: Uint8Array): Refusal | undefined {
    const participant = from.session.participant.id
    const own = readOwnEntry(
      update,
      this.#clients.get(from),
      (client) => (this.#claims.get(client) ?? participant) === participant,
    )
    if (own.kind !== 'own') return refusals[own.kind]
    this.#take(from, own.entry)
    return undefined
  }

  #take(member: Member, entry: AwarenessEntry): void {
    const { client } = entry
    const known = this.#states.get(client)
    if (entry.json === 'null') {
      if (known) this.#hide(known)
      return
    }
    if (known?.entry.clock === entry.clock && known.entry.json === entry.json) return
    this.#clients.set(member, client)
    this.#claims.set(client, member.session.participant.id)
    const state = known ?? { client, member, entry, json: undefined, wasRelayed: false }
    // The same page may be back before its former connection is known to be dead.
    const isKnown = known?.member === member
    state.member = member
    if (this.#mayShowPlace(state.member, entry)) return this.#show(state, entry)
    this.#point(member, null)
    const hidden = withoutPlace(entry)
    // Others would learn the moment at which this person did something.
    if (isKnown && state.entry.json === hidden.json) return
    this.#show(state, hidden)
  }

  point(from: Member, cursor: Cursor | null): void {
    if (this.#mayShowPlace(from, this.#find(from)?.entry)) this.#point(from, cursor)
  }

  #point(from: Member, cursor: Cursor | null): void {
    if (cursor === null && !this.#cursors.delete(from)) return
    if (cursor !== null) this.#cursors.set(from, cursor)
    if (this.#isCrowd()) return
    // Deleted first, so that it moves to the end: a flush of 150 cursors then serves everybody in turn.
    this.#moved.delete(from.index)
    this.#moved.set(from.index, cursor)
    this.#wake()
  }

  /**
   * The board's state has changed. Forgets each place that must not be shown any more. A place that became hidden
   * stays so until its person moves on: it may be the place of their last dot.
   */
  decide(board: BoardState): void {
    if (board.hasSecretVote === this.#board?.hasSecretVote) return
    this.#board = board
    for (const member of this.#cursors.keys()) {
      if (!this.#mayShowPlace(member, this.#find(member)?.entry)) this.#point(member, null)
    }
    for (const state of this.#states.values()) {
      if (!this.#mayShowPlace(state.member, state.entry)) this.#show(state, withoutPlace(state.entry))
    }
    this.#renewedAt = performance.now()
    this.#wake()
  }

  #mayShowPlace({ session: { role } }: Member, entry: AwarenessEntry | undefined): boolean {
    if (may(role, Operation.showPlace, this.#board)) return true
    return may(role, Operation.showPlaceOnPurpose, this.#board) && entry !== undefined && isOnPurpose(entry)
  }

  /** The name or colour of this member's person has changed. */
  rename(member: Member): void {
    const state = this.#find(member)
    if (state) this.#show(state, state.entry)
  }

  /** People, each counted once, viewers included. */
  get people(): number {
    return this.#people.size + this.#viewers.size
  }

  /** True while so many take part that new pages of participants open in one column. */
  get opensInColumn(): boolean {
    return this.#opensInColumn
  }

  join(member: Member): void {
    this.#count(member.session, 1)
  }

  leave(member: Member): void {
    const state = this.#find(member)
    if (state) this.#hide(state)
    this.#clients.delete(member)
    if (this.#cursors.delete(member)) this.#moved.set(member.index, null)
    this.#count(member.session, -1)
    this.#forgetClaims()
  }

  /** All states, for a member that joins or has missed some. Undefined when there are none. */
  everybody(): Buffer | undefined {
    const entries = [...this.#shown()].flatMap((state) => this.#entryOf(state))
    return entries.length > 0 ? awarenessFrame(encodeEntries(entries)) : undefined
  }

  /** Frames for a client that has just said hello. */
  greeting(): readonly Buffer[] {
    const frames = [this.#peopleFrame()]
    if (!this.#isCrowd() && this.#cursors.size > 0) {
      const cursors = [...this.#cursors].slice(0, limits.cursorsPerFlush)
      frames.push(frameOf(encodeCursors(cursors.map(([{ index }, cursor]) => ({ index, cursor })))))
    }
    return frames
  }

  /** Milliseconds until the next flush. Undefined when there is nothing to send. */
  dueInMs(at: number): number | undefined {
    const due: number[] = []
    if (this.#changed.size > 0 || this.#gone.size > 0) due.push(this.#statesAt + this.#stateMs())
    if (this.#moved.size > 0) due.push(this.#cursorsAt + limits.cursorMs)
    if (this.#isPeopleDue) due.push(this.#peopleAt + peopleWindowMs(this.#memberCount()))
    if (this.#renewsStates()) due.push(this.#renewedAt + limits.renewMs)
    return due.length > 0 ? Math.max(0, Math.min(...due) - at) : undefined
  }

  /** Returns the frames that are due, and counts them as sent. */
  take(at: number): PresenceFlush {
    const all: Buffer[] = []
    const ours: Buffer[] = []
    if (this.#renewsStates() && at >= this.#renewedAt + limits.renewMs) this.#renewStates(at)
    if ((this.#changed.size > 0 || this.#gone.size > 0) && at >= this.#statesAt + this.#stateMs()) {
      this.#statesAt = at
      const entries = this.#takeStates()
      if (entries.length > 0) all.push(awarenessFrame(encodeEntries(entries)))
    }
    if (this.#moved.size > 0 && at >= this.#cursorsAt + limits.cursorMs) {
      this.#cursorsAt = at
      ours.push(frameOf(encodeCursors(this.#takeCursors())))
    }
    if (this.#isPeopleDue && at >= this.#peopleAt + peopleWindowMs(this.#memberCount())) {
      this.#peopleAt = at
      this.#isPeopleDue = false
      ours.push(this.#peopleFrame())
    }
    return { all, ours }
  }

  #show(state: ClientState, entry: AwarenessEntry): void {
    state.entry = entry
    state.json = undefined
    this.#states.set(state.client, state)
    if (isLeader(state)) this.#leaders.add(state)
    else this.#leaders.delete(state)
    this.#gone.delete(state.client)
    // The client's own clock where possible: its sender then ignores the echo.
    this.#clocks.set(state.client, Math.max(entry.clock, (this.#clocks.get(state.client) ?? 0) + 1))
    if (!this.#isRelayed(state)) return
    this.#changed.add(state)
    this.#wake()
  }

  /**
   * Clients forget a state after 30 s without news. While a place is hidden, news of it come from here, of everybody
   * at once: they tell nothing of what somebody does.
   */
  #renewsStates(): boolean {
    return this.#board?.hasSecretVote === true && this.#states.size > 0
  }

  #renewStates(at: number): void {
    this.#renewedAt = at
    for (const state of this.#shown()) {
      this.#clocks.set(state.client, this.#clockOf(state) + 1)
      this.#changed.add(state)
    }
  }

  #hide(state: ClientState): void {
    this.#states.delete(state.client)
    this.#leaders.delete(state)
    this.#changed.delete(state)
    if (!state.wasRelayed) return
    this.#gone.set(state.client, { client: state.client, clock: this.#clockOf(state), json: 'null' })
    this.#wake()
  }

  /** Forgets the oldest clients that left. A person who comes back after so long has a new client. */
  #forgetClaims(): void {
    if (this.#claims.size <= limits.claimsKept) return
    for (const client of this.#claims.keys()) {
      if (this.#claims.size <= limits.claimsKept / 2) return
      if (this.#states.has(client)) continue
      this.#claims.delete(client)
      this.#clocks.delete(client)
    }
  }

  #takeStates(): readonly AwarenessEntry[] {
    const entries: AwarenessEntry[] = []
    // Half and half when there are too many of both, so that neither waits for the other.
    const maxGone = limits.statesPerFlush - Math.min(this.#changed.size, limits.statesPerFlush / 2)
    for (const [client, entry] of this.#gone) {
      if (entries.length >= maxGone) break
      this.#gone.delete(client)
      entries.push(entry)
    }
    for (const state of this.#changed) {
      if (entries.length >= limits.statesPerFlush) break
      this.#changed.delete(state)
      entries.push(...this.#entryOf(state))
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

  #entryOf(state: ClientState): readonly AwarenessEntry[] {
    const { client, member } = state
    state.json ??= rewriteState(state.entry.json, member.session, member.index) ?? null
    if (state.json === null) return []
    state.wasRelayed = true
    return [{ client, clock: this.#clockOf(state), json: state.json }]
  }

  #clockOf({ client }: ClientState): number {
    return this.#clocks.get(client) ?? 1
  }

  #count({ role, participant: { id } }: Session, change: 1 | -1): void {
    const counts = may(role, Operation.showPresence) ? this.#people : this.#viewers
    const connections = (counts.get(id) ?? 0) + change
    if (connections > 0) counts.set(id, connections)
    else counts.delete(id)
    this.#opensInColumn = isColumnDue(this.#people.size, this.#opensInColumn)
    this.#isPeopleDue = true
    this.#wake()
  }

  #peopleFrame(): Buffer {
    return countFrame(MessageType.people, this.#people.size, this.#viewers.size)
  }

  #find(member: Member): ClientState | undefined {
    const client = this.#clients.get(member)
    const state = client === undefined ? undefined : this.#states.get(client)
    return state?.member === member ? state : undefined
  }

  /**
   * In a crowd only facilitators are shown, so that people can still follow them. Everybody else is a number.
   */
  #isRelayed(state: ClientState): boolean {
    return !this.#isCrowd() || isLeader(state)
  }

  /** Looking through a whole crowd for each of its people would take longer the larger it is. */
  #shown(): Iterable<ClientState> {
    return this.#isCrowd() ? this.#leaders : this.#states.values()
  }

  #isCrowd(): boolean {
    return this.#memberCount() > limits.crowd
  }

  #stateMs(): number {
    return stateWindowMs(this.#memberCount())
  }
}

function isLeader({ member }: ClientState): boolean {
  return member.session.role === Role.facilitator
}
