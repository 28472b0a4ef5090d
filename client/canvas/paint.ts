import type { Point, Rect } from '#shared/geometry/rect.ts'
import { inset, intersects, movedBy, union } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/view/camera.ts'
import type { Scene, SceneCluster, SceneNote } from '../model/document/scene.ts'
import { fieldBody } from '#shared/geometry/field.ts'
import { createBrush, createLens, snapped, type Brush } from './brush.ts'
import { isAreaTitleShown, paintArea, paintAreaTitle, withTitles } from './paint-area.ts'
import {
  fieldRadius,
  isHeadingEnlarged,
  isHeadingShown,
  paintCard,
  paintField,
  paintHeading,
} from './paint-cluster.ts'
import { uncovered } from './overdraw.ts'
import type { Part } from './surface.ts'
import { paintGrid } from './paint-grid.ts'
import { paintMarks } from './paint-marks.ts'
import { noteRadius, paintNote, painters } from './paint-note.ts'
import type { Shown } from '../view/view-state.ts'
import { createSpecks, fewSpecks, paintFewSpecks, putSpecks } from './pixel-notes.ts'
import { detail, type CanvasStyle } from './style.ts'

/** How far marks and shadows reach beyond a note's rectangle, CSS pixels. */
export function reachAt(zoom: number, { drags, arriving }: Shown): number {
  if (zoom >= detail.bars) return 26 + 8 * zoom
  // A speck ends where its rectangle does, but for rounding; if it has a mark, see `markReach`.
  return drags.size + arriving.size > 0 ? farReach : 1
}

/** How much further it is to the end of its marks, CSS pixels. */
export function markReach(zoom: number): number {
  return zoom >= detail.bars ? 0 : farReach
}

/** Of marks from afar, and of a card's further sheets and dots, CSS pixels. */
export const farReach = 6

/**
 * Paints parts of the board that lie near each other. The same arguments give the same pixels, on whichever sheets;
 * nothing outside the areas is touched.
 */
export function paint(
  parts: readonly Part[],
  scene: Scene,
  camera: CameraState,
  style: CanvasStyle,
  shown: Shown,
): void {
  const [first] = parts
  if (!first) return
  const { ratio } = first.sheet
  const whole = parts.reduce((sum, { area }) => union(sum, area), first.area)
  const { zoom } = camera
  const noteReach = reachAt(zoom, shown)
  const near = reached(whole, camera, ratio, noteReach)
  const fields = reached(whole, camera, ratio, Math.max(noteReach, farReach))
  const clusters = clustersSeen(
    scene.clustersIn(fields).filter(({ id }) => !shown.lifted.has(id)),
    fields,
  )
  const areas = scene.areasIn(withTitles(fields, zoom))
  const isFar = zoom < detail.bars
  const isWide = whole.width * whole.height >= first.sheet.pixels.width * first.sheet.pixels.height
  const found = scene.notesIn(isFar && isWide ? withEdges(near, scene) : near)
  const all = isFar
    ? shown.arriving.size > 0
      ? found.filter(({ id }) => shown.arriving.get(id) !== 0)
      : found
    : notesSeen(found, near, shown)
  // From afar the others are specks of one size.
  const isUnusual = ({ id }: SceneNote) => scene.unusual.has(id)
  const unusual = isFar && scene.unusual.size > 0 ? all.filter(isUnusual) : []
  const notes = unusual.length > 0 ? all.filter((note) => !isUnusual(note)) : all
  const marked = isFar ? markedIn(fields, scene, shown) : []
  const lens = createLens(camera, ratio, whole)
  const specks =
    isFar && notes.length > fewSpecks
      ? createSpecks(lens, whole, { areas, clusters, notes }, style, shown)
      : undefined
  /** Specks, fields and the grid end with the area by themselves. */
  const isPlain =
    isFar &&
    marked.length === 0 &&
    unusual.length === 0 &&
    shown.drags.size === 0 &&
    !areas.some((area) => isAreaTitleShown(lens, area)) &&
    !clusters.some((cluster) => cluster.isCollapsed || isHeadingShown(lens, cluster))
  for (const { sheet, area } of parts) {
    const { context, pixels } = sheet
    const isPart = area.width < pixels.width || area.height < pixels.height
    const here = { ...area, x: area.x - pixels.x, y: area.y - pixels.y }
    if (!isPlain) context.save()
    const brush = createBrush(context, camera, ratio, pixels)
    if (isPart && !isPlain) {
      context.beginPath()
      context.rect(here.x, here.y, here.width, here.height)
      context.clip()
    }
    const reach = reached(area, camera, ratio, Math.max(noteReach, farReach))
    const isIn = ({ rect }: SceneNote | SceneCluster) => intersects(rect, reach)
    const isAlone = parts.length === 1
    if (isFar) {
      if (specks) putSpecks(specks, sheet, area)
      else {
        paintPaper(brush, style, here)
        paintFewSpecks(brush, here, { areas, clusters, notes }, style, shown)
      }
      paintNotes(brush, scene, unusual, style, shown)
      for (const thing of marked) paintMarks(brush, thing, style, shown)
    } else {
      paintPaper(brush, style, here)
      for (const area of areas) paintArea(brush, area, style)
      for (const area of areas) paintAreaTitle(brush, area, style)
      for (const cluster of clusters)
        if (!cluster.isCollapsed) paintWholeCluster(brush, cluster, style, shown)
      paintNotes(brush, scene, isAlone ? notes : notes.filter(isIn), style, shown)
    }
    if (isPlain) continue
    if (isFar) for (const area of areas) paintAreaTitle(brush, area, style)
    paintAbove(brush, scene, clusters, style, shown, reach)
    context.restore()
  }
}

function paintPaper(brush: Brush, style: CanvasStyle, here: Rect): void {
  brush.context.fillStyle = style.palette.paper
  brush.context.fillRect(here.x, here.y, here.width, here.height)
  paintGrid(brush, style, here)
}

/** Paints everything above the notes: headings seen from afar, cards, and notes that others are dragging. */
function paintAbove(
  brush: Brush,
  scene: Scene,
  clusters: readonly SceneCluster[],
  style: CanvasStyle,
  shown: Shown,
  reach: Rect,
): void {
  if (isHeadingEnlarged(brush)) {
    for (const cluster of clusters) {
      if (cluster.isCollapsed) continue
      paintHeading(brush, cluster, style, shown)
      painters.dots?.(brush, cluster, style, shown)
    }
  }
  for (const cluster of clusters) {
    if (cluster.isCollapsed && !shown.drags.has(cluster.id)) paintWholeCluster(brush, cluster, style, shown)
  }
  const moving = movingIn(scene, shown, reach)
  for (const card of moving.cards) paintWholeCluster(brush, card, style, shown)
  for (const note of moving.notes) paintWhole(brush, scene, note, style, shown)
}

/** The cards and notes that others are dragging, where they are now. */
function movingIn(
  scene: Scene,
  shown: Shown,
  reach: Rect,
): { readonly cards: readonly SceneCluster[]; readonly notes: readonly SceneNote[] } {
  const cards: SceneCluster[] = []
  const notes: SceneNote[] = []
  for (const [id, by] of shown.drags) {
    if (shown.lifted.has(id)) continue
    const card = scene.clusters.get(id)
    if (card?.isCollapsed) {
      const moving = { ...card, rect: movedBy(card.rect, by.x, by.y) }
      if (intersects(moving.rect, reach)) cards.push(moving)
    }
    const note = scene.notes.get(id)
    if (!note || note.isHidden) continue
    const moving = dragged(note, by)
    if (intersects(moving.rect, reach)) notes.push(moving)
  }
  return { cards: uncovered(cards, reach, bodyOf), notes: uncovered(notes, reach, bodyOf) }
}

/** Fields are large: a few dozen fill the picture as often as hundreds of notes. */
const fewClusters = 40

/** Fields lie below all notes and cards above them, so each hides only its own kind. */
function clustersSeen(clusters: readonly SceneCluster[], area: Rect): readonly SceneCluster[] {
  const fields = clusters.filter(({ isCollapsed }) => !isCollapsed)
  const cards = clusters.filter(({ isCollapsed }) => isCollapsed)
  return [
    ...uncovered(fields, area, ({ rect }) => inset(fieldBody(rect), fieldRadius), fewClusters),
    ...uncovered(cards, area, bodyOf, fewClusters),
  ]
}

/** Notes that are on their way, in another's hand or in none cover nothing where they stand. */
function notesSeen(notes: readonly SceneNote[], area: Rect, shown: Shown): readonly SceneNote[] {
  const { lifted, drags, arriving } = shown
  const isAway = ({ id }: SceneNote) => lifted.has(id) || drags.has(id) || arriving.has(id)
  return uncovered(notes, area, (note) => (isAway(note) ? nothing : bodyOf(note)))
}

const nothing: Rect = { x: 0, y: 0, width: 0, height: 0 }

/** Without its round corners. */
export function bodyOf(thing: SceneNote | SceneCluster): Rect {
  return 'form' in thing && thing.form ? nothing : inset(thing.rect, noteRadius)
}

/** With most of the board in view, returns all of it: the scene has that list ready, and notes outside cost nothing. */
function withEdges(view: Rect, scene: Scene): Rect {
  const bounds = scene.bounds()
  if (!bounds || bounds.width * bounds.height > 4 * view.width * view.height) return view
  return union(view, bounds)
}

function paintNotes(
  brush: Brush,
  scene: Scene,
  notes: readonly SceneNote[],
  style: CanvasStyle,
  shown: Shown,
): void {
  const { lifted, drags, arriving } = shown
  for (const note of notes) {
    if (lifted.size > 0 && lifted.has(note.id)) continue
    if (drags.size > 0 && drags.has(note.id)) continue
    const share = arriving.size > 0 ? arriving.get(note.id) : undefined
    if (share === undefined) paintWhole(brush, scene, note, style, shown)
    else if (share > 0) paintArriving(brush, scene, note, style, shown, share)
  }
}

/** A cluster's field or card with its dots and marks; its notes are painted after the fields. */
export function paintWholeCluster(
  brush: Brush,
  cluster: SceneCluster,
  style: CanvasStyle,
  shown: Shown,
): void {
  if (cluster.isCollapsed) paintCard(brush, cluster, style, shown)
  else paintField(brush, cluster, style, shown)
  // From afar they reach over the notes of the group, as its title does.
  if (cluster.isCollapsed || !isHeadingEnlarged(brush)) painters.dots?.(brush, cluster, style, shown)
  paintMarks(brush, cluster, style, shown)
}

/** The notes with marks there; looked up one by one, because thousands have none. */
function markedIn(
  rect: Rect,
  scene: Scene,
  { selection, found, others, lifted, drags }: Shown,
): readonly (SceneNote | SceneCluster)[] {
  const count = selection.size + found.size + others.size
  if (count === 0) return []
  const isMarked = ({ id }: { readonly id: string }) =>
    (selection.has(id) || found.has(id) || others.has(id)) && !lifted.has(id) && !drags.has(id)
  if (count > fewMarks) return [...scene.clustersIn(rect), ...scene.notesIn(rect)].filter(isMarked)
  return [...new Set([...selection, ...found, ...others.keys()])]
    .map((id) => scene.notes.get(id) ?? scene.clusters.get(id))
    .filter((thing) => thing !== undefined)
    .filter(
      (thing) => isMarked(thing) && intersects(thing.rect, rect) && !('isHidden' in thing && thing.isHidden),
    )
}

/** About as many as notes lie around a change. */
const fewMarks = 60

/** Fades in by a veil of paper over it: a note has too many layers to be drawn see-through itself. */
function paintArriving(
  brush: Brush,
  scene: Scene,
  note: SceneNote,
  style: CanvasStyle,
  shown: Shown,
  share: number,
): void {
  const rising = dragged(note, { x: 0, y: riseBy * (1 - share) })
  paintWhole(brush, scene, rising, style, shown)
  const { x, y, width, height } = snapped(brush, rising.rect)
  const shadow = Math.ceil(shadowReach * brush.scale)
  brush.inPixels()
  brush.context.globalAlpha = 1 - share
  brush.context.fillStyle = style.palette.paper
  brush.context.fillRect(x - shadow, y, width + 2 * shadow, height + shadow)
  brush.context.globalAlpha = 1
}

/** Board units: large enough to be seen, too small to distract. Not measured. */
const riseBy = 14
const shadowReach = 5

export function paintWhole(
  brush: Brush,
  scene: Scene,
  note: SceneNote,
  style: CanvasStyle,
  shown: Shown,
  isLifted = false,
): void {
  paintNote(brush, scene, note, style, shown, isLifted)
  painters.dots?.(brush, note, style, shown)
  paintMarks(brush, note, style, shown)
}

function dragged(note: SceneNote, by: Point): SceneNote {
  return { ...note, x: note.x + by.x, y: note.y + by.y, rect: movedBy(note.rect, by.x, by.y) }
}

/** Board units of what shows in an area of device pixels when it reaches so many CSS pixels beyond its rectangle. */
function reached(area: Rect, camera: CameraState, ratio: number, reach: number): Rect {
  const scale = camera.zoom * ratio
  const view = {
    x: area.x / scale + camera.x,
    y: area.y / scale + camera.y,
    width: area.width / scale,
    height: area.height / scale,
  }
  return inset(view, -reach / camera.zoom)
}
