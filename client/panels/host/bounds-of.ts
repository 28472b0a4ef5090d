import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** Around these notes and groups. A note in a collapsed group is seen as its group. */
export function boundsOfThings(
  { notes, clusters }: Pick<BoardModel['scene'], 'notes' | 'clusters'>,
  ids: readonly string[],
): Rect | undefined {
  return boundsOf(
    ids.flatMap((id) => {
      const note = notes.get(id)
      const group = clusters.get(note?.isHidden && note.cluster ? note.cluster : id)
      return group?.rect ?? note?.rect ?? []
    }),
  )
}
