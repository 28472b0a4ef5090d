import { type Tint } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import type { SceneNote } from '../model/document/scene.ts'
import type { Brush } from './brush.ts'
import type { CanvasStyle } from './style.ts'

/** Half the side of a mark, and the distance of its middle from the corner, board units. */
const half = 4
const fromCorner = 9

/** Colour is never the only sign of a tint: each has a small shape in the upper right corner. None is a disc or a ring, as dots are. */
export function paintCornerMark(brush: Brush, note: SceneNote, { palette }: CanvasStyle): void {
  const { context } = brush
  brush.inUnits()
  context.fillStyle = palette.signs[note.tint]
  context.beginPath()
  cornerShape(context, note.tint, note.x + noteSide - fromCorner, note.y + fromCorner)
  context.fill()
}

/** Adds the shape of a tint around the point to the path. */
function cornerShape(path: CanvasPath, tint: Tint, x: number, y: number): void {
  switch (tint) {
    case 'sand':
      return path.rect(x - half + 0.5, y - half + 0.5, 2 * half - 1, 2 * half - 1)
    case 'sun':
      return path.rect(x - half, y - 1.25, 2 * half, 2.5)
    case 'apricot':
      return polygon(path, [x, y - half, x + half, y + half - 1, x - half, y + half - 1])
    case 'rose':
      return polygon(path, [x, y - half - 0.5, x + half + 0.5, y, x, y + half + 0.5, x - half - 0.5, y])
    case 'lilac':
      path.rect(x - half, y - 1.25, 2 * half, 2.5)
      path.rect(x - 1.25, y - half, 2.5, half - 1.25)
      return path.rect(x - 1.25, y + 1.25, 2.5, half - 1.25)
    case 'sky':
      path.rect(x - half, y - half + 0.5, 2 * half, 2.5)
      return path.rect(x - half, y + half - 3, 2 * half, 2.5)
    case 'mint':
      return polygon(path, [x - half, y - half, x + half, y - half, x, y + half - 1])
    case 'sage':
      path.moveTo(x - half, y + half)
      path.quadraticCurveTo(x - half, y - half, x + half, y - half)
      path.quadraticCurveTo(x + half, y + half, x - half, y + half)
      return path.closePath()
  }
}

function polygon(path: CanvasPath, points: readonly number[]): void {
  path.moveTo(points[0] ?? 0, points[1] ?? 0)
  for (let index = 2; index < points.length; index += 2)
    path.lineTo(points[index] ?? 0, points[index + 1] ?? 0)
  path.closePath()
}
