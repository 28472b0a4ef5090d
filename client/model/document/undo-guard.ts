import * as Y from 'yjs'
import { notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import { noteRoots, peopleRoots, Shape, type PeopleRoot } from '#shared/board/schema.ts'
import {
  firstItemOf,
  forEachItem,
  holderOfItem,
  itemAt,
  valuesOf,
  type ClockRanges,
  structsOf,
} from '#shared/board/yjs-internals.ts'
import { Operation } from '#shared/workshop/policy.ts'

/** The entry that an item of the document is, or is inside of. */
interface ItemEntry {
  readonly root: PeopleRoot
  readonly id: string
  /** Part of the entry: letters of a text, a field of a cluster. */
  readonly isInside: boolean
}

/** Looking up each root by its name for each of 30,000 items took longer than the rest. */
const rootsOf = new WeakMap<Y.Doc, ReadonlyMap<unknown, PeopleRoot>>()

/** Finds the entries of a document's items. */
function entriesOf(doc: Y.Doc): (item: Y.Item) => ItemEntry | undefined {
  const roots = rootsOf.get(doc) ?? new Map(peopleRoots.map((root) => [doc.getMap(root.name), root]))
  rootsOf.set(doc, roots)
  return (item) => {
    let at = item
    for (let holder = holderOfItem(at); holder; holder = holderOfItem(at)) at = holder
    const { parent, parentSub: id } = at
    const root = roots.get(parent)
    return root && id !== null ? { root, id, isInside: at !== item } : undefined
  }
}

/** The note to which an item of the document belongs: its facts, its place, its text, or some of its letters. */
export function noteOfItem(doc: Y.Doc, item: Y.Item): string | undefined {
  const entry = entriesOf(doc)(item)
  return entry?.root.partOf === 'note' ? entry.id : undefined
}

/** The parts of the document that a step has added and deleted. */
export interface StepParts {
  readonly insertions: ClockRanges
  readonly deletions: ClockRanges
}

/** One operation on one note or cluster, as the policy table knows it. */
export interface Asked {
  readonly operation: Operation
  /** The note or cluster. */
  readonly id: string
}

/** The operations that undoing this step, or redoing an undone one, amounts to. */
export function askedByUndoing(doc: Y.Doc, step: StepParts): readonly Asked[] {
  const notes = new Map<string, TouchedNote>()
  /** Groups and areas. */
  const others = new Map<string, PeopleRoot>()
  const entryOf = entriesOf(doc)
  const touch = (item: Y.Item, part: 'insertions' | 'deletions') => {
    const entry = entryOf(item)
    if (!entry) return
    const { root, id, isInside } = entry
    if (root.partOf === 'cluster' || root.partOf === 'area') {
      others.set(id, root)
      return
    }
    const known = notes.get(id)
    // Arrays of one or two: a set for each of 10,000 notes took 50 ms.
    const note: TouchedNote = known ?? { whole: [], clusters: [], operations: [] }
    if (!known) notes.set(id, note)
    if (root.shape === Shape.text && !isInside) addOnce(note.whole, part)
    else addOnce(note.operations, root.operations.change)
    if (root.shape !== Shape.place) return
    for (const place of valuesOf(item)) addOnce(note.clusters, clusterIn(place))
  }
  for (const part of ['insertions', 'deletions'] as const)
    forEachItem(doc, step[part], (item) => touch(item, part))
  return [
    ...[...notes].flatMap(([id, note]) => askedOf(id, note)),
    ...[...others].map(([id, { operations }]) => ({ operation: operations.change, id })),
  ]
}

interface TouchedNote {
  /** The parts in which the note as a whole was created or deleted. */
  readonly whole: ('insertions' | 'deletions')[]
  /** The clusters it was in before and after. */
  readonly clusters: (string | null)[]
  readonly operations: Operation[]
}

function addOnce<Value>(values: Value[], value: Value): void {
  if (!values.includes(value)) values.push(value)
}

function askedOf(id: string, { whole, clusters, operations }: TouchedNote): readonly Asked[] {
  const named = clusters.filter((cluster) => cluster !== null)
  if (whole.length === 2) return []
  if (whole.includes('insertions')) return [{ operation: Operation.removeOwnNote, id }]
  if (whole.includes('deletions')) {
    return [id, ...named].map((target) => ({ operation: Operation.restoreNote, id: target }))
  }
  const gathered = clusters.length > 1 ? [id, ...named] : []
  return [
    ...operations.map((operation) => ({ operation, id })),
    ...gathered.map((target) => ({ operation: Operation.gatherNote, id: target })),
  ]
}

/** As a place in the document says it: x, y, z, cluster. */
function clusterIn(place: unknown): string | null {
  const cluster: unknown = Array.isArray(place) ? place[3] : undefined
  return typeof cluster === 'string' ? cluster : null
}

/**
 * Notes created in a step that hold another person's work: text, or a place or colour while there is text. Undoing the
 * creation of such a note would delete that work.
 */
export function createdNotesOthersTouched(doc: Y.Doc, insertions: ClockRanges): ReadonlySet<string> {
  const made = new Set<string>()
  const clients = new Set<number>(insertions.clients.keys())
  forEachItem(doc, insertions, ({ parent, parentSub }) => {
    if (parent === textRoot(doc) && parentSub !== null) made.add(parentSub)
  })
  return new Set([...made].filter((id) => isTouchedByOthers(doc, id, clients)))
}

/**
 * True if deleting this entry would leave a note without its place or facts. When two people moved a note at once, Yjs
 * finds no former place to restore (the other person's lies between) and would delete the note for everyone.
 */
export function tearsNote(doc: Y.Doc, item: Y.Item, insertions: ClockRanges): boolean {
  const { parent, parentSub: id } = item
  if (id === null || item.deleted) return false
  if (parent !== notesRoot(doc) && parent !== placeRoot(doc)) return false
  const text = itemAt(textRoot(doc), id)
  return text !== undefined && !text.deleted && !Y.isDeleted(insertions, text.id)
}

/**
 * Completes a note that came back without its place or facts. Somebody moved or marked it while it was being deleted, so
 * the entry is theirs. The server swept it away, and Yjs does not restore it. The note gets the entry it had.
 */
export function completeTornNotes(doc: Y.Doc, deletions: ClockRanges): void {
  forEachItem(doc, deletions, (item) => {
    const { parentSub: id, parent } = item
    const root = [notesRoot(doc), placeRoot(doc)].find((known) => known === parent)
    if (id === null || !root || root.has(id) || !textRoot(doc).has(id)) return
    const [value] = valuesOf(item)
    if (value !== undefined) root.set(id, value)
  })
}

/** True if all of this belongs to the note: its facts, place and letters. Parts swept away since count for nobody. */
export function onlyTouches(doc: Y.Doc, part: ClockRanges, note: string): boolean {
  let isOnly = true
  forEachItem(doc, part, (item) => {
    if (noteOfItem(doc, item) !== note) isOnly = false
  })
  return isOnly
}

function isTouchedByOthers(doc: Y.Doc, id: string, own: ReadonlySet<number>): boolean {
  const text = textRoot(doc).get(id)
  if (!(text instanceof Y.Text)) return false
  for (let item = firstItemOf(text); item !== null; item = item.right) {
    if (!item.deleted && !own.has(item.id.client)) return true
  }
  if (text.length === 0) return false
  return noteRoots(doc).some((root) => {
    const entry = itemAt(root, id)
    return entry !== undefined && !entry.deleted && !own.has(entry.id.client)
  })
}

/**
 * Gives letters restored by undo their present neighbours. Yjs gives them the successors of their former neighbours
 * (`redoItem`). Letters of others may stand between those by now, or they may be in the wrong order. The restored letters
 * could then stand elsewhere on another screen, and the server refuses them. This runs before the transaction is
 * reported, as if the letters had been typed there.
 */
export function declareNeighbours({ doc, beforeState }: Y.Transaction): void {
  const own = structsOf(doc, doc.clientID)
  const since = beforeState.get(doc.clientID) ?? 0
  for (let index = own.length - 1; index >= 0; index -= 1) {
    const item = own[index]
    if (!item || item.id.clock < since) return
    if (!(item instanceof Y.Item) || item.parentSub !== null) continue
    const isEarlier = ({ id }: Y.Item): boolean => id.client !== doc.clientID || id.clock < item.id.clock
    let { left, right } = item
    while (left && !isEarlier(left)) ({ left } = left)
    while (right && !isEarlier(right)) ({ right } = right)
    item.origin = left && left.lastId
    item.rightOrigin = right && right.id
  }
}

const parts = ['insertions', 'deletions'] as const

/**
 * Cuts a step into slices of at most so many notes, each note with all of its parts. Undone one after the other they
 * leave a sane board in between: groups that come back come first, and groups that go, go last. One slice if the step
 * is small.
 */
export function slicesOf(doc: Y.Doc, step: StepParts, maxNotes: number): readonly StepParts[] {
  if (parts.every((part) => lengthOf(step[part]) <= maxNotes)) return [step]
  const slices: Record<(typeof parts)[number], ReturnType<typeof Y.createDeleteSet>>[] = []
  const last = { insertions: Y.createDeleteSet(), deletions: Y.createDeleteSet() }
  const numbers = new Map<string, number>()
  const entryOf = entriesOf(doc)
  const sliceOf = (item: Y.Item, part: (typeof parts)[number]) => {
    const entry = entryOf(item)
    if (entry && entry.root.partOf !== 'note' && part === 'insertions') return last
    const isNote = entry?.root.partOf === 'note'
    const number = isNote ? (numbers.get(entry.id) ?? numbers.size) : 0
    if (isNote) numbers.set(entry.id, number)
    const index = Math.floor(number / maxNotes)
    return (slices[index] ??= { insertions: Y.createDeleteSet(), deletions: Y.createDeleteSet() })
  }
  for (const part of parts) {
    forEachItem(doc, step[part], (item) => {
      const { client, clock } = item.id
      const { clients } = sliceOf(item, part)[part]
      const ranges = clients.get(client) ?? []
      clients.set(client, ranges)
      const before = ranges.at(-1)
      if (before && before.clock + before.len === clock) before.len += item.length
      else ranges.push({ clock, len: item.length })
    })
  }
  if (slices.length <= 1) return [step]
  return last.insertions.clients.size > 0 ? [...slices, last] : slices
}

function lengthOf({ clients }: ClockRanges): number {
  let sum = 0
  for (const ranges of clients.values()) for (const { len } of ranges) sum += len
  return sum
}

/** One step of all of these. */
export function joined(slices: readonly StepParts[]): StepParts {
  return {
    insertions: Y.mergeDeleteSets(slices.map(({ insertions }) => insertions)),
    deletions: Y.mergeDeleteSets(slices.map(({ deletions }) => deletions)),
  }
}
