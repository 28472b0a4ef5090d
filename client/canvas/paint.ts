import type { Point, Rect } from '#shared/geometry/rect.ts'
import { inset, intersects, movedBy, overlap, union } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/camera.ts'
import type { Scene, SceneCluster, SceneNote } from '../model/scene.ts'
import { createBrush, snapped, type Brush } from './brush.ts'
import { isHeadingEnlarged, paintCard, paintField, paintHeading } from './paint-cluster.ts'
import { paintClusterDots, paintNoteDots } from './paint-dots.ts'
import { paintFar } from './paint-far.ts'
import { paintGrid } from './paint-grid.ts'
import { paintMarks } from './paint-marks.ts'
import { paintNote } from './paint-note.ts'
import { headingReach, type Shown } from './shown.ts'
import { detail, type CanvasStyle } from './style.ts'
import type { Surface } from './surface.ts'

/** How far marks, headings and shadows reach beyond a note's or field's rectangle, CSS pixels. */
export function reachAt(zoom: number): number {
  return zoom < detail.bars ? 6 : 26 + 8 * zoom
}

/**
 * Paints the part of the board that `area` (CSS pixels; everything when left out) shows. The same arguments give the
 * same pixels; nothing outside the area is touched.
 */
export function paint(
  surface: Surface,
  scene: Scene,
  camera: CameraState,
  style: CanvasStyle,
  shown: Shown,
  area: Rect = { x: 0, y: 0, width: surface.width, height: surface.height },
): void {
  const { context, ratio } = surface
  const pixels = outwards(area, ratio, surface)
  if (!pixels) return
  const isPart = pixels.width < surface.element.width || pixels.height < surface.element.height
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  if (isPart) {
    context.beginPath()
    context.rect(pixels.x, pixels.y, pixels.width, pixels.height)
    context.clip()
  }
  const brush = createBrush(context, camera, ratio)
  const view = unitsOf(brush, pixels)
  const { zoom } = camera
  const near = inset(view, -reachAt(zoom) / zoom)
  const clusters = scene
    .clustersIn(inset(near, -headingReach / zoom))
    .filter(({ id }) => !shown.lifted.has(id))
  const isFar = zoom < detail.bars
  const found = scene.notesIn(isFar && !isPart ? withEdges(near, scene) : near)
  const notes =
    isFar && shown.arriving.size > 0 ? found.filter(({ id }) => shown.arriving.get(id) !== 0) : found
  if (isFar) {
    paintFar(brush, pixels, clusters, notes, style, shown)
    paintFarMarks(brush, clusters, style, shown)
    paintFarMarks(brush, notes, style, shown)
  } else {
    context.fillStyle = style.palette.paper
    context.fillRect(pixels.x, pixels.y, pixels.width, pixels.height)
    paintGrid(brush, style, pixels)
    for (const cluster of clusters) if (!cluster.isCollapsed) paintWholeCluster(brush, cluster, style, shown)
    paintNotes(brush, scene, notes, style, shown)
  }
  if (isHeadingEnlarged(brush)) {
    for (const cluster of clusters) if (!cluster.isCollapsed) paintHeading(brush, cluster, style, shown)
  }
  for (const cluster of clusters) {
    if (cluster.isCollapsed && !shown.drags.has(cluster.id)) paintWholeCluster(brush, cluster, style, shown)
  }
  for (const [id, by] of shown.drags) {
    if (shown.lifted.has(id)) continue
    const card = scene.clusters.get(id)
    if (card?.isCollapsed) {
      const moving = { ...card, rect: movedBy(card.rect, by.x, by.y) }
      if (intersects(moving.rect, near)) paintWholeCluster(brush, moving, style, shown)
    }
    const note = scene.notes.get(id)
    if (!note || note.isHidden) continue
    const moving = dragged(note, by)
    if (intersects(moving.rect, near)) paintWhole(brush, scene, moving, style, shown)
  }
  context.restore()
}

/** With most of the board in view, all of it: the scene then has its list ready, and what is outside costs nothing. */
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
  paintClusterDots(brush, cluster, style, shown)
  paintMarks(brush, cluster, cluster.rect, style, shown)
}

function paintFarMarks(
  brush: Brush,
  things: readonly (SceneNote | SceneCluster)[],
  style: CanvasStyle,
  shown: Shown,
): void {
  const { selection, found, others, lifted, drags } = shown
  if (selection.size + found.size + others.size === 0) return
  for (const thing of things) {
    if (!lifted.has(thing.id) && !drags.has(thing.id)) paintMarks(brush, thing, thing.rect, style, shown)
  }
}

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

/** Taste, board units: enough to be seen, not to be followed. */
const riseBy = 14
const shadowReach = 5

/** `depth`: how high above the board it is held. */
export function paintWhole(
  brush: Brush,
  scene: Scene,
  note: SceneNote,
  style: CanvasStyle,
  shown: Shown,
  depth = 1,
): void {
  paintNote(brush, scene, note, style, shown, depth)
  paintNoteDots(brush, note, style, shown)
  paintMarks(brush, note, note.rect, style, shown)
}

function dragged(note: SceneNote, by: Point): SceneNote {
  return { ...note, x: note.x + by.x, y: note.y + by.y, rect: movedBy(note.rect, by.x, by.y) }
}

/** Whole device pixels around the area, within the canvas: a clip on whole pixels is cheap and leaves no seam. */
function outwards(area: Rect, ratio: number, surface: Surface): Rect | undefined {
  const x = Math.floor(area.x * ratio)
  const y = Math.floor(area.y * ratio)
  const whole = {
    x,
    y,
    width: Math.ceil((area.x + area.width) * ratio) - x,
    height: Math.ceil((area.y + area.height) * ratio) - y,
  }
  return overlap(whole, { x: 0, y: 0, width: surface.element.width, height: surface.element.height })
}

function unitsOf({ camera, scale }: Brush, pixels: Rect): Rect {
  return {
    x: pixels.x / scale + camera.x,
    y: pixels.y / scale + camera.y,
    width: pixels.width / scale,
    height: pixels.height / scale,
  }
}
