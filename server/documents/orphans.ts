import type * as Y from 'yjs'
import { rootsWhere } from '#shared/board/schema.ts'
import type { Pace } from '../basics/yield-turn.ts'

/** Keys checked between two pauses: less than a millisecond. */
const keysAtOnce = 1_000

/**
 * Ids that are missing in one of notes, place and text. A delete that meets a move leaves them behind.
 * Pauses for other work; nobody may change the document meanwhile.
 */
export async function findOrphans(doc: Y.Doc, pace: Pace): Promise<readonly string[]> {
  const roots = sweptRoots(doc)
  const orphans = new Set<string>()
  let checked = 0
  for (const root of roots) {
    for (const id of root.keys()) {
      if (!roots.every((other) => other.has(id))) orphans.add(id)
      checked += 1
      if (checked % keysAtOnce === 0) await pace()
    }
  }
  return [...orphans]
}

export function removeOrphans(doc: Y.Doc, orphans: readonly string[]): void {
  for (const root of sweptRoots(doc)) {
    for (const id of orphans) if (root.has(id)) root.delete(id)
  }
}

function sweptRoots(doc: Y.Doc): readonly Y.Map<unknown>[] {
  return rootsWhere(doc, ({ isSwept }) => isSwept)
}
