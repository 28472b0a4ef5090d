import { type Tint } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import type { SceneNote } from '../model/document/scene.ts'
import type { Brush } from './brush.ts'
import type { CanvasStyle } from './style.ts'

/** Half the side of a mark, board units. */
const half = 5

/** Colour is never the only sign of a tint: each has a small shape in the lower right corner. */
export function paintCornerMark(brush: Brush, note: SceneNote, { palette }: CanvasStyle): void {
  const { context } = brush
  brush.inUnits()
  context.fillStyle = palette.marks[note.tint]
  context.beginPath()
  cornerShape(context, note.tint, note.x + noteSide - 13, note.y + note.rect.height - 13)
  context.fill('evenodd')
}

/** Adds the shape of a tint around the point to the path; also drawn by the colour picker. */
export function cornerShape(path: CanvasPath, tint: Tint, x: number, y: number): void {
  switch (tint) {
    case 'sand':
      return path.rect(x - half + 1, y - half + 1, 2 * half - 2, 2 * half - 2)
    case 'sun':
      return path.arc(x, y, half, 0, 2 * Math.PI)
    case 'apricot':
      return polygon(path, [x, y - half, x + half, y + half - 1, x - half, y + half - 1])
    case 'rose':
      return polygon(path, [x, y - half - 0.5, x + half + 0.5, y, x, y + half + 0.5, x - half - 0.5, y])
    case 'lilac':
      path.rect(x - half, y - 1.5, 2 * half, 3)
      path.rect(x - 1.5, y - half, 3, half - 1.5)
      return path.rect(x - 1.5, y + 1.5, 3, half - 1.5)
    case 'sky':
      path.rect(x - half, y - half + 1, 2 * half, 3)
      return path.rect(x - half, y + 1, 2 * half, 3)
    case 'mint':
      path.arc(x, y - 2, half, 0, Math.PI)
      return path.closePath()
    case 'sage':
      path.arc(x, y, half, 0, 2 * Math.PI)
      path.moveTo(x + 2, y)
      return path.arc(x, y, 2, 0, 2 * Math.PI)
  }
}

function polygon(path: CanvasPath, points: readonly number[]): void {
  path.moveTo(points[0] ?? 0, points[1] ?? 0)
  for (let index = 2; index < points.length; index += 2)
    path.lineTo(points[index] ?? 0, points[index + 1] ?? 0)
  path.closePath()
}
