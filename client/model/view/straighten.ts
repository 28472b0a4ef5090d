import { noteSide, packingGap } from '#shared/geometry/sizes.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { intersects, type Point, type Rect } from '#shared/geometry/rect.ts'

/** Notes of a group have no wider gap between them, also where some were taken out. Not measured. */
const apart = 4 * (noteSide + packingGap)

/** The notes of a group that stand in one place: the most of them, where others are far away. */
export function standingTogether(notes: readonly string[], rectOf: (id: string) => Rect): readonly string[] {
  return (['y', 'x'] as const).reduce((all, axis) => {
    const parts: string[][] = []
    let end = -Infinity
    const placed = all.map((id) => ({ id, rect: rectOf(id) }))
    for (const { id, rect } of placed.sort((a, b) => a.rect[axis] - b.rect[axis] || (a.id < b.id ? -1 : 1))) {
      const part = parts.at(-1)
      if (part && rect[axis] <= end + apart) part.push(id)
      else parts.push([id])
      end = Math.max(end, rect[axis] + (axis === 'y' ? rect.height : rect.width))
    }
    return parts.reduce((most, part) => (part.length > most.length ? part : most), [])
  }, notes)
}

/**
 * Moves notes off one another, in reading order. A note below one that has grown goes down; a note that lies in the place
 * of another is `away`, and needs a cell. Notes that are not `movable` stay.
 */
export function straightened(
  notes: readonly string[],
  rectOf: (id: string) => Rect,
  movable: ReadonlySet<string>,
): { readonly places: ReadonlyMap<string, Point>; readonly away: readonly string[] } {
  const order = inReadingOrder([...notes].sort(), rectOf)
  const fixed = order.filter((id) => !movable.has(id))
  const kept: Rect[] = fixed.map(rectOf)
  const places = new Map<string, Point>()
  const away: string[] = []
  for (const id of order) {
    if (!movable.has(id)) continue
    let rect = rectOf(id)
    const isOn = (other: Rect) => intersects(other, rect)
    for (let above = kept.find(isOn); above && rect.y >= above.y + noteSide; above = kept.find(isOn))
      rect = { ...rect, y: above.y + above.height + packingGap }
    if (kept.some(isOn)) away.push(id)
    else {
      kept.push(rect)
      if (rect.y !== rectOf(id).y) places.set(id, { x: rect.x, y: rect.y })
    }
  }
  return { places, away }
}
