import type { Rect } from '#shared/geometry/rect.ts'
import type { SceneCluster, SceneNote } from '../model/document/scene.ts'
import { snapped, strokeRounded, type Brush } from './brush.ts'
import { noteRadius } from './paint-note.ts'
import type { OtherMark, Shown } from '../view/view-state.ts'
import { detail, type CanvasStyle } from './style.ts'

/** Outlines of other people's selections (with their initials), of search results and of this person's selection. */
export function paintMarks(
  brush: Brush,
  thing: SceneNote | SceneCluster,
  style: CanvasStyle,
  shown: Shown,
): void {
  const { id, rect } = thing
  const others = shown.others.size > 0 ? shown.others.get(id) : undefined
  const isSelected = shown.selection.size > 0 && shown.selection.has(id)
  const isFound = shown.found.size > 0 && shown.found.has(id)
  if (!others && !isSelected && !isFound) return
  const { context, ratio } = brush
  const { palette } = style
  brush.inPixels()
  const body = snapped(brush, rect)
  const isSmall = brush.camera.zoom < detail.bars
  if (isFound) outline(brush, body, palette.accent, isSmall ? 1.5 : 3, isSmall ? 1 : 4)
  if (others) paintOthers(brush, body, others, style)
  if (!isSelected) return
  if (isSmall) {
    context.fillStyle = isPaper(thing) ? palette.onNote.ink : palette.ink
    context.globalAlpha = 0.35
    context.fillRect(body.x, body.y, body.width, body.height)
    context.globalAlpha = 1
    return
  }
  // Of several each has a hairline, and all have one box (overlay.ts).
  if (shown.selection.size > 1) outline(brush, body, palette.inkFaint, 1, 1)
  else outline(brush, body, palette.ink, 2 / Math.max(1, ratio / 2), 2)
}

function isPaper(thing: SceneNote | SceneCluster): boolean {
  return !('members' in thing) || thing.isCollapsed
}

function paintOthers(brush: Brush, body: Rect, others: readonly OtherMark[], { palette }: CanvasStyle): void {
  const { context, ratio } = brush
  const colourOf = (mark: OtherMark) => palette.people[mark.colour % palette.people.length] ?? palette.ink
  const first = others[0]
  if (!first) return
  outline(brush, body, colourOf(first), brush.camera.zoom < detail.bars ? 1.5 : 2, 0)
  if (brush.camera.zoom < detail.bars) return
  const size = 11 * ratio
  brush.font(size, 600)
  let right = body.x + body.width + 2 * ratio
  for (const mark of others.slice(0, 4)) {
    const text = mark.isEditing ? `${mark.initials} …` : mark.initials
    const width = context.measureText(text).width + 10 * ratio
    const tag = { x: right - width, y: body.y - 18 * ratio, width, height: 17 * ratio }
    context.fillStyle = colourOf(mark)
    context.beginPath()
    context.roundRect(tag.x, tag.y, tag.width, tag.height, 4 * ratio)
    context.fill()
    context.fillStyle = palette.onPerson
    context.fillText(text, tag.x + 5 * ratio, tag.y + 12.5 * ratio)
    right = tag.x - 2 * ratio
  }
}

/** `width` and `gap` in CSS pixels; the line lies outside the body. */
function outline(brush: Brush, body: Rect, colour: string, width: number, gap: number): void {
  const { context, ratio, scale } = brush
  const by = (gap + width / 2) * ratio
  context.strokeStyle = colour
  context.lineWidth = width * ratio
  const around = { x: body.x - by, y: body.y - by, width: body.width + 2 * by, height: body.height + 2 * by }
  strokeRounded(context, around, noteRadius * scale + by)
}
