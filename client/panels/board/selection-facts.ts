import { hasHeir } from '#shared/board/lineage.ts'
import type { Tint } from '#shared/board/note.ts'
import { isParked, parkingLot } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { mayMark } from '../../model/commands/may-mark.ts'
import type { SceneCluster, SceneNote } from '../../model/document/scene.ts'

/** Facts about the selected notes and clusters that still exist. */
export interface SelectionFacts {
  readonly notes: readonly string[]
  readonly clusters: readonly string[]
  /** The common tint; absent when they differ. */
  readonly tint?: Tint
  /** The photo of the only selected note. */
  readonly picture?: 'shown' | 'none'
  readonly isInCluster: boolean
  /** All notes are in the same cluster, so grouping them again would change nothing. */
  readonly isWholeCluster: boolean
  readonly isCollapsed: boolean
  /** Each of them is locked itself, not by its cluster. */
  readonly isLocked: boolean
  /** The only selected note grew from others, or something may have grown from it. */
  readonly hasLineage: boolean
  /** Notes alone are selected, on a board with a parking lot: true when all are in it. Null: they cannot be parked. */
  readonly areParked: boolean | null
  /** The operations that this person may use on all of them. */
  readonly may: Readonly<Record<SelectionRight, boolean>>
}

export type SelectionRight = 'write' | 'mark' | 'gather' | 'change' | 'disband' | 'move' | 'remove'

/** The parts of the board that these facts depend on. */
export type Selected = Pick<
  BoardModel,
  'scene' | 'ui' | 'rights' | 'locked' | 'writing' | 'meta' | 'me' | 'may' | 'barrierToMove' | 'mayDisband'
>

export function readSelection(model: Selected, selection: ReadonlySet<string>): SelectionFacts {
  const { scene } = model
  const notes = [...selection].flatMap((id) => scene.notes.get(id) ?? [])
  const clusters = [...selection].flatMap((id) => scene.clusters.get(id) ?? [])
  const tints = new Set([...notes, ...clusters].map((thing) => thing.tint))
  const homes = new Set(notes.map((note) => note.cluster))
  const [home] = homes
  const [tint] = tints
  const only = notes.length === 1 && clusters.length === 0 ? notes[0] : undefined
  const members = home ? (scene.clusters.get(home)?.members.length ?? 0) : -1
  return {
    notes: notes.map((note) => note.id),
    clusters: clusters.map((cluster) => cluster.id),
    ...(tints.size === 1 && tint ? { tint } : {}),
    ...(only && { picture: only.photo ? 'shown' : 'none' }),
    isInCluster: notes.some((note) => note.cluster !== null),
    isWholeCluster: homes.size === 1 && members === notes.length,
    isCollapsed: clusters.length > 0 && clusters.every((cluster) => cluster.isCollapsed),
    isLocked: [...notes, ...clusters].every(({ id }) => model.locked.get().has(id)),
    hasLineage: only !== undefined && hasLineage(model, only),
    areParked: parkedAmong(model, notes, clusters),
    may: rightsOn(model, notes, clusters),
  }
}

/** Sentences may grow from every note of a step. */
function hasLineage({ scene }: Selected, { id, from = [], step }: SceneNote): boolean {
  return from.length > 0 || step !== undefined || hasHeir(scene.notes, id)
}

function parkedAmong(
  { scene, may }: Selected,
  notes: readonly SceneNote[],
  clusters: readonly SceneCluster[],
): boolean | null {
  if (notes.length === 0 || clusters.length > 0 || !scene.areas.has(parkingLot)) return null
  const canLeave = notes.every(({ id, cluster }) => cluster === null || may(Operation.gatherNote, id))
  return canLeave ? notes.every(isParked) : null
}

function rightsOn(
  { may, barrierToMove, mayDisband, me }: Selected,
  notes: readonly SceneNote[],
  clusters: readonly SceneCluster[],
): SelectionFacts['may'] {
  const canChange = clusters.every(({ id }) => may(Operation.changeCluster, id))
  return {
    write: canChange && notes.every(({ id }) => may(Operation.writeNote, id)),
    mark: canChange && notes.every((note) => mayMark(may, note)),
    gather: [...notes, ...clusters].every(({ id }) => may(Operation.gatherNote, id)),
    change: canChange,
    disband: clusters.every(({ id }) => mayDisband(id)),
    move: [...notes, ...clusters].every(({ id }) => barrierToMove(id) === undefined),
    remove:
      clusters.every(({ id }) => may(Operation.removeCluster, id)) &&
      notes.every(
        ({ id, author }) =>
          may(Operation.removeAnyNote, id) || (may(Operation.removeOwnNote, id) && author === me.get().id),
      ),
  }
}
