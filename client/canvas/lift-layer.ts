import { boundsOf, inset, overlap, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { CameraState } from '../model/view/camera.ts'
import type { Scene } from '../model/document/scene.ts'
import { createBrush, type Brush } from './brush.ts'
import { uncovered } from './overdraw.ts'
import { bodyOf, paintWhole, paintWholeCluster } from './paint.ts'
import { isHeadingEnlarged, paintHeading } from './paint-cluster.ts'
import { lateFrames } from './board-surface.ts'
import type { Shown } from '../view/view-state.ts'
import type { CanvasStyle } from './style.ts'
import { createStillSurface } from './surface.ts'

/** Notes held above the board during a drag: painted once, then only moved by the compositor. */
export interface LiftLayer {
  readonly lift: (ids: ReadonlySet<string>, shown: Shown) => void
  /** Moves them, board units from their places. True when a frame is needed to paint parts that were out of sight. */
  readonly moveTo: (by: Point) => boolean
  readonly drop: () => void
  /**
   * Paints if anything but the offset has changed; part of the board's frame. True when it needs another frame: dropped notes
   */
  readonly draw: () => boolean
  /** True when nothing is held or shown any more. */
  readonly isIdle: () => boolean
}

/** Margin painted beyond the screen's edge, for notes dragged in from outside. CSS pixels. */
const surplus = 400

export function createLiftLayer(
  element: HTMLCanvasElement,
  { scene, camera }: BoardModel,
  style: () => CanvasStyle,
): LiftLayer {
  const surface = createStillSurface(element)
  let held: { readonly ids: ReadonlySet<string>; readonly shown: Shown } | null = null
  let by: Point = { x: 0, y: 0 }
  /** Frames for which dropped notes are still shown. */
  let fading = 0
  let painted: {
    readonly camera: CameraState
    readonly by: Point
    readonly origin: Point
    readonly isWhole: boolean
  } | null = null

  const place = () => {
    if (!painted) return
    const { zoom } = camera.state.get()
    const x = painted.origin.x + (by.x - painted.by.x) * zoom
    const y = painted.origin.y + (by.y - painted.by.y) * zoom
    element.style.transform = `translate3d(${x}px, ${y}px, 0)`
  }
  const isStale = () => {
    if (!held) return false
    const { zoom } = camera.state.get()
    if (!painted || painted.camera !== camera.state.get()) return true
    if (painted.isWhole) return false
    return Math.max(Math.abs(by.x - painted.by.x), Math.abs(by.y - painted.by.y)) * zoom > surplus - 50
  }

  return {
    isIdle: () => held === null && fading === 0,
    lift: (ids, shown) => {
      // Its shadow says that it is held: a ring would lie over the one around the target.
      held = { ids, shown: { ...shown, lifted: new Set(), drags: new Map(), selection: new Set() } }
      by = { x: 0, y: 0 }
      painted = null
    },
    moveTo: (next) => {
      by = next
      if (isStale()) return true
      place()
      return false
    },
    drop: () => {
      if (held) fading = lateFrames
      held = null
      painted = null
    },
    draw: () => {
      if (!held) {
        fading = Math.max(0, fading - 1)
        if (fading === 0 && !element.hidden) element.hidden = true
        return fading > 0
      }
      if (!isStale()) return false
      const state = camera.state.get()
      const rects = [...held.ids].map((id) => scene.notes.get(id)?.rect ?? scene.clusters.get(id)?.rect)
      const bounds = boundsOf(rects.filter((rect): rect is Rect => rect !== undefined))
      const view = inset(camera.view(), -surplus / state.zoom)
      const margin = 40 / state.zoom
      const here = bounds && inset({ ...bounds, x: bounds.x + by.x, y: bounds.y + by.y }, -margin)
      const part = here && overlap(here, view)
      element.hidden = !part
      if (!here || !part) return false
      const origin = wholePixel(camera.toScreen(part), window.devicePixelRatio)
      const ratio = window.devicePixelRatio
      surface.resize(Math.ceil(part.width * state.zoom), Math.ceil(part.height * state.zoom), ratio)
      surface.context.setTransform(1, 0, 0, 1, 0, 0)
      surface.context.clearRect(0, 0, surface.width * ratio + 1, surface.height * ratio + 1)
      const brush = createBrush(
        surface.context,
        {
          x: origin.x / state.zoom + state.x - by.x,
          y: origin.y / state.zoom + state.y - by.y,
          zoom: state.zoom,
        },
        ratio,
      )
      paintHeld(brush, scene, { ...part, x: part.x - by.x, y: part.y - by.y }, style(), held)
      surface.show()
      painted = { camera: state, by, origin, isWhole: part.width >= here.width && part.height >= here.height }
      place()
      return false
    },
  }
}

/** The things in the hand, within a part of the board. */
function paintHeld(
  brush: Brush,
  scene: Scene,
  part: Rect,
  style: CanvasStyle,
  { ids, shown }: { readonly ids: ReadonlySet<string>; readonly shown: Shown },
): void {
  const clusters = scene.clustersIn(part).filter(({ id }) => ids.has(id))
  for (const cluster of clusters) paintWholeCluster(brush, cluster, style, shown)
  const notes = scene.notesIn(part).filter(({ id }) => ids.has(id))
  for (const note of uncovered(notes, part, bodyOf)) paintWhole(brush, scene, note, style, shown, true)
  if (!isHeadingEnlarged(brush)) return
  for (const cluster of clusters) if (!cluster.isCollapsed) paintHeading(brush, cluster, style, shown)
}

function wholePixel({ x, y }: Point, ratio: number): Point {
  return { x: Math.floor(x * ratio) / ratio, y: Math.floor(y * ratio) / ratio }
}
