import { createGrid } from '#shared/geometry/grid.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import type { SnapshotNote } from '../board-file/snapshot.ts'

/**
 * Groups notes that lie on one another into piles, lowest note first. A note alone is a pile of one. Piles keep the order
 * of their first notes, so that a page reads in that order and looks like the screen.
 */
export function pilesOf(
  notes: readonly SnapshotNote[],
  placeOf: (note: SnapshotNote) => Rect,
): readonly (readonly SnapshotNote[])[] {
  const items = notes.map((note) => ({ note, rect: placeOf(note) }))
  const grid = createGrid<(typeof items)[number]>()
  for (const item of items) grid.add(item)
  const seen = new Set<(typeof items)[number]>()
  const piles: SnapshotNote[][] = []
  for (const item of items) {
    if (seen.has(item)) continue
    seen.add(item)
    const pile = [item]
    // The pile grows in this loop: each note that touches one of its notes belongs to it.
    for (const member of pile) {
      for (const touching of grid.query(member.rect)) {
        if (seen.has(touching)) continue
        seen.add(touching)
        pile.push(touching)
      }
    }
    piles.push(pile.map(({ note }) => note).sort((a, b) => a.z - b.z || (a.id < b.id ? -1 : 1)))
  }
  return piles
}
