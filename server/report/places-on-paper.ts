import { createGrid } from '#shared/geometry/grid.ts'
import { fieldAround } from '#shared/geometry/field.ts'
import { boundsOf, inset, movedBy, type Rect } from '#shared/geometry/rect.ts'
import { notesIn, type BoardSnapshot } from '../board-file/snapshot.ts'

/** Points per board unit at 100 %, as in CSS. */
export const fullSize = 0.75
/** Largest side of a PDF page in points (ISO 32000-1, annex C). */
export const maxPageSide = 14_400

/** Where notes lie on paper, in board units: without long empty stretches, and with collapsed clusters spread out. */
export function placesOnPaper(
  board: BoardSnapshot,
  places: ReadonlyMap<string, Rect>,
): ReadonlyMap<string, Rect> {
  return spread(board, squeezed(places))
}

/** Largest side of a board that fits on PDF's largest page at 100 %. A larger one might be printed too small to read. */
const maxSide = maxPageSide / fullSize

/** Width of a shortened empty stretch in board units: four notes, wide enough to be seen as a gap. */
const maxGap = 800

/**
 * Shortens the empty stretches of a board that does not fit on a page. One note dragged far away would otherwise shrink
 * all the others to nothing.
 */
export function squeezed(places: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> {
  const bounds = boundsOf(places.values())
  if (!bounds || (bounds.width <= maxSide && bounds.height <= maxSide)) return places
  const horizontal = shiftsOf([...places.values()].map(({ x, width }) => [x, x + width]))
  const vertical = shiftsOf([...places.values()].map(({ y, height }) => [y, y + height]))
  return new Map(
    [...places].map(([id, rect]) => [
      id,
      { ...rect, x: rect.x - horizontal(rect.x), y: rect.y - vertical(rect.y) },
    ]),
  )
}

/** The distance by which a rectangle moves back, by its first coordinate. */
function shiftsOf(spans: readonly (readonly [from: number, to: number])[]): (at: number) => number {
  const starts: number[] = []
  const shifts: number[] = []
  let reach = -Infinity
  let shift = 0
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (reach !== -Infinity && from - reach > maxGap) shift += from - reach - maxGap
    starts.push(from)
    shifts.push(shift)
    reach = Math.max(reach, to)
  }
  return (at) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? Infinity) <= at) low = middle
      else high = middle - 1
    }
    return shifts[low] ?? 0
  }
}

/** Board units between a moved cluster and its neighbours. Not measured. */
const gap = 60

/**
 * Spreads collapsed clusters out, as paper cannot be clicked open. When other notes lie in a cluster's place by now, it
 * moves down to the first free place, so that no text covers another.
 */
function spread(board: BoardSnapshot, places: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> {
  if (board.clusters.every(({ isCollapsed }) => !isCollapsed)) return places
  const result = new Map(places)
  const notes = createGrid<{ readonly rect: Rect }>()
  /** Fields of clusters with their headings. */
  const fields = createGrid<{ readonly rect: Rect }>()
  const take = (rects: readonly Rect[], isCluster: boolean) => {
    for (const rect of rects) notes.add({ rect })
    const rect = isCluster ? fieldAround(rects) : undefined
    if (rect) fields.add({ rect })
  }
  const idsIn = (cluster: string | null) => notesIn(board, cluster).map(({ id }) => id)
  const rectsOf = (ids: readonly string[]) => ids.flatMap((id) => places.get(id) ?? [])

  take(rectsOf(idsIn(null)), false)
  for (const { id, isCollapsed } of board.clusters) if (!isCollapsed) take(rectsOf(idsIn(id)), true)
  const moving: (readonly string[])[] = []
  for (const { id, isCollapsed } of board.clusters) {
    if (!isCollapsed) continue
    const ids = idsIn(id)
    const rects = rectsOf(ids)
    if (rects.some((rect) => notes.query(rect).length > 0)) moving.push(ids)
    else take(rects, true)
  }
  for (const ids of moving) {
    const field = fieldAround(rectsOf(ids))
    if (!field) continue
    let dy = 0
    for (;;) {
      const there = inset(movedBy(field, 0, dy), -gap)
      const bottoms = [...notes.query(there), ...fields.query(there)].map(({ rect }) => rect.y + rect.height)
      if (bottoms.length === 0) break
      dy = Math.max(...bottoms) + gap - field.y
    }
    for (const id of ids) {
      const rect = places.get(id)
      if (rect) result.set(id, movedBy(rect, 0, dy))
    }
    take(
      ids.flatMap((id) => result.get(id) ?? []),
      true,
    )
  }
  return result
}
