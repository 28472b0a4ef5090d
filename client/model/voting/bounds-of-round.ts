import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { Scene } from '../document/scene.ts'

/** Around everything that is voted on. A note in a collapsed group is seen as its group. */
export function boundsOfRound(
  { notes, clusters }: Pick<Scene, 'notes' | 'clusters'>,
  { options }: Pick<Round, 'options'>,
): Rect | undefined {
  return boundsOf(
    options.flatMap((id) => {
      const note = notes.get(id)
      const group = clusters.get(note?.isHidden && note.cluster ? note.cluster : id)
      return group?.rect ?? note?.rect ?? []
    }),
  )
}
