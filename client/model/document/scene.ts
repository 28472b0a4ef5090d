import * as Y from 'yjs'
import { readCluster, type Cluster } from '#shared/board/cluster.ts'
import { byUser, clustersRoot, notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import { readNote, readPlace, type Note } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import { cardAround, fieldAround } from '#shared/geometry/field.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { boundsOf, encloses, intersects, isSameRect, type Rect, type Point } from '#shared/geometry/rect.ts'
import {
  forgetLayouts,
  keptLayout,
  layoutText,
  surelyFits,
  type Measure,
  type TextLayout,
} from '#shared/text/layout.ts'

/** A note as drawn: what the document says, and where its text breaks. */
export interface SceneNote extends Note {
  /** The square, or taller when the text does not fit the smallest type. */
  readonly rect: Rect
  /** Hidden inside a collapsed cluster. */
  readonly isHidden: boolean
}

export interface SceneCluster extends Cluster {
  readonly members: readonly string[]
  /** The field behind the members with its heading; a card when collapsed. */
  readonly rect: Rect
}

/** What changed since the last report: ids of notes and clusters. `all`: read everything anew. */
export interface SceneChange {
  readonly notes: ReadonlySet<string>
  readonly clusters: ReadonlySet<string>
  readonly isAll: boolean
  /** Some of it is this person's own doing. */
  readonly isOwn: boolean
}

/** The board as the canvas sees it, kept up to date from the document incrementally: no full read per change. */
export interface Scene {
  readonly notes: ReadonlyMap<string, SceneNote>
  readonly clusters: ReadonlyMap<string, SceneCluster>
  /** At most once a frame, after whatever arrived has been applied. */
  readonly onChange: (listener: (change: SceneChange) => void) => () => void
  /** In stacking order, lowest first; hidden ones left out. */
  readonly notesIn: (rect: Rect) => readonly SceneNote[]
  readonly clustersIn: (rect: Rect) => readonly SceneCluster[]
  /** The nearest note or collapsed cluster, else the cluster whose field or heading is there. */
  readonly at: (point: Point) => { readonly kind: 'note' | 'cluster'; readonly id: string } | undefined
  /** Everything on the board; undefined when it is empty. */
  readonly bounds: () => Rect | undefined
  /** Where a note's text breaks. Worked out when first asked for. */
  readonly layoutOf: (note: SceneNote) => TextLayout
  /** The layout only if it is known already. */
  readonly knownLayoutOf: (note: SceneNote) => TextLayout | undefined
  /** A font has arrived: what was measured is no longer true. */
  readonly remeasure: () => void
  readonly close: () => void
}

/** Above so many changes at once, listeners read everything anew instead of one by one. */
const manyChanges = 1_000

/** Square board units from which filtering the sorted notes beats sorting those of the cells: about 100 notes. */
const largeArea = 4_000_000

/** Board units: a field of a dozen notes touches at most four. */
const fieldCell = 2_048

type Schedule = (run: () => void) => void

const nextFrame: Schedule = (run) => {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(run)
  else setTimeout(run, 16)
}

/** Reading is always up to date with the document; only listeners wait for the next frame. */
export function createScene(doc: Y.Doc, measure: Measure, schedule: Schedule = nextFrame): Scene {
  const notes = new Map<string, SceneNote>()
  const clusters = new Map<string, SceneCluster>()
  /** What the document says about clusters, also those that no note is in. */
  const facts = new Map<string, Cluster>()
  /** By cluster, also one that does not exist (yet, or any more). */
  const members = new Map<string, Set<string>>()
  const grid = createGrid<SceneNote>()
  const fields = createGrid<SceneCluster>(fieldCell)
  const listeners = new Set<(change: SceneChange) => void>()

  const dirtyNotes = new Set<string>()
  /** Of nothing else than their place: most changes by far are of that, and the rest need not be read again. */
  const dirtyPlaces = new Set<string>()
  const dirtyClusters = new Set<string>()
  let changedNotes = new Set<string>()
  let changedClusters = new Set<string>()
  let isAll = false
  let isOwn = false
  let isReportDue = false
  let isClosed = false
  let stack: readonly SceneNote[] | undefined
  let fieldStack: readonly SceneCluster[] | undefined
  let edges: { readonly rect: Rect | undefined } | undefined

  const dirtyKeys = ({ keysChanged }: Y.YMapEvent<unknown>, { origin }: Y.Transaction) => {
    for (const id of keysChanged) dirtyNotes.add(id)
    soon(origin)
  }
  const dirtyPlaceKeys = ({ keysChanged }: Y.YMapEvent<unknown>, { origin }: Y.Transaction) => {
    for (const id of keysChanged) dirtyPlaces.add(id)
    soon(origin)
  }
  const dirtyTexts = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], { origin }: Y.Transaction) => {
    for (const event of events) markBy(event, dirtyNotes)
    soon(origin)
  }
  const dirtyClusterEntries = (
    events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
    { origin }: Y.Transaction,
  ) => {
    for (const event of events) markBy(event, dirtyClusters)
    soon(origin)
  }
  notesRoot(doc).observe(dirtyKeys)
  placeRoot(doc).observe(dirtyPlaceKeys)
  textRoot(doc).observeDeep(dirtyTexts)
  clustersRoot(doc).observeDeep(dirtyClusterEntries)
  for (const id of notesRoot(doc).keys()) dirtyNotes.add(id)
  for (const id of clustersRoot(doc).keys()) dirtyClusters.add(id)

  function soon(origin?: unknown): void {
    isOwn ||= origin === byUser || origin instanceof Y.UndoManager
    if (isReportDue || isClosed) return
    isReportDue = true
    schedule(report)
  }

  function report(): void {
    isReportDue = false
    if (isClosed) return
    refresh()
    if (!isAll && changedNotes.size === 0 && changedClusters.size === 0) return
    const isMuch = isAll || changedNotes.size > manyChanges
    const change: SceneChange = { notes: changedNotes, clusters: changedClusters, isAll: isMuch, isOwn }
    changedNotes = new Set()
    changedClusters = new Set()
    isAll = false
    isOwn = false
    for (const listener of listeners) listener(change)
  }

  function refresh(): void {
    if (dirtyNotes.size + dirtyPlaces.size + dirtyClusters.size === 0) return
    const touched = new Set<string>(dirtyClusters)
    for (const id of dirtyClusters) refreshFacts(id)
    dirtyClusters.clear()
    for (const id of dirtyNotes) refreshNote(id, readNote(doc, id), touched)
    for (const id of dirtyPlaces) if (!dirtyNotes.has(id)) refreshNote(id, readMoved(id), touched)
    dirtyNotes.clear()
    dirtyPlaces.clear()
    for (const id of touched) refreshCluster(id)
    stack = undefined
    fieldStack = undefined
    edges = undefined
  }

  function refreshFacts(id: string): void {
    const before = facts.get(id)
    const now = readCluster(doc, id)
    if (now) facts.set(id, now)
    else facts.delete(id)
    if (before?.isCollapsed === now?.isCollapsed) return
    for (const member of members.get(id) ?? []) dirtyNotes.add(member)
  }

  function readMoved(id: string): Note | undefined {
    const before = notes.get(id)
    const place = before && readPlace(doc, id)
    return place ? { ...before, ...place } : readNote(doc, id)
  }

  function refreshNote(id: string, read: Note | undefined, touched: Set<string>): void {
    const before = notes.get(id)
    if (!before && !read) return
    changedNotes.add(id)
    if (before) {
      if (!before.isHidden) grid.remove(before)
      if (before.cluster) touched.add(before.cluster)
    }
    // The document's word, kept also while the cluster is missing, so that the note is a member when it comes.
    setMember(id, read?.cluster ?? null)
    if (!read) {
      notes.delete(id)
      return
    }
    const cluster = read.cluster !== null && facts.has(read.cluster) ? read.cluster : null
    if (cluster) touched.add(cluster)
    const height = isAsTall(before, read) ? before.rect.height : heightOf(read)
    const isHidden = cluster !== null && facts.get(cluster)?.isCollapsed === true
    const note = { ...read, cluster, isHidden, rect: { x: read.x, y: read.y, width: noteSide, height } }
    notes.set(id, note)
    if (!isHidden) grid.add(note)
  }

  /** Moved or marked only. */
  function isAsTall(before: SceneNote | undefined, { text, photo }: Note): before is SceneNote {
    return !isAll && before?.text === text && (before.photo === undefined) === (photo === undefined)
  }

  function heightOf({ text, photo }: Note): number {
    const hasPhoto = photo !== undefined
    return surelyFits(text, hasPhoto) ? noteSide : layoutText(text, measure, hasPhoto).height
  }

  const clusterOf = new Map<string, string>()
  function setMember(note: string, cluster: string | null): void {
    const before = clusterOf.get(note) ?? null
    if (before === cluster) return
    if (before) members.get(before)?.delete(note)
    if (cluster) {
      const there = members.get(cluster)
      if (there) there.add(note)
      else members.set(cluster, new Set([note]))
      clusterOf.set(note, cluster)
    } else clusterOf.delete(note)
  }

  function refreshCluster(id: string): void {
    const cluster = facts.get(id)
    const before = clusters.get(id)
    const inside = [...(members.get(id) ?? [])].filter((note) => notes.has(note))
    const rects = inside.map((note) => notes.get(note)?.rect).filter((rect) => rect !== undefined)
    const rect = cluster?.isCollapsed ? cardAround(rects) : fieldAround(rects)
    // Words written in a member change nothing of its cluster.
    const isKept = before && cluster && rect && isEqual(before, { ...cluster, members: inside, rect })
    if (isKept && !isAll) return
    if (before) fields.remove(before)
    if (!cluster || !rect) {
      if (clusters.delete(id)) changedClusters.add(id)
      return
    }
    changedClusters.add(id)
    const now = { ...cluster, members: inside, rect }
    clusters.set(id, now)
    fields.add(now)
  }

  function stacked(): readonly SceneNote[] {
    stack ??= [...notes.values()].filter((note) => !note.isHidden).sort(byHeight)
    return stack
  }

  function bounds(): Rect | undefined {
    refresh()
    edges ??= { rect: boundsOf(rectsShown()) }
    return edges.rect
  }

  function* rectsShown(): Iterable<Rect> {
    for (const note of notes.values()) if (!note.isHidden) yield note.rect
    for (const cluster of clusters.values()) yield cluster.rect
  }

  return {
    get notes() {
      refresh()
      return notes
    },
    get clusters() {
      refresh()
      return clusters
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notesIn: (rect) => {
      refresh()
      if (rect.width * rect.height < largeArea) return [...grid.query(rect)].sort(byHeight)
      const all = bounds()
      if (all && encloses(rect, all)) return stacked()
      return stacked().filter((note) => intersects(note.rect, rect))
    },
    clustersIn: (rect) => {
      refresh()
      // Without a list at hand: sorting all of a board's clusters costs more than looking through many cells.
      if (!fieldStack && rect.width * rect.height < 25 * largeArea)
        return [...fields.query(rect)].sort(bySize)
      fieldStack ??= [...clusters.values()].sort(bySize)
      return fieldStack.filter((cluster) => intersects(cluster.rect, rect))
    },
    at: (point) => {
      refresh()
      const spot = { ...point, width: 1e-6, height: 1e-6 }
      const under = [...fields.query(spot)].sort(bySize)
      const card = under.findLast((cluster) => cluster.isCollapsed)
      if (card) return { kind: 'cluster', id: card.id }
      const note = [...grid.query(spot)].sort(byHeight).pop()
      if (note) return { kind: 'note', id: note.id }
      const field = under.pop()
      return field && { kind: 'cluster', id: field.id }
    },
    bounds,
    layoutOf: ({ text, photo }) => layoutText(text, measure, photo !== undefined),
    knownLayoutOf: ({ text, photo }) => keptLayout(text, measure, photo !== undefined),
    remeasure: () => {
      forgetLayouts(measure)
      for (const id of notes.keys()) dirtyNotes.add(id)
      // Titles are measured too, once for each state of a cluster.
      for (const id of facts.keys()) dirtyClusters.add(id)
      isAll = true
      soon()
    },
    close: () => {
      isClosed = true
      listeners.clear()
      notesRoot(doc).unobserve(dirtyKeys)
      placeRoot(doc).unobserve(dirtyPlaceKeys)
      textRoot(doc).unobserveDeep(dirtyTexts)
      clustersRoot(doc).unobserveDeep(dirtyClusterEntries)
    },
  }
}

/** What of a cluster stands in the document, beside its members' places. */
const clusterFacts = ['title', 'tint', 'isCollapsed'] as const

function isEqual(before: SceneCluster, now: SceneCluster): boolean {
  return (
    clusterFacts.every((fact) => before[fact] === now[fact]) &&
    isSameRect(before.rect, now.rect) &&
    before.members.length === now.members.length &&
    before.members.every((member, index) => member === now.members[index])
  )
}

/** The key of the root under which something changed; the event of a root names its keys, one from inside its path. */
function markBy(event: Y.YEvent<Y.AbstractType<unknown>>, dirty: Set<string>): void {
  const [id] = event.path
  if (typeof id === 'string') dirty.add(id)
  else if (event instanceof Y.YMapEvent) for (const key of event.keysChanged) dirty.add(String(key))
}

/** Equal heights happen when two people raise at once: every screen must then agree. */
function byHeight(a: SceneNote, b: SceneNote): number {
  return a.z - b.z || (a.id < b.id ? -1 : 1)
}

/** Large fields behind small ones. */
function bySize(a: SceneCluster, b: SceneCluster): number {
  return b.rect.width * b.rect.height - a.rect.width * a.rect.height || (a.id < b.id ? -1 : 1)
}
