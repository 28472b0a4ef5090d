import type * as Y from 'yjs'
import { areasOf, type Area } from '#shared/board/area.ts'
import { placeRoot } from '#shared/board/document.ts'
import { readPlace } from '#shared/board/note.ts'
import type { IsForeignArea } from '#shared/board/tables.ts'
import { pitch } from '#shared/geometry/area.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import { contains, type Point } from '#shared/geometry/rect.ts'
import type { Effort } from './effort.ts'

/** An entry of the root `place`: its fifth part names the area. */
export type PlaceEntry = readonly [x: number, y: number, z: number, cluster: unknown, area?: unknown]

/** An area grows with its notes: the next one lies so far below them at most. */
const growth = 2 * pitch

/**
 * True for a place on the ground of another table, whatever area it names. An area that grows downwards over the one below
 * it stays its own people's: there a note follows the others of its area.
 */
export function groundOf(doc: Y.Doc, isForeign: IsForeignArea, effort: Effort) {
  let areas: readonly Area[] | undefined
  return (note: string, place: PlaceEntry): boolean => {
    if (!areas) {
      areas = areasOf(doc)
      effort.spend(areas.length)
    }
    const centre = { x: place[0] + noteSide / 2, y: place[1] + noteSide / 2 }
    if (!areas.some((area) => contains(area, centre) && isForeign(area.id))) return false
    const own = areas.find(({ id }) => id === place[4])
    return own === undefined || !isBelow(doc, own, { note, centre }, effort)
  }
}

function isBelow(
  doc: Y.Doc,
  { id, x, y, width, height }: Area,
  { note, centre }: { readonly note: string; readonly centre: Point },
  effort: Effort,
): boolean {
  if (centre.x < x || centre.x > x + width || centre.y < y) return false
  effort.spend(placeRoot(doc).size)
  let bottom = y + height
  for (const other of placeRoot(doc).keys()) {
    const there = other === note ? undefined : readPlace(doc, other)
    if (there?.area === id) bottom = Math.max(bottom, there.y + noteSide)
  }
  return centre.y < bottom + growth
}
