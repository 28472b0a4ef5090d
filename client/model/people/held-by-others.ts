import type { Presence } from '../contract/board-model.ts'
import type { Scene } from '../document/scene.ts'

/** The notes that others are dragging right now. */
export function heldByOthers(
  { others, cursors }: Pick<Presence, 'others' | 'cursors'>,
  { clusters }: Pick<Scene, 'clusters'>,
): ReadonlySet<string> {
  const held = new Set<string>()
  for (const { index, selection } of others.get()) {
    if (!cursors.get(index)?.drag) continue
    for (const id of selection) for (const note of clusters.get(id)?.members ?? [id]) held.add(note)
  }
  return held
}
