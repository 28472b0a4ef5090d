import type { Tint } from '#shared/board/note.ts'
import type { BoardModel } from '../../model/board-model.ts'

/** What the bar needs to know about the selection; only what still exists. */
export interface SelectionFacts {
  readonly notes: readonly string[]
  readonly clusters: readonly string[]
  /** The tint they all have; absent when they differ. */
  readonly tint?: Tint
  readonly isInCluster: boolean
  /** The notes are all in one and the same cluster, so grouping them again would change nothing. */
  readonly isWholeCluster: boolean
  readonly isCollapsed: boolean
  /** Every note was written by this person. */
  readonly isOwn: boolean
}

export function readSelection(model: BoardModel, selection: ReadonlySet<string>): SelectionFacts {
  const { scene } = model
  const me = model.me.get().id
  const notes = [...selection].flatMap((id) => scene.notes.get(id) ?? [])
  const clusters = [...selection].flatMap((id) => scene.clusters.get(id) ?? [])
  const tints = new Set([...notes, ...clusters].map((thing) => thing.tint))
  const homes = new Set(notes.map((note) => note.cluster))
  const [home] = homes
  const [tint] = tints
  const members = home ? (scene.clusters.get(home)?.members.length ?? 0) : -1
  return {
    notes: notes.map((note) => note.id),
    clusters: clusters.map((cluster) => cluster.id),
    ...(tints.size === 1 && tint ? { tint } : {}),
    isInCluster: notes.some((note) => note.cluster !== null),
    isWholeCluster: homes.size === 1 && members === notes.length,
    isCollapsed: clusters.length > 0 && clusters.every((cluster) => cluster.isCollapsed),
    isOwn: notes.every((note) => note.author === me),
  }
}
