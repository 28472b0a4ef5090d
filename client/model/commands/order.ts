import type * as Y from 'yjs'
import { setCluster } from '#shared/board/change-cluster.ts'
import { act } from '#shared/board/document.ts'
import { setArea, shiftNotes } from '#shared/board/note.ts'
import { Plan } from '../view/plan.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Scene, SceneChange, SceneNote } from '../document/scene.ts'
import type { OwnHistory } from './undo.ts'

/** Makes this person's changes of places, and tidies what they have met once the board is quiet. */
export interface Order {
  /** A plan for the board as it is now. */
  readonly plan: () => Plan
  /** One step of undo: the change, and everything that has to move for it. The change itself moves `placed`. */
  readonly step: <T>(plan: Plan, change: (doc: Y.Doc) => T, placed?: ReadonlySet<string>) => T
  /** This person has changed the words of a note: it may be higher now. */
  readonly wrote: (note: string) => void
  /** True if the newest change is a mend of a moment ago, for which nobody has asked. */
  readonly hasJustMended: () => boolean
  readonly close: () => void
}

/** Groups are tidied when nobody has moved anything for so long: people then look at the whole. Not measured. */
const quietMs = 4_000
/** A note that this person has put where another one lies goes beside it so soon: it hides words. Not measured. */
const waitMs = 250
/** The first of several pages mends, and the others see it: each waits up to so much longer. Not measured. */
const jitterMs = 500
const jitter = 0.5
/** So long this page looks after what its person has put somewhere. The clock stops while others move things. */
const watchedMs = 20_000
/** So often it mends one thing. On a board of things on one another that ends, too. */
const mostMends = 6
/**
 * So many notes and groups find room one by one, and are looked after. Nobody drops or pastes more of them on others by
 * mistake, and nobody else is at so many places at once.
 */
export const mostSettling = 300
/** So long after a drop a note that is back in its former group has been moved there by another drop. Not measured. */
const joinedMs = 3_000
/** So long an answer of the server may still be about a mend. Not measured. */
const mendedMs = 3_000

const nothing: ReadonlySet<string> = new Set()

/** A group or note that this person has changed or put somewhere. */
interface Watched {
  /** The step to which mending belongs. */
  readonly step: unknown
  /** The step of the agenda: nothing of a step that is over is mended. */
  readonly move: unknown
  readonly until: number
  mends: number
}

/** Somebody who did not know of it yet may move the note at that moment, and so take it out of the group. */
interface Joined {
  readonly from: string | null
  readonly into: string
  readonly step: unknown
  readonly until: number
}

interface OrderContext {
  readonly doc: () => Y.Doc
  readonly scene: Scene
  readonly rights: OwnRights
  readonly history: OwnHistory
  readonly agendaMove: () => unknown
  /** The notes that others are dragging, as far as this screen sees it: not in a secret round, nor in a crowd. */
  readonly held: () => ReadonlySet<string>
  readonly random: () => number
  readonly now: () => number
}

export function createOrder(at: OrderContext): Order {
  return new KeptOrder(at)
}

class KeptOrder implements Order {
  readonly #at: OrderContext
  readonly #watched = new Map<string, Watched>()
  readonly #stops: readonly (() => void)[]
  /** Notes that this person has put into a group, by note. */
  readonly #joined = new Map<string, Joined>()
  /** The notes of which this page has heard a change, where they were then. */
  readonly #places = new Map<string, SceneNote | undefined>()
  #movedAt = Number.NEGATIVE_INFINITY
  #mendedAt = Number.NEGATIVE_INFINITY
  #timer: { readonly id: ReturnType<typeof setTimeout>; readonly due: number } | undefined
  /** A step has been undone or redone, and the scene has not told of it yet: the step that takes this back. */
  #undone: { readonly opposite: unknown } | undefined
  /** Pairs of notes that this person found or left on one another: they may stay so, and an undo may bring that back. */
  readonly #lying = new Set<string>()

  constructor(at: OrderContext) {
    this.#at = at
    this.#stops = [
      at.scene.onChange((change) => this.#onChange(change)),
      at.history.onRun((opposite) => {
        if (opposite !== undefined) this.#undone = { opposite }
        this.#joined.clear()
      }),
    ]
  }

  readonly plan = (): Plan => {
    const { scene, rights, held } = this.#at
    const others = held()
    return new Plan(
      scene,
      (id) => rights.barrierToMove(id) === undefined,
      (id) => others.has(id),
    )
  }

  readonly step = <T>(plan: Plan, change: (doc: Y.Doc) => T, placed: ReadonlySet<string> = nothing): T => {
    const { doc, history, now } = this.#at
    const before = history.newest()
    this.#mendedAt = Number.NEGATIVE_INFINITY
    history.cut()
    const current = doc()
    const moves = plan.moves()
    const joins = plan.joins()
    const all = plan.changed()
    const changed = all.length > mostSettling ? [] : all
    this.#keepLying(changed)
    const result = act(current, () => {
      const made = change(current)
      this.#write(
        plan,
        moves.filter(({ id }) => !placed.has(id)),
      )
      return made
    })
    history.cut()
    const step = history.newest()
    if (step !== before) {
      this.#keepLying(changed)
      this.#watch(changed, step)
      this.#joined.clear()
      for (const { id, from, into } of joins)
        this.#joined.set(id, { from, into, step, until: now() + joinedMs })
    }
    return result
  }

  readonly wrote = (note: string): void => {
    const { scene, history } = this.#at
    const cluster = scene.notes.get(note)?.cluster
    if (cluster && !this.#watched.has(cluster)) this.#watch([cluster], history.newest())
  }

  readonly hasJustMended = (): boolean => this.#at.now() - this.#mendedAt < mendedMs

  readonly close = (): void => {
    clearTimeout(this.#timer?.id)
    for (const stop of this.#stops) stop()
  }

  #write(plan: Plan, moves: ReturnType<Plan['moves']> = plan.moves()): void {
    const doc = this.#at.doc()
    shiftNotes(doc, moves)
    for (const { id, area } of plan.areas()) setArea(doc, id, area)
  }

  #watch(ids: readonly string[], step: unknown, mends = 0): void {
    const { now, agendaMove } = this.#at
    const one = { step, move: agendaMove(), until: now() + watchedMs }
    for (const id of ids.slice(0, mostSettling)) {
      this.#watched.delete(id)
      this.#watched.set(id, { ...one, mends })
    }
    for (const id of [...this.#watched.keys()].slice(0, -mostSettling)) this.#watched.delete(id)
  }

  #onChange(change: SceneChange): void {
    const undone = this.#undone
    this.#undone = undefined
    this.#heedMoves(change)
    if (undone && !change.isAll) this.#giveWayAfter(undone.opposite, change)
    this.#heedTakingOut(change)
    // After a swap of the document, which names no note, the steps are gone, and with them what this person has begun.
    if (change.isAll && change.notes.size === 0) this.#watched.clear()
    if (this.#watched.size > 0) this.#mendIn(waitMs)
  }

  #heedMoves({ notes }: SceneChange): void {
    const { now } = this.#at
    const there = this.#at.scene.notes
    let isMoved = false
    for (const id of notes) {
      const note = there.get(id)
      isMoved ||= !isInPlace(note, this.#places.get(id))
      this.#places.set(id, note)
    }
    if (isMoved) this.#movedAt = now()
  }

  #mendIn(ms: number): void {
    const { now, random } = this.#at
    const due = now() + ms
    if (this.#timer && this.#timer.due <= due + jitterMs) return
    clearTimeout(this.#timer?.id)
    const wait = ms + Math.max(jitterMs, jitter * ms) * random()
    const id = setTimeout(() => {
      this.#timer = undefined
      this.#mend()
    }, wait)
    this.#timer = { id, due: now() + wait }
  }

  /** What has come back by an undo gives way to what has been done there since. */
  #giveWayAfter(opposite: unknown, change: SceneChange): void {
    const { scene, history } = this.#at
    const plan = this.plan()
    const loose = [...change.notes].filter((id) => scene.notes.get(id)?.cluster === null)
    if (loose.length <= mostSettling) plan.settle(loose.sort(), this.#mayLie)
    if (plan.moves().length > 0) history.amend(opposite, () => this.#write(plan))
    this.#watch([...change.clusters, ...plan.changed()], opposite)
  }

  readonly #mayLie = (one: string, other: string): boolean => this.#lying.has(pairOf(one, other))

  #keepLying(ids: readonly string[]): void {
    const { scene } = this.#at
    for (const id of ids) {
      const note = scene.notes.get(id)
      if (!note || note.cluster !== null) continue
      for (const other of scene.notesIn(note.rect)) this.#lying.add(pairOf(id, other.id))
    }
  }

  #isBack(id: string, { from }: Joined): boolean {
    return this.#at.scene.notes.get(id)?.cluster === from
  }

  /** If nothing but such notes and their groups has changed, another person has taken them out, and they stay out. */
  #heedTakingOut({ notes, clusters }: SceneChange): void {
    const own = new Set<string | null>()
    for (const id of notes) {
      const joined = this.#joined.get(id)
      if (!joined || !this.#isBack(id, joined)) return
      own.add(joined.from).add(joined.into)
    }
    if ([...clusters].every((id) => own.has(id))) for (const id of notes) this.#joined.delete(id)
  }

  /** Puts notes back, once, into the group into which this person has put them. */
  #joinAgain(): void {
    const { scene, doc, rights, now } = this.#at
    const lost = [...this.#joined].filter(
      ([id, joined]) =>
        joined.until >= now() &&
        this.#isBack(id, joined) &&
        scene.clusters.has(joined.into) &&
        rights.gatherable([id], joined.into).length > 0,
    )
    const [first] = lost
    if (!first) return
    const plan = this.plan()
    const groups = byCluster(lost.map(([id, { into }]) => ({ id, cluster: into })))
    for (const [into, ids] of groups) plan.gather(into, ids)
    for (const [id] of lost) this.#joined.delete(id)
    // All of them are of one step.
    this.#mendStep(first[1].step, () => {
      for (const [into, ids] of groups) setCluster(doc(), ids, into)
      this.#write(plan)
    })
  }

  #mend(): void {
    const { scene, held, now, agendaMove } = this.#at
    this.#joinAgain()
    const quiet = held().size > 0 ? 0 : now() - this.#movedAt
    const isQuiet = quiet >= quietMs
    this.#forget(({ move, mends }) => move !== agendaMove() || mends >= mostMends)
    const plan = this.plan()
    const due = [...this.#watched.keys()].filter((id) => isQuiet || scene.notes.get(id)?.cluster === null)
    plan.mend(due, (id) => this.#watched.has(id), this.#mayLie)
    const changed = plan.changed()
    const [first] = [...plan.moves(), ...plan.areas()].map(({ id }) => id).sort()
    const isNeeded = first !== undefined
    // The page of one person mends first: of those who have put these notes there. It belongs to their step.
    const isLeft = isNeeded && quiet < 2 * quietMs && !this.#watched.has(first)
    if (isNeeded && !isLeft) {
      const [one] = [...changed, ...due].flatMap((id) => this.#watched.get(id) ?? [])
      this.#mendStep(one?.step, () => this.#write(plan))
      this.#watch(changed, one?.step, 1 + (one?.mends ?? 0))
    } else if (isQuiet && !isLeft) this.#forget(({ until }) => until < now())
    if (this.#watched.size > 0 && (isLeft || !isQuiet))
      this.#mendIn(Math.max(waitMs, (isLeft ? 2 : 1) * quietMs - quiet))
  }

  #forget(isOver: (one: Watched) => boolean): void {
    for (const [id, one] of this.#watched) if (isOver(one)) this.#watched.delete(id)
  }

  /** A change that belongs to a step of before, and for which nobody has asked. */
  #mendStep(step: unknown, change: () => void): void {
    const { history, now } = this.#at
    this.#mendedAt = now()
    history.amend(step, change)
  }
}

function isInPlace(note: SceneNote | undefined, before: SceneNote | undefined): boolean {
  return note?.x === before?.x && note?.y === before?.y && note?.cluster === before?.cluster
}

function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

/** The notes that go into each cluster, in their order. A note without a cluster is left out. */
export function byCluster(
  notes: Iterable<{ readonly id: string; readonly cluster: string | null }>,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const { id, cluster } of notes) {
    if (cluster === null) continue
    const together = groups.get(cluster)
    if (together) together.push(id)
    else groups.set(cluster, [id])
  }
  return groups
}
