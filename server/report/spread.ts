import { fieldAround } from '#shared/geometry/field.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { inset, movedBy, type Rect } from '#shared/geometry/rect.ts'
import { notesIn, type BoardSnapshot } from '../board-file/snapshot.ts'

/** Board units between a moved cluster and its neighbours. Not measured. */
const gap = 60

/**
 * Spreads collapsed clusters out, as paper cannot be clicked open. When other notes lie in a cluster's place by now, it
 * moves down to the first free place, so that no text covers another.
 */
export function spread(board: BoardSnapshot, places: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> {
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
