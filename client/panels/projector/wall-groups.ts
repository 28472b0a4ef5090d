import { boardOutline } from '#shared/board/outline.ts'
import type { Scene, SceneCluster, SceneNote } from '../../model/document/scene.ts'

/** A group with its notes; without a cluster, the notes outside groups. */
export interface WallGroup {
  readonly cluster: SceneCluster | null
  readonly notes: readonly SceneNote[]
}

type WallScene = Pick<Scene, 'notes' | 'clusters'>

/** The whole board in reading order. Of a collapsed group the title alone. */
export function wallGroups({ notes, clusters }: WallScene): readonly WallGroup[] {
  return boardOutline(notes.values(), clusters.values()).map(({ cluster, notes: members }) => ({
    cluster,
    notes: cluster?.isCollapsed ? [] : members.filter(isWritten),
  }))
}

/** These notes and groups alone, in the order of the board. */
export function wallGroupsOf(scene: WallScene, ids: ReadonlySet<string>): readonly WallGroup[] {
  return boardOutline(scene.notes.values(), scene.clusters.values()).flatMap(
    ({ cluster, notes }): readonly WallGroup[] => {
      if (cluster && ids.has(cluster.id)) return [{ cluster, notes: notes.filter(isWritten) }]
      const chosen = notes.filter(({ id }) => ids.has(id))
      return chosen.length > 0 ? [{ cluster: null, notes: chosen }] : []
    },
  )
}

export function isSameWallGroup(a: WallGroup, b: WallGroup): boolean {
  return (
    a.cluster?.id === b.cluster?.id &&
    a.cluster?.title === b.cluster?.title &&
    a.notes.length === b.notes.length &&
    a.notes.every((note, index) => note === b.notes[index])
  )
}

/** A note that somebody has begun and not written yet says nothing to the room. */
function isWritten({ text, photo }: SceneNote): boolean {
  return text.trim() !== '' || photo !== undefined
}
