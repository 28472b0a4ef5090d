import type { ReadableAtom } from 'nanostores'
import { schemaVersion, type BoardMeta } from '#shared/board/document.ts'
import { Barrier, freeTarget, Operation, type Target } from '#shared/workshop/policy.ts'
import { barrierTo as barrierInTable, type PolicyOperation } from '#shared/activities/policy.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import type { Participant, Role } from '#shared/workshop/role.ts'
import type { Writing } from '#shared/workshop/writing.ts'
import type { Scene } from './scene.ts'

/** The table of rights, asked for this person and the board as it is now. */
export interface OwnRights {
  /** What stands in the way of doing this to a note or cluster; without an id, to any at all. */
  readonly barrierTo: (operation: PolicyOperation, id?: string) => Barrier | undefined
  /** What stands in the way of dragging it; a cluster moves with its notes. */
  readonly barrierToMove: (id: string) => Barrier | undefined
  readonly may: (operation: PolicyOperation, id?: string) => boolean
  /** May these notes come into this cluster, or out of theirs with null? Returns those that may. */
  readonly gatherable: (notes: readonly string[], into: string | null) => readonly string[]
  /** May this cluster be dissolved, or merged into another? All its notes change place then. */
  readonly mayDisband: (cluster: string) => boolean
}

export function createRights({
  role,
  me,
  scene,
  meta,
  writing,
  rights,
  locked,
  ending,
}: {
  readonly role: Role
  readonly me: ReadableAtom<Participant>
  readonly scene: Scene
  readonly meta: ReadableAtom<BoardMeta>
  readonly writing: ReadableAtom<Writing>
  readonly rights: ReadableAtom<Rights>
  readonly locked: ReadableAtom<ReadonlySet<string>>
  /** Nothing that is done here reaches the board any more. */
  readonly ending: ReadableAtom<Barrier | null>
}): OwnRights {
  const targetOf = (id: string): Target => {
    const locks = locked.get()
    const note = scene.notes.get(id)
    if (!note) return { isOwn: true, isLocked: locks.has(id) }
    const isLocked = locks.has(id) || (note.cluster !== null && locks.has(note.cluster))
    return { isOwn: note.author === me.get().id, isLocked }
  }
  const barrierTo = (operation: PolicyOperation, id?: string) => {
    const isOfNewerVersion = meta.get().schema > schemaVersion
    const state = { writing: writing.get().mode, rights: rights.get(), isOfNewerVersion }
    const barrier = barrierInTable(role, operation, state, id === undefined ? freeTarget : targetOf(id))
    return barrier === Barrier.role ? barrier : (ending.get() ?? barrier)
  }
  const may = (operation: PolicyOperation, id?: string) => barrierTo(operation, id) === undefined
  const membersOf = (cluster: string) => scene.clusters.get(cluster)?.members ?? []

  return {
    barrierTo,
    barrierToMove: (id) => {
      for (const note of [id, ...membersOf(id)]) {
        const barrier = barrierTo(Operation.placeNote, note)
        if (barrier) return barrier
      }
      return undefined
    },
    may,
    gatherable: (notes, into) => {
      if (into !== null && !may(Operation.gatherNote, into)) return []
      return notes.filter((id) => may(Operation.gatherNote, id))
    },
    mayDisband: (cluster) =>
      may(Operation.removeCluster, cluster) &&
      membersOf(cluster).every((id) => may(Operation.gatherNote, id)),
  }
}
