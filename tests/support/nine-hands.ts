import type * as Y from 'yjs'
import { placeRoot } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import {
  centreOf,
  contains,
  inset,
  intersects,
  movedBy,
  type Point,
  type Rect,
} from '#shared/geometry/rect.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { disorderOf } from './order.ts'
import { peopleAtOnce, type PersonAtOnce } from './people-at-once.ts'
import { seededRandom, type Random } from './random.ts'

/** The facts about nine people who sorted for ten minutes. */
export interface NineHands {
  readonly drops: number
  readonly groups: number
  /** Moves of a note by another hand's drop, and by tidying. */
  readonly byDrop: number
  readonly byTidying: number
  /** Of all of them, for each note. */
  readonly perNote: number
  /** The share of its time that a note lies under another one or on a strange group. */
  readonly covered: number
  /** Faults of drops: each entry says one. */
  readonly wrong: readonly string[]
  /** Notes that cannot be read on any screen at the end. */
  readonly disorder: readonly string[]
}

export const notesOnWall = 60
const pitch = 224
const hands = 9
const tickMs = 250
const lookMs = 5_000
/** Between taking two notes a person reads and thinks; a drag takes seconds. Not measured. */
const thinking = { least: 4_000, more: 12_000 }
const dragging = { least: 900, more: 3_000 }
/** From one screen to another. */
const latency = { least: 50, more: 250 }
/** By one cell, and by the edge of a field. */
const oneCell = 248

export function wallOfNotes(doc: Y.Doc): void {
  for (let index = 0; index < notesOnWall; index += 1) {
    const at = { x: (index % 10) * pitch, y: Math.floor(index / 10) * pitch }
    const text = `n${index} ${'word '.repeat(index % 30)}`
    addNote(doc, { id: `n${index}`, text, ...at, author: null, created: 1 })
  }
}

interface Hand {
  readonly index: number
  readonly person: PersonAtOnce
  /** The note in this hand, and where it will be dropped. */
  holds: { readonly id: string; readonly to: Point } | undefined
  until: number
  /** The notes that this hand moves at this moment. */
  moving: string | undefined
}

/** Nine people sort a wall of notes for ten minutes. `advance` moves the clock of the page, and runs its timers. */
export function nineHandsFor(seed: number, advance: (ms: number) => void, minutes = 10): NineHands {
  const session = new Session(seed)
  try {
    return session.run(advance, minutes * 60_000)
  } finally {
    session.close()
  }
}

class Session {
  readonly #random: Random
  readonly #hands: readonly Hand[]
  readonly #wrong: string[] = []
  #inFlight: { readonly at: number; readonly to: PersonAtOnce }[] = []
  #now = 0
  #drops = 0
  #byDrop = 0
  #looks = 0
  #covered = 0
  #byTidying = 0

  constructor(seed: number) {
    this.#random = seededRandom(seed)
    this.#hands = peopleAtOnce(hands, wallOfNotes).map((person, index) => ({
      index: index + 1,
      person,
      holds: undefined,
      until: this.#between(thinking),
      moving: undefined,
    }))
    for (const hand of this.#hands) this.#watchMoves(hand)
    this.#showHands()
  }

  run(advance: (ms: number) => void, ms: number): NineHands {
    for (; this.#now < ms; this.#tick(advance)) {
      for (const hand of this.#hands) this.#act(hand)
      if (this.#now % lookMs === 0) this.#look()
    }
    for (const hand of this.#hands) if (hand.holds) this.#drop(hand)
    // A minute in which nobody does anything.
    for (const end = this.#now + 60_000; this.#now < end;) this.#tick(advance)
    const models = this.#hands.map(({ person }) => person.model)
    const [first] = models
    const moved = this.#byDrop + this.#byTidying
    return {
      drops: this.#drops,
      groups: first?.scene.clusters.size ?? 0,
      byDrop: this.#byDrop,
      byTidying: this.#byTidying,
      perNote: moved / notesOnWall,
      covered: this.#covered / (this.#looks * notesOnWall),
      wrong: this.#wrong,
      disorder: [
        ...models.flatMap(({ scene }) => disorderOf(scene)),
        ...models.filter((model) => first && placesOf(model) !== placesOf(first)).map(() => 'screens differ'),
      ],
    }
  }

  #look(): void {
    const [first] = this.#hands
    this.#looks += 1
    this.#covered += first ? disorderOf(first.person.model.scene).length : 0
  }

  close(): void {
    for (const { person } of this.#hands) person.model.close()
  }

  #between({ least, more }: { readonly least: number; readonly more: number }): number {
    return least + this.#random.below(more)
  }

  #tick(advance: (ms: number) => void): void {
    for (const { person } of this.#hands) person.send()
    for (const { person } of this.#hands)
      this.#inFlight.push({ at: this.#now + this.#between(latency), to: person })
    const due = this.#inFlight.filter(({ at }) => at <= this.#now)
    this.#inFlight = this.#inFlight.filter(({ at }) => at > this.#now)
    for (const { to } of due) to.receive()
    advance(tickMs)
    this.#now += tickMs
  }

  #act(hand: Hand): void {
    if (this.#now < hand.until) return
    if (hand.holds) this.#drop(hand)
    else this.#take(hand)
  }

  #take(hand: Hand): void {
    const { model } = hand.person
    const held = new Set(this.#hands.flatMap(({ holds }) => holds?.id ?? []))
    const free = [...model.scene.notes.values()].filter(({ id }) => !held.has(id))
    const loose = free.filter(({ cluster }) => cluster === null)
    // Most people sort what is not sorted yet.
    const note = this.#random.pick(loose.length > 0 && this.#random.chance(0.85) ? loose : free)
    hand.holds = { id: note.id, to: this.#aim(model, note.id) }
    hand.until = this.#now + this.#between(dragging)
    this.#showHands()
  }

  /** Most notes go onto a group, some onto a note, a few to a free spot or anywhere. */
  #aim(model: BoardModel, id: string): Point {
    const { scene } = model
    const dice = this.#random.next()
    const groups = [...scene.clusters.values()].filter(({ members }) => !members.includes(id))
    const loose = [...scene.notes.values()].filter((note) => note.cluster === null && note.id !== id)
    const near = (rect: Rect): Point => ({
      x: rect.x + this.#random.below(rect.width) - 100,
      y: rect.y + this.#random.below(rect.height) - 100,
    })
    const few = groups.length < 8
    if (dice < (few ? 0.4 : 0.75) && groups.length > 0) return near(this.#random.pick(groups).rect)
    if (dice < 0.9 && loose.length > 0) {
      const { x, y } = this.#random.pick(loose)
      return { x: x + this.#random.below(80) - 40, y: y + this.#random.below(80) - 40 }
    }
    return near(scene.bounds() ?? { x: 0, y: 0, width: 2_000, height: 1_000 })
  }

  /** As a drag with a mouse ends: see `client/tools/gestures/dragging.ts`. */
  #drop(hand: Hand): void {
    const { holds, person } = hand
    hand.holds = undefined
    hand.until = this.#now + this.#between(thinking)
    const { scene, commands } = person.model
    const note = scene.notes.get(holds?.id ?? '')
    if (!holds || !note) return
    this.#drops += 1
    const { id, to } = holds
    const there = movedBy(note.rect, to.x - note.x, to.y - note.y)
    const centre = { ...centreOf(there), width: 1e-6, height: 1e-6 }
    const before = new Map([...scene.notes.values()].map((one) => [one.id, one.rect]))
    hand.moving = id
    const under = scene.notesIn(centre).findLast((one) => one.id !== id)
    const field = scene.clustersIn(centre).findLast(({ members }) => !members.includes(id))
    const isMiddle = under && under.cluster === null && contains(inset(under.rect, 50), centre)
    const own = scene.clusters.get(note.cluster ?? '')
    const move = own && contains(own.rect, centre) ? { id, ...to } : { id, ...to, cluster: null }
    const isGrouped = isMiddle && commands.dropOnNote([id], under.id) !== undefined
    if (!isGrouped) commands.moveNotes([field ? { id, ...to, cluster: field.id } : move])
    hand.moving = undefined
    this.#check(hand, id, before, isGrouped ? under.id : undefined)
    this.#showHands()
  }

  /** A drop moves nothing but what it overlaps, by one cell at most, and never a note under somebody's hand. */
  #check({ person }: Hand, id: string, before: ReadonlyMap<string, Rect>, onto: string | undefined): void {
    const { scene } = person.model
    const dropped = scene.notes.get(id)
    const field = scene.clusters.get(dropped?.cluster ?? '')?.rect ?? dropped?.rect
    for (const [other, was] of before) {
      const now = scene.notes.get(other)?.rect
      if (other === id || !now || (now.x === was.x && now.y === was.y)) continue
      const isHeld = this.#hands.some((hand) => hand.person !== person && hand.holds?.id === other)
      const isFar = Math.abs(now.x - was.x) > oneCell || Math.abs(now.y - was.y) > oneCell
      if (isHeld) this.#wrong.push(`${other} moved under a hand`)
      if (isFar && other !== onto) this.#wrong.push(`${other} moved by more than a cell`)
      if (field && !intersects(inset(field, -12), was) && other !== onto)
        this.#wrong.push(`${other} was in nobody’s way`)
    }
  }

  #watchMoves(hand: Hand): void {
    const root = placeRoot(hand.person.doc)
    root.observe((event, transaction) => {
      if (!transaction.local) return
      for (const [id, { oldValue }] of event.changes.keys) {
        const [before, after] = [oldValue, root.get(id)] as readonly [
          readonly unknown[] | undefined,
          readonly unknown[],
        ]
        const isMoved = before !== undefined && (before[0] !== after[0] || before[1] !== after[1])
        if (!isMoved || id === hand.moving) continue
        if (hand.moving === undefined) this.#byTidying += 1
        else this.#byDrop += 1
      }
    })
  }

  /** Everybody sees what the others hold. */
  #showHands(): void {
    for (const { person, index: own } of this.#hands) {
      const others = this.#hands.filter(({ index }) => index !== own)
      person.setOthers(
        others.map(({ index, holds }) => ({
          index: index + 20,
          participant: `p${index}`,
          name: `P${index}`,
          colour: 1,
          selection: holds ? [holds.id] : [],
          editing: null,
          view: null,
        })),
      )
      for (const { index, holds } of others)
        person.setCursor(index + 20, { x: 0, y: 0, drag: holds ? { dx: 10, dy: 10 } : null })
    }
  }
}

function placesOf({ scene }: BoardModel): string {
  const places = [...scene.notes.values()].map(({ id, x, y, cluster }) => `${id} ${x} ${y} ${cluster}`)
  return places.sort().join()
}
