import type * as Y from 'yjs'
import * as clusters from '#shared/board/cluster.ts'
import { moveNotes, readPlace, type Tint } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import { fieldAround, fieldMargin, headingHeight } from '#shared/geometry/field.ts'
import { freePlace, meetsAnyOf, packingGap, packRows } from '#shared/geometry/packing.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { boundsOf, inset, intersects, type Point, type Rect } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands } from '../contract/board-model.ts'
import type { Scene } from '../document/scene.ts'
import { tidyBoard, tidyClusters, type Move } from '../view/tidy.ts'
import { asStep, type Workplace } from './command-context.ts'

type ClusterCommands = Pick<
  BoardCommands,
  | 'cluster'
  | 'takeOut'
  | 'dropOnNote'
  | 'mergeClusters'
  | 'dissolve'
  | 'writeClusterTitle'
  | 'setClusterTint'
  | 'toggleCollapsed'
  | 'tidy'
>

export function createClusterCommands(at: Workplace): ClusterCommands {
  const { doc, scene, can, history, rights } = at
  let titled: string | undefined
  const whenChanging = (id: string, change: () => void) => {
    if (can(Operation.changeCluster, id)) change()
  }

  const mayMerge = (into: string, from: string) =>
    can(Operation.gatherNote, into) && can(Operation.changeCluster, into) && rights.mayDisband(from)
  const merge = (doc: Y.Doc, into: string, from: string) => {
    const moves = besideOthers(scene, clusters.membersOf(doc, from), clusters.membersOf(doc, into))
    clusters.mergeClusters(doc, into, from)
    moveNotes(doc, moves)
  }

  return {
    cluster: (ids) => {
      if (!can(Operation.addCluster)) return undefined
      const [into, ...merged] = ids.filter((id) => scene.clusters.has(id))
      const loose = ids.filter((id) => scene.notes.has(id))
      const notes = rights.gatherable(loose, into ?? null)
      if (into === undefined) return notes.length === 0 ? undefined : gatherNotes(at, notes)
      asStep(at, (doc) => {
        for (const from of merged.filter((id) => mayMerge(into, id))) merge(doc, into, from)
        const [anchor] = clusters.membersOf(doc, into).filter((id) => !notes.includes(id))
        clusters.setCluster(doc, notes, into)
        if (anchor !== undefined) moveNotes(doc, nestled(scene, notes, anchor))
      })
      return into
    },
    takeOut: (notes) => {
      const going = rights.gatherable(notes, null).filter((id) => scene.notes.get(id)?.cluster)
      if (going.length === 0) return
      const moves = besideTheirFields(scene, going)
      asStep(at, (doc) => {
        clusters.setCluster(doc, going, null)
        moveNotes(doc, moves)
      })
    },
    dropOnNote: (notes, onto) => {
      if (!can(Operation.addCluster)) return undefined
      const place = readPlace(doc(), onto)
      const into = scene.notes.get(onto)?.cluster ?? null
      const dropped = rights.gatherable(notes, into).filter((id) => id !== onto)
      // A cluster of both changes the place of the note below, too.
      if (!place || dropped.length === 0 || (into === null && !can(Operation.gatherNote, onto)))
        return undefined
      const moves = into === null ? joined(scene, onto, dropped) : nestled(scene, dropped, onto)
      return asStep(at, (doc) => {
        const cluster = place.cluster ?? clusters.addCluster(doc, [onto])
        clusters.setCluster(doc, dropped, cluster)
        moveNotes(doc, moves)
        return cluster
      })
    },
    mergeClusters: (into, from) => {
      if (into !== from && mayMerge(into, from)) asStep(at, (doc) => merge(doc, into, from))
    },
    dissolve: (ids) => {
      const going = ids.filter(rights.mayDisband)
      if (going.length === 0) return
      asStep(at, (doc) => {
        for (const id of going) clusters.dissolveCluster(doc, id)
      })
    },
    writeClusterTitle: (id, title) =>
      whenChanging(id, () => {
        if (titled !== id) history.cut()
        titled = id
        clusters.writeClusterTitle(doc(), id, title)
      }),
    setClusterTint: (id: string, tint: Tint) =>
      whenChanging(id, () => asStep(at, (doc) => clusters.setClusterTint(doc, id, tint))),
    toggleCollapsed: (id) =>
      whenChanging(id, () =>
        asStep(at, (doc) =>
          clusters.setCollapsed(doc, id, clusters.readCluster(doc, id)?.isCollapsed !== true),
        ),
      ),
    tidy: (ids) => {
      const mayMove = (id: string) => rights.barrierToMove(id) === undefined
      const moves = ids ? tidyClusters(scene, ids.filter(mayMove)) : tidyBoard(scene, mayMove)
      if (moves.length > 0) asStep(at, (doc) => moveNotes(doc, moves))
    },
  }
}

/** Moves the notes of a new cluster together at the nearest free place if they lie apart, or others between them. */
function gatherNotes(at: Workplace, ids: readonly string[]): string {
  const { scene } = at
  const notes = ids.flatMap((id) => scene.notes.get(id) ?? [])
  const bounds = boundsOf(notes.map(({ rect }) => rect))
  const moves = bounds && !isGathered(scene, notes) ? drawnTogether(scene, notes, bounds) : []
  return asStep(at, (doc) => {
    moveNotes(doc, moves)
    return clusters.addCluster(doc, ids)
  })
}

/**
 * Notes dropped on a note without a cluster settle around it. On a full board the next free place may be beyond other
 * notes, and the field would lie behind those as if they were in it. All of them then move to a free place.
 */
function joined(scene: Scene, onto: string, dropped: readonly string[]): readonly Move[] {
  const below = scene.notes.get(onto)
  if (!below) return []
  const moves = nestled(scene, dropped, onto)
  const settled = moves.flatMap(({ id, x, y }) => {
    const note = scene.notes.get(id)
    return note ? [{ id, rect: { ...note.rect, x, y } }] : []
  })
  if (isGathered(scene, [below, ...settled])) return moves
  return drawnTogether(scene, [below, ...dropped.flatMap((id) => scene.notes.get(id) ?? [])], below.rect)
}

/** Lays notes out in rows, in reading order, at the nearest place to `near` with nothing under or among them. */
function drawnTogether(scene: Scene, ids: readonly Placed[], near: Point): readonly Move[] {
  const notes = inReadingOrder(ids, ({ rect }) => rect)
  const { places, ...block } = packRows(notes.map(({ rect }) => rect))
  const wanted = fieldAround([{ x: near.x, y: near.y, ...block }])
  if (!wanted) return []
  const own = new Set(notes.map(({ id }) => id))
  const corner = freePlace(wanted, (field) => isTakenByOthers(scene, inset(field, fieldMargin), own))
  return notes.map(({ id }, index) => {
    const { x, y } = places[index] ?? { x: 0, y: 0 }
    return { id, x: corner.x + fieldMargin + x, y: corner.y + fieldMargin + headingHeight + y }
  })
}

interface Placed {
  readonly id: string
  readonly rect: Rect
}

function isGathered(scene: Scene, notes: readonly Placed[]): boolean {
  const bounds = boundsOf(notes.map(({ rect }) => rect))
  if (!bounds) return true
  const covered = notes.reduce((sum, { rect }) => sum + rect.width * rect.height, 0)
  const isCompact = bounds.width * bounds.height <= 3 * covered
  const own = new Set(notes.map(({ id }) => id))
  const overlap = notes.some(({ id, rect }) => {
    const others = notes.filter((other) => other.id !== id).map((other) => other.rect)
    return meetsAnyOf(others)(rect)
  })
  return isCompact && !overlap && scene.notesIn(bounds).every(({ id }) => own.has(id))
}

/** Free places to the right of the rest of each note's cluster; a note already clear of it stays. */
function besideTheirFields(scene: Scene, ids: readonly string[]) {
  const going = new Set(ids)
  const settled: Rect[] = []
  return ids.flatMap((id) => {
    const note = scene.notes.get(id)
    const members = scene.clusters.get(note?.cluster ?? '')?.members ?? []
    const staying = members.filter((member) => !going.has(member))
    const field = fieldAround(staying.flatMap((member) => scene.notes.get(member)?.rect ?? []))
    if (!note || !field || !intersects(inset(field, 1 - packingGap), note.rect)) return []
    const wanted = { ...note.rect, x: field.x + field.width + packingGap }
    const place = freePlace(
      wanted,
      (rect) => intersects(rect, field) || isTakenByOthers(scene, rect, going) || meetsAnyOf(settled)(rect),
    )
    settled.push({ ...wanted, ...place })
    return [{ id, ...place }]
  })
}

/**
 * Places for the notes of one cluster that join another: in rows, on the side where the common field contains the fewest
 * other notes. If they stayed, the field could reach from one end of the board to the other.
 */
function besideOthers(scene: Scene, coming: readonly string[], settled: readonly string[]) {
  const notesOf = (ids: readonly string[]) => ids.flatMap((id) => scene.notes.get(id) ?? [])
  const home = boundsOf(notesOf(settled).map(({ rect }) => rect))
  const joining = inReadingOrder(notesOf(coming), ({ rect }) => rect)
  if (!home) return []
  const { places, ...block } = packRows(joining.map(({ rect }) => rect))
  const own = new Set([...coming, ...settled])
  const [best] = [
    { x: home.x + home.width + packingGap, y: home.y },
    { x: home.x, y: home.y + home.height + packingGap },
    { x: home.x - packingGap - block.width, y: home.y },
    { x: home.x, y: home.y - packingGap - block.height },
  ]
    .map((corner) => {
      const wanted = { ...corner, ...block }
      const field = fieldAround([home, wanted]) ?? wanted
      return { wanted, strangers: scene.notesIn(field).filter(({ id }) => !own.has(id)).length }
    })
    .sort((a, b) => a.strangers - b.strangers)
  if (!best) return []
  const going = new Set(coming)
  const corner = freePlace(best.wanted, (rect) => isTakenByOthers(scene, rect, going))
  return joining.map(({ id }, index) => {
    const { x, y } = places[index] ?? { x: 0, y: 0 }
    return { id, x: corner.x + x, y: corner.y + y }
  })
}

/** Free places for notes that join a cluster, near one of its notes. */
function nestled(scene: Scene, ids: readonly string[], onto: string): readonly Move[] {
  const coming = new Set(ids)
  const anchor = scene.notes.get(onto)?.rect
  if (!anchor) return []
  const settling: Rect[] = []
  return ids.map((id) => {
    const rect = scene.notes.get(id)?.rect
    const size = { width: rect?.width ?? noteSide, height: rect?.height ?? noteSide }
    const place = freePlace(
      { x: anchor.x, y: anchor.y, ...size },
      (wanted) => isTakenByOthers(scene, wanted, coming) || meetsAnyOf(settling)(wanted),
    )
    settling.push({ ...place, ...size })
    return { id, ...place }
  })
}

/** Notes hidden in a collapsed cluster are in nobody's way. */
function isTakenByOthers(scene: Scene, rect: Rect, own: ReadonlySet<string>): boolean {
  return scene.notesIn(rect).some(({ id }) => !own.has(id))
}
