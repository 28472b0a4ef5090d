import type * as Y from 'yjs'
import { setCluster } from '#shared/board/cluster.ts'
import { act } from '#shared/board/document.ts'
import { setArea, shiftNotes } from '#shared/board/note.ts'
import { Plan } from '../view/plan.ts'
import type { Scene, SceneChange } from '../document/scene.ts'
import type { OwnRights } from '../document/own-rights.ts'
import { byCluster } from './by-cluster.ts'
import type { OwnHistory } from './undo.ts'

/** Keeps groups in order: after this person's changes, and when they have met another person's. */
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

/** Others see a change so soon, and theirs arrive: what lies on one another then stays so. Not measured. */
const waitMs = 250
/** People who changed one place at once mend it one after the other. Not measured. */
const jitterMs = 500
/** So long and so often this screen mends what one change of its person has met. */
const watchedMs = 20_000
const mostMends = 6
/** So many mends go on with unfinished plans: each moves half a thousand notes, and a board has some 10,000. */
const mostRests = 24
/** So soon comes such a mend: the page paints and listens before. Not measured. */
const restMs = 100
/** Nobody else is at so many places at once. */
const mostWatched = 300
/** So often this screen first lets the person mend it who has put the notes there: that belongs to their step. */
const mostWaits = 3

const nothing: ReadonlySet<string> = new Set()

interface Watched {
  /** The step to which mending belongs. */
  readonly step: unknown
  readonly until: number
  /** The last plan has not made room for all of it. */
  isUnfinished: boolean
  mends: number
}

/** Somebody who did not know of it yet may push the note aside at that moment, and out of the group. */
interface Joined {
  readonly from: string | null
  readonly into: string
  readonly step: unknown
  readonly until: number
}

/** So long after a drop a note that is back in its former group has been pushed there. Not measured. */
const joinedMs = 3_000

/** So long an answer of the server may still be about a mend. Not measured. */
const mendedMs = 3_000

export function createOrder(at: {
  readonly doc: () => Y.Doc
  readonly scene: Scene
  readonly rights: OwnRights
  readonly history: OwnHistory
  /** The notes that others are dragging, as far as this screen sees it: not in a secret round, nor in a crowd. */
  readonly held: () => ReadonlySet<string>
  readonly random: () => number
  readonly now: () => number
}): Order {
  return new KeptOrder(at)
}

class KeptOrder implements Order {
  readonly #at: Parameters<typeof createOrder>[0]
  readonly #watched = new Map<string, Watched>()
  readonly #stops: readonly (() => void)[]
  /** Notes that this person has put into a group, by note. */
  readonly #joined = new Map<string, Joined>()
  /** Notes that this person has put somewhere, and until when that counts. */
  readonly #put = new Map<string, number>()
  #waits = 0
  #mendedAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined
  /** A step has been undone or redone, and the scene has not told of it yet: the step that takes this back. */
  #run: { readonly opposite: unknown; readonly step: unknown } | undefined
  /** By step, the pairs of notes that lay on one another before it: an undo may bring that back. */
  readonly #piled = new WeakMap<object, ReadonlySet<string>>()

  constructor(at: Parameters<typeof createOrder>[0]) {
    this.#at = at
    this.#stops = [
      at.scene.onChange((change) => this.#onChange(change)),
      at.history.onRun((opposite, step) => {
        if (opposite !== undefined) this.#run = { opposite, step }
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
      rights.mayMoveAll(),
    )
  }

  readonly step = <T>(plan: Plan, change: (doc: Y.Doc) => T, placed: ReadonlySet<string> = nothing): T => {
    const { doc, history } = this.#at
    const before = history.newest()
    this.#mendedAt = Number.NEGATIVE_INFINITY
    history.cut()
    const current = doc()
    const moves = plan.moves()
    const joins = plan.joins()
    const areas = plan.areas()
    const piled = this.#pilesAmong(moves.map(({ id }) => id))
    const result = act(current, () => {
      const made = change(current)
      const others = moves.filter(({ id }) => !placed.has(id))
      shiftNotes(current, others)
      for (const { id, area } of areas) setArea(current, id, area)
      return made
    })
    history.cut()
    const step = history.newest()
    if (step !== before) {
      const changed = plan.changed()
      this.#watch(changed, step, plan.isUnfinished)
      const until = this.#at.now() + watchedMs
      for (const id of [...moves.map((move) => move.id), ...changed]) this.#put.set(id, until)
      if (typeof step === 'object' && step !== null) this.#piled.set(step, piled)
      this.#joined.clear()
      for (const { id, from, into } of joins)
        this.#joined.set(id, { from, into, step, until: this.#at.now() + joinedMs })
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
    clearTimeout(this.#timer)
    for (const stop of this.#stops) stop()
  }

  #watch(ids: readonly string[], step: unknown, isUnfinished = false): void {
    if (ids.length > mostWatched) return
    const until = this.#at.now() + watchedMs
    for (const id of ids) this.#watched.set(id, { step, until, isUnfinished, mends: 0 })
  }

  #onChange(change: SceneChange): void {
    const run = this.#run
    this.#run = undefined
    const { isAll } = change
    if (run && !isAll) this.#mendAfter(run, change)
    this.#heedTakingOut(change)
    // After a swap of the document, which names no note, the steps are gone, and with them what this person has begun.
    if (isAll && change.notes.size === 0) this.#watched.clear()
    if (this.#watched.size > 0) this.#mendSoon()
  }

  #mendSoon(): void {
    if (this.#timer !== undefined) return
    const hasRest = [...this.#watched.values()].some(({ isUnfinished }) => isUnfinished)
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#mend()
      },
      hasRest ? restMs : waitMs + jitterMs * this.#at.random(),
    )
  }

  /** What has come back by an undo gives way to what has been done there since. */
  #mendAfter(
    { opposite, step: undone }: { readonly opposite: unknown; readonly step: unknown },
    { notes, clusters }: SceneChange,
  ): void {
    const { scene, doc, history } = this.#at
    const piled = typeof undone === 'object' && undone !== null ? this.#piled.get(undone) : undefined
    const plan = this.plan()
    const isBack = (id: string) => scene.clusters.get(id)?.members.some((note) => notes.has(note)) === true
    const groups = plan
      .conflictsOf(clusters)
      .filter((id) => plan.isGroup(id))
      .sort((a, b) => Number(isBack(a)) - Number(isBack(b)) || (a < b ? -1 : 1))
    const loose = [...notes].filter((id) => scene.notes.get(id)?.cluster === null)
    plan.straighten(groups)
    plan.yield(loose.sort(), piled && ((one, other) => !piled.has(pairOf(one, other))))
    plan.makeRoom(groups)
    const moves = plan.moves()
    if (moves.length > 0) history.amend(opposite, () => shiftNotes(doc(), moves))
    this.#watch([...groups, ...plan.changed()], opposite)
  }

  #pilesAmong(ids: readonly string[]): ReadonlySet<string> {
    const { scene } = this.#at
    if (ids.length > mostWatched) return new Set()
    return new Set(
      ids.flatMap((id) => {
        const rect = scene.notes.get(id)?.rect
        return rect ? scene.notesIn(rect).map((other) => pairOf(id, other.id)) : []
      }),
    )
  }

  #isBack(id: string, { from }: Joined): boolean {
    return this.#at.scene.notes.get(id)?.cluster === from
  }

  /** A change of such notes and their groups alone is no push: another person has taken them out, and they stay out. */
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
    const { scene, doc, rights } = this.#at
    const pushed = [...this.#joined].filter(
      ([id, joined]) =>
        this.#isBack(id, joined) &&
        scene.clusters.has(joined.into) &&
        rights.gatherable([id], joined.into).length > 0,
    )
    const [first] = pushed
    if (!first) return
    const plan = this.plan()
    const groups = byCluster(pushed.map(([id, { into }]) => ({ id, cluster: into })))
    for (const [into, ids] of groups) plan.gather(into, ids)
    plan.makeRoom([...groups.keys()])
    for (const [id] of pushed) this.#joined.delete(id)
    // All of them are of one step.
    this.#mendStep(first[1].step, () => {
      for (const [into, ids] of groups) setCluster(doc(), ids, into)
      shiftNotes(doc(), plan.moves())
      for (const { id, area } of plan.areas()) setArea(doc(), id, area)
    })
  }

  #mend(): void {
    const { doc } = this.#at
    this.#forgetTheOld()
    this.#joinAgain()
    const plan = this.plan()
    const met = plan.conflictsOf(this.#watched.keys())
    // What is held now may be let go where it was.
    if (this.#watched.size > 0 && this.#at.held().size > 0) this.#mendSoon()
    if (met.length === 0) {
      this.#waits = 0
      this.#finish()
      return
    }
    // Things that an unfinished plan has moved stay there, and others make room for them.
    const isRest = (id: string) => this.#watched.get(id)?.isUnfinished === true
    const groups = met
      .filter((id) => plan.isGroup(id))
      .sort((a, b) => Number(isRest(b)) - Number(isRest(a)) || (a < b ? -1 : 1))
    const notes = met.filter((id) => !plan.isGroup(id)).sort()
    plan.straighten(groups)
    plan.makeRoom([...groups, ...notes])
    const moves = plan.moves()
    const watched = met.flatMap((id) => this.#watched.get(id) ?? [])
    const [first] = watched
    const isOwn = met.some(isRest) || moves.some(({ id }) => this.#put.has(id))
    if (!isOwn && this.#waits < mostWaits) {
      this.#waits += 1
      return this.#mendSoon()
    }
    this.#waits = 0
    const areas = plan.areas()
    if (moves.length + areas.length === 0 || !first || watched.every(isMendedEnough)) return this.#finish()
    this.#mendStep(first.step, () => {
      shiftNotes(doc(), moves)
      for (const { id, area } of areas) setArea(doc(), id, area)
    })
    const { step, until } = first
    const mends = first.mends + 1
    const { isUnfinished } = plan
    if (!isUnfinished) this.#finish()
    for (const one of watched) {
      one.mends += 1
      one.isUnfinished = isUnfinished
    }
    for (const id of plan.changed())
      if (!this.#watched.has(id)) this.#watched.set(id, { step, until, isUnfinished, mends })
  }

  /** Nothing is left of unfinished plans, or nothing that a plan can do. */
  #finish(): void {
    for (const one of this.#watched.values()) one.isUnfinished = false
  }

  /** A change that belongs to a step of before, and for which nobody has asked. */
  #mendStep(step: unknown, change: () => void): void {
    const { history, now } = this.#at
    this.#mendedAt = now()
    history.amend(step, change)
  }

  #forgetTheOld(): void {
    const now = this.#at.now()
    for (const [id, { until }] of this.#watched) if (until < now) this.#watched.delete(id)
    for (const [id, until] of this.#put) if (until < now) this.#put.delete(id)
    for (const [id, { until }] of this.#joined) if (until < now) this.#joined.delete(id)
  }
}

function isMendedEnough({ mends, isUnfinished }: Watched): boolean {
  return mends >= (isUnfinished ? mostRests : mostMends)
}

function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}
