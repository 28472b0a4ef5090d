import type { Layout } from '../model/contract/board-model.ts'
import type { SceneCluster, SceneNote } from '../model/document/scene.ts'
import { tidyBoard, type TidiedScene } from '../model/view/tidy.ts'

/** Lays out the board as it will be with these groups, by id. */
export function layoutWith(groups: ReadonlyMap<string, readonly string[]>): Layout {
  return (scene, mayMove) => {
    // The table of rights is asked once for each note: a layout asks twice.
    const known = new Map<string, boolean>()
    const mayMoveOne = (id: string): boolean => {
      const answer = known.get(id) ?? mayMove(id)
      known.set(id, answer)
      return answer
    }
    return tidyBoard(withGroups(scene, groups), (id) => groups.get(id)?.every(mayMoveOne) ?? mayMoveOne(id))
  }
}

function withGroups(
  { notes, clusters, areas }: TidiedScene,
  groups: ReadonlyMap<string, readonly string[]>,
): TidiedScene {
  const grouped = new Map<string, SceneNote>(notes)
  const all = new Map<string, SceneCluster>(clusters)
  for (const [id, members] of groups) {
    for (const member of members) {
      const note = notes.get(member)
      if (note) grouped.set(member, { ...note, cluster: id })
    }
    const first = notes.get(members[0] ?? '')
    if (!first) continue
    const { rect, area } = first
    all.set(id, { id, title: '', tint: 'sand', isCollapsed: false, members, rect, area })
  }
  return { notes: grouped, clusters: all, areas }
}
