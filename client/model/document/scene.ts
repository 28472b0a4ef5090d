import * as Y from 'yjs'
import { firstWordsOf } from '#shared/board/group-name.ts'
import { readCluster, type Cluster } from '#shared/board/cluster.ts'
import { byUser } from '#shared/board/document.ts'
import { readNote, readPlace, type Note } from '#shared/board/note.ts'
import { timesOf } from '#shared/board/note-look.ts'
import { cardAround, fieldAround } from '#shared/geometry/field.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { contains, encloses, intersects, isSameRect, type Rect, type Point } from '#shared/geometry/rect.ts'
import {
  byHeight,
  bySize,
  DirtyEntries,
  isSameCluster,
  Membership,
  nextFrame,
  type Schedule,
} from './scene-entries.ts'
import { SceneAreas, type SceneArea } from './scene-areas.ts'
import { SceneExtent } from './scene-extent.ts'
import {
  forgetLayouts,
  keptLayout,
  layoutBare,
  layoutText,
  type Measure,
  type TextLayout,
} from '#shared/text/layout.ts'
import { nextTask } from '../basics/next-task.ts'
import { NoteHeights, rectOf } from './note-heights.ts'

/** A note as drawn: what the document says, and where its text breaks. */
export interface SceneNote extends Note {
  /** The square, or taller when the text does not fit the smallest type. */
  readonly rect: Rect
  /** Hidden inside a collapsed cluster. */
  readonly isHidden: boolean
  /** So many times its usual size. */
  readonly times: number
}

export interface SceneCluster extends Cluster {
  /** Of its oldest note, while it has no name. */
  readonly firstWords: string
  readonly members: readonly string[]
  /** The field behind the members with its heading; a card when collapsed. */
  readonly rect: Rect
  /** The area in which most of its notes lie. */
  readonly area: string | null
}

/** The ids of notes, clusters and areas that changed since the last report. `isAll`: read everything again. */
export interface SceneChange {
  readonly notes: ReadonlySet<string>
  readonly clusters: ReadonlySet<string>
  readonly areas: ReadonlySet<string>
  readonly isAll: boolean
  /** True if this person made some of the changes. */
  readonly isOwn: boolean
}

/** The board as the canvas sees it, kept up to date from the document incrementally: no full read per change. */
export interface Scene {
  readonly notes: ReadonlyMap<string, SceneNote>
  readonly clusters: ReadonlyMap<string, SceneCluster>
  readonly areas: ReadonlyMap<string, SceneArea>
  /** Words without paper, and notes of another size than the usual one. */
  readonly unusual: ReadonlySet<string>
  /** At most once a frame, after whatever arrived has been applied. */
  readonly onChange: (listener: (change: SceneChange) => void) => () => void
  /** In stacking order, lowest first; hidden ones left out. */
  readonly notesIn: (rect: Rect) => readonly SceneNote[]
  readonly clustersIn: (rect: Rect) => readonly SceneCluster[]
  readonly areasIn: (rect: Rect) => readonly SceneArea[]
  /** The area there. Of two, the one that reaches less far beyond its stored place. */
  readonly areaAt: (point: Point) => SceneArea | undefined
  /** The nearest note or collapsed cluster, else the cluster whose field or heading is there. */
  readonly at: (point: Point) => { readonly kind: 'note' | 'cluster'; readonly id: string } | undefined
  /** Everything on the board but what lies far outside; undefined when it is empty. */
  readonly bounds: () => Rect | undefined
  /** Ids of notes that lie far outside the others. */
  readonly farOut: () => readonly string[]
  /** Where a note's text breaks. Worked out when first asked for. */
  readonly layoutOf: (note: SceneNote) => TextLayout
  /** The same for a painter. Undefined while so many texts have to be set that they take turns: paint it again then. */
  readonly layoutToPaint: (note: SceneNote) => TextLayout | undefined
  /** The layout only if it is known already. */
  readonly knownLayoutOf: (note: SceneNote) => TextLayout | undefined
  /** Widths of text, as all layouts use them. */
  readonly measure: Measure
  /** Measures everything again, because a font has arrived. */
  readonly remeasure: () => void
  readonly close: () => void
}

/** Above so many changes at once, listeners read everything again instead of one by one. */
const manyChanges = 1_000

/** Square board units from which filtering the sorted notes beats sorting those of the cells: about 100 notes. */
const largeArea = 4_000_000

/** Of a pile of so many notes in one view, filtering the sorted notes beats sorting, too. Not measured. */
const manyInOneView = 600

/** Board units: a field of a dozen notes touches at most four. */
const fieldCell = 2_048

/** Reading is always up to date with the document; only listeners wait for the next frame. */
export function createScene(doc: Y.Doc, measure: Measure, schedule: Schedule = nextFrame): Scene {
  return new DocumentScene(doc, measure, schedule)
}

class DocumentScene implements Scene {
  readonly measure: Measure
  readonly #doc: Y.Doc
  readonly #schedule: Schedule
  readonly #notes = new Map<string, SceneNote>()
  readonly #clusters = new Map<string, SceneCluster>()
  readonly #members: Membership
  readonly #unusual = new Set<string>()
  readonly #areas = new SceneAreas()
  readonly #grid = createGrid<SceneNote>()
  readonly #fields = createGrid<SceneCluster>(fieldCell)
  readonly #listeners = new Set<(change: SceneChange) => void>()
  readonly #dirty: DirtyEntries
  #changedNotes = new Set<string>()
  #changedClusters = new Set<string>()
  #changedAreas = new Set<string>()
  #isAll = false
  #isOwn = false
  readonly #heights: NoteHeights
  readonly #extent: SceneExtent
  #isReportDue = false
  #isReadDue = false
  #isClosed = false
  #stack: readonly SceneNote[] | undefined
  #fieldStack: readonly SceneCluster[] | undefined

  constructor(doc: Y.Doc, measure: Measure, schedule: Schedule) {
    this.#doc = doc
    this.measure = measure
    this.#schedule = schedule
    this.#members = new Membership()
    this.#heights = new NoteHeights(measure)
    this.#extent = new SceneExtent(this.#notes, this.#clusters, this.#areas.all)
    this.#dirty = new DirtyEntries(doc, (origin) => this.#reportSoon(origin))
  }

  get notes(): ReadonlyMap<string, SceneNote> {
    this.#refresh()
    return this.#notes
  }

  get clusters(): ReadonlyMap<string, SceneCluster> {
    this.#refresh()
    return this.#clusters
  }

  get areas(): ReadonlyMap<string, SceneArea> {
    this.#refresh()
    return this.#areas.all
  }

  get unusual(): ReadonlySet<string> {
    this.#refresh()
    return this.#unusual
  }

  readonly onChange: Scene['onChange'] = (listener) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly notesIn: Scene['notesIn'] = (rect) => {
    this.#refresh()
    if (rect.width * rect.height < largeArea) {
      const found = this.#grid.query(rect)
      if (found.length <= manyInOneView) return [...found].sort(byHeight)
    }
    this.#refresh()
    const { all } = this.#extent.now()
    if (all && encloses(rect, all)) return this.#stacked()
    return this.#stacked().filter((note) => intersects(note.rect, rect))
  }

  readonly clustersIn: Scene['clustersIn'] = (rect) => {
    this.#refresh()
    // While no sorted list is at hand: sorting all clusters of a board costs more than visiting many cells.
    const most = this.#fieldStack ? largeArea : 25 * largeArea
    if (rect.width * rect.height < most) return [...this.#fields.query(rect)].sort(bySize)
    this.#fieldStack ??= [...this.#clusters.values()].sort(bySize)
    return this.#fieldStack.filter((cluster) => intersects(cluster.rect, rect))
  }

  readonly areasIn: Scene['areasIn'] = (rect) => {
    this.#refresh()
    if (this.#areas.all.size === 0) return noAreas
    return [...this.#areas.all.values()].filter((area) => intersects(area.rect, rect))
  }

  readonly areaAt: Scene['areaAt'] = (point) => {
    const here = this.areasIn({ ...point, width: 1e-6, height: 1e-6 })
    return here.find((area) => contains(area, point)) ?? here[0]
  }

  readonly at: Scene['at'] = (point) => {
    this.#refresh()
    const spot = { ...point, width: 1e-6, height: 1e-6 }
    const under = [...this.#fields.query(spot)].sort(bySize)
    const card = under.findLast((cluster) => cluster.isCollapsed)
    if (card) return { kind: 'cluster', id: card.id }
    const note = [...this.#grid.query(spot)].sort(byHeight).pop()
    if (note) return { kind: 'note', id: note.id }
    const field = under.pop()
    return field && { kind: 'cluster', id: field.id }
  }

  readonly bounds: Scene['bounds'] = () => {
    this.#refresh()
    return this.#extent.now().main
  }

  readonly farOut: Scene['farOut'] = () => {
    this.#refresh()
    return this.#extent.now().farOut
  }

  readonly layoutOf: Scene['layoutOf'] = ({ text, photo, form }) =>
    form ? layoutBare(text, this.measure) : layoutText(text, this.measure, photo !== undefined)

  readonly layoutToPaint: Scene['layoutToPaint'] = (note) => this.#heights.layoutToPaint(note)

  readonly knownLayoutOf: Scene['knownLayoutOf'] = ({ text, photo }) =>
    keptLayout(text, this.measure, photo !== undefined)

  readonly remeasure = (): void => {
    forgetLayouts(this.measure)
    // Titles are measured too, once for each state of a cluster.
    this.#dirty.addAll(this.#notes.keys(), this.#members.clusterIds())
    this.#isAll = true
    this.#reportSoon()
  }

  readonly close = (): void => {
    this.#isClosed = true
    this.#listeners.clear()
    this.#dirty.close()
  }

  #reportSoon(origin?: unknown): void {
    const isOwn = origin === byUser || origin instanceof Y.UndoManager
    this.#isOwn ||= isOwn
    if (isOwn && this.#dirty.notes.size + this.#dirty.places.size > manyChanges) void this.#readAhead()
    if (this.#isReportDue || this.#isClosed) return
    this.#isReportDue = true
    this.#schedule(() => this.#report())
  }

  /** In a task of its own, which mostly comes before the frame: that one paints, and so many panels look at everything. */
  async #readAhead(): Promise<void> {
    if (this.#isReadDue || this.#isClosed) return
    this.#isReadDue = true
    await nextTask()
    this.#isReadDue = false
    if (!this.#isClosed) this.#refresh()
  }

  #report(): void {
    this.#isReportDue = false
    if (this.#isClosed) return
    this.#heights.beginTurn()
    this.#refresh()
    for (const id of this.#heights.takeTurn(this.#notes)) this.#dirty.notes.add(id)
    this.#refresh()
    if (this.#heights.isBehind) this.#reportSoon()
    const count = this.#changedNotes.size + this.#changedClusters.size + this.#changedAreas.size
    if (!this.#isAll && count === 0) return
    const isAll = this.#isAll || this.#changedNotes.size > manyChanges
    const change: SceneChange = {
      notes: this.#changedNotes,
      clusters: this.#changedClusters,
      areas: this.#changedAreas,
      isAll,
      isOwn: this.#isOwn,
    }
    this.#changedNotes = new Set()
    this.#changedClusters = new Set()
    this.#changedAreas = new Set()
    this.#isAll = false
    this.#isOwn = false
    for (const listener of this.#listeners) listener(change)
  }

  #refresh(): void {
    const { notes, places, clusters, areas } = this.#dirty
    if (notes.size + places.size + clusters.size + areas.size === 0) return
    for (const id of areas) this.#refreshArea(id)
    areas.clear()
    const touched = new Set<string>(clusters)
    for (const id of clusters) this.#refreshFacts(id)
    clusters.clear()
    for (const id of notes) this.#refreshNote(id, readNote(this.#doc, id), touched)
    for (const id of places) if (!notes.has(id)) this.#refreshNote(id, this.#readMoved(id), touched)
    notes.clear()
    places.clear()
    for (const id of touched) this.#refreshCluster(id)
    for (const id of this.#areas.take()) this.#measureArea(id)
    this.#stack = undefined
    this.#fieldStack = undefined
  }

  #refreshFacts(id: string): void {
    const before = this.#members.factsOf(id)
    const now = readCluster(this.#doc, id)
    this.#members.setFacts(id, now)
    if (before?.isCollapsed === now?.isCollapsed) return
    for (const member of this.#members.of(id)) this.#dirty.notes.add(member)
  }

  #refreshArea(id: string): void {
    const before = this.#areas.all.get(id)
    this.#areas.read(this.#doc, id)
    if (!before && !this.#areas.all.has(id)) return
    this.#extent.changedAt(before?.rect)
    this.#changedAreas.add(id)
  }

  #measureArea(id: string): void {
    const before = this.#areas.all.get(id)
    this.#areas.measure(
      id,
      (note) => this.#notes.get(note),
      (cluster) => this.#clusters.get(cluster),
    )
    const now = this.#areas.all.get(id)
    if (before !== now) this.#changedAreas.add(id)
    this.#extent.changedAt(before?.rect, now?.rect)
  }

  #readMoved(id: string): Note | undefined {
    const before = this.#notes.get(id)
    const place = before && readPlace(this.#doc, id)
    if (!place) return readNote(this.#doc, id)
    // Part by part: a second spread takes several times as long, and others may drag 10,000 notes.
    const { x, y, z, cluster, area } = place
    return { ...before, x, y, z, cluster, area }
  }

  #refreshNote(id: string, read: Note | undefined, touched: Set<string>): void {
    const before = this.#notes.get(id)
    if (!before && !read) return
    this.#changedNotes.add(id)
    if (before) {
      if (!before.isHidden) this.#grid.remove(before)
      if (before.cluster) touched.add(before.cluster)
    }
    // Kept also while the cluster is missing, so that the note is a member when it arrives.
    this.#members.set(id, read?.cluster ?? null)
    if (!read) {
      this.#areas.setNote(id, null, before?.rect, undefined)
      this.#extent.changedAt(before?.rect)
      this.#notes.delete(id)
      this.#unusual.delete(id)
      this.#heights.forget(id)
      return
    }
    const facts = read.cluster === null ? undefined : this.#members.factsOf(read.cluster)
    const cluster = facts ? read.cluster : null
    if (cluster) touched.add(cluster)
    const isAsTall = before !== undefined && this.#isAsTall(before, read)
    // Groups keep their notes in rows, so these are all of one size there.
    const times = cluster === null ? timesOf(read) : 1
    const known = before && before.rect.height / before.times
    const height = isAsTall && known !== undefined ? known : this.#heights.of(read, known)
    const isHidden = facts?.isCollapsed === true
    const note = { ...read, cluster, isHidden, times, rect: rectOf(read, times, height) }
    this.#unusual[read.form || times !== 1 ? 'add' : 'delete'](id)
    this.#notes.set(id, note)
    this.#areas.setNote(id, note.area, before?.rect, note.rect)
    // Letters change nothing of the whole: with 10,000 notes, looking for far ones would take a frame's share for each.
    const isThere = before?.isHidden === isHidden && isSameRect(before.rect, note.rect)
    if (!isThere) this.#extent.changedAt(before?.rect, note.rect)
    if (!isHidden) this.#grid.add(note)
  }

  /** True for a note that was only moved or marked. */
  #isAsTall(before: SceneNote, { text, photo, form }: Note): boolean {
    if (this.#isAll || this.#heights.isWaiting(before.id)) return false
    return (
      before.text === text && before.form === form && (before.photo === undefined) === (photo === undefined)
    )
  }

  #refreshCluster(id: string): void {
    const cluster = this.#members.factsOf(id)
    const before = this.#clusters.get(id)
    const notes = [...this.#members.of(id)].flatMap((note) => this.#notes.get(note) ?? [])
    const inside = notes.map((note) => note.id)
    const rects = notes.map((note) => note.rect)
    // Words written in a member change nothing of a cluster with a name.
    const firstWords = cluster?.title.trim() === '' ? firstWordsOf(notes) : ''
    const rect = cluster?.isCollapsed ? cardAround(rects) : fieldAround(rects)
    const area = this.#areas.ofMost(inside)
    if (before?.area) this.#areas.touch(before.area, before.rect)
    if (area !== null) this.#areas.touch(area, rect)
    const isKept =
      before &&
      cluster &&
      rect &&
      isSameCluster(before, { ...cluster, firstWords, members: inside, rect, area })
    if (isKept && !this.#isAll) return
    this.#extent.changedAt(before?.rect, rect)
    if (before) this.#fields.remove(before)
    if (!cluster || !rect) {
      if (this.#clusters.delete(id)) this.#changedClusters.add(id)
      return
    }
    this.#changedClusters.add(id)
    const now = { ...cluster, firstWords, members: inside, rect, area }
    this.#clusters.set(id, now)
    this.#fields.add(now)
  }

  #stacked(): readonly SceneNote[] {
    this.#stack ??= [...this.#notes.values()].filter((note) => !note.isHidden).sort(byHeight)
    return this.#stack
  }
}

const noAreas: readonly SceneArea[] = []
