import type { Scene, SceneNote } from '../model/document/scene.ts'
import type { Shown } from '../view/view-state.ts'
import { createBrush, type Brush } from './brush.ts'
import { legibleLayout } from './legible-layout.ts'
import { roomOfDots } from '../view/dots.ts'
import { paintDots } from './paint-dots.ts'
import { painters, paintNote, paintText } from './paint-note.ts'
import type { CanvasStyle } from './style.ts'

/** From now on everything is painted that the first paint leaves out. */
export function paintsAll(): void {
  painters.dots = paintDots
  painters.roomOfDots = roomOfDots
  painters.legible = (note, layout, zoom, scene) => legibleLayout(note, layout, zoom, scene.measure)
  painters.unusual = (brush, scene, note, style, shown, isLifted) =>
    note.times === 1
      ? paintBare(brush, scene, note, style, shown)
      : paintEnlarged(brush, scene, note, style, shown, isLifted ?? false)
}

/** Painted as one of the usual size, by a brush that enlarges everything about its corner. */
function paintEnlarged(
  brush: Brush,
  scene: Scene,
  { times, rect, ...note }: SceneNote,
  style: CanvasStyle,
  shown: Shown,
  isLifted: boolean,
): void {
  const { context, camera, ratio, origin } = brush
  const { x, y, width, height } = rect
  const from = { x: x - (x - camera.x) / times, y: y - (y - camera.y) / times, zoom: camera.zoom * times }
  const usual = { x, y, width: width / times, height: height / times }
  context.save()
  const enlarging = createBrush(context, from, ratio, { ...origin, width: Infinity, height: Infinity })
  paintNote(enlarging, scene, { ...note, rect: usual, times: 1 }, style, shown, isLifted)
  context.restore()
}

/** Words on the board itself. */
function paintBare(
  brush: Brush,
  scene: Scene,
  note: SceneNote,
  { palette }: CanvasStyle,
  { editing }: Shown,
): void {
  if (editing === note.id) return
  brush.context.fillStyle = palette.ink
  paintText(brush, note, scene.layoutOf(note))
}
