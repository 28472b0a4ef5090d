import * as Y from 'yjs'
import { barrierTo } from '#shared/activities/policy.ts'
import type { PeopleRoot } from '#shared/board/schema.ts'
import { freeTarget, type BoardState, type Operation, type Target } from '#shared/workshop/policy.ts'
import { openRights, Scope } from '#shared/workshop/rights.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Authors } from './authors.ts'
import { barrierSentences } from './barrier-sentences.ts'
import { Refused } from './refused.ts'
import type { Roots } from './schema-path.ts'
import type { Writer } from './writer.ts'

/** What an update is about, as the policy table knows it. */
export interface RightTargets {
  readonly by: Writer
  readonly roots: Roots
  readonly authors: Authors
  readonly targetOf: (root: PeopleRoot, id: string) => Target
  readonly cluster: (id: string) => Target
  /** Refuses what the table does not allow. */
  readonly ask: (operation: Operation, target: Target) => void
  /** The cluster that a stored place says, null for none; undefined when the note has no place. */
  readonly clusterOf: (id: string) => string | null | undefined
}

export function rightTargetsOf(by: Writer, state: BoardState, roots: Roots, authors: Authors): RightTargets {
  const { locks, place } = roots
  const hasLocks = locks._map.size > 0
  const { participantsMove, participantsWrite } = state.rights ?? openRights
  /** Whose a note is makes a difference. */
  const hasOwners =
    by.role !== Role.facilitator && (participantsMove === Scope.own || participantsWrite === Scope.own)
  // Then every target has the same answer, and finding out whose a note is would only cost.
  const isOpen = !hasLocks && (by.role === Role.facilitator || state.rights === openRights)
  const isLocked = (id: string | null | undefined) => hasLocks && typeof id === 'string' && locks.has(id)
  const clusterOf = (id: string) => {
    const item = place._map.get(id)
    if (!item || !(item.content instanceof Y.ContentAny)) return undefined
    return clusterIn(item.content.arr.at(-1))
  }

  const note = (id: string): Target => {
    if (isOpen) return freeTarget
    return {
      isLocked: isLocked(id) || (hasLocks && isLocked(clusterOf(id))),
      isOwn: !hasOwners || authors.isMadeBy(id, by.participant),
    }
  }
  const cluster = (id: string): Target => (isLocked(id) ? lockedTarget : freeTarget)

  return {
    by,
    roots,
    authors,
    targetOf: ({ partOf }, id) => (partOf === 'note' ? note(id) : cluster(id)),
    cluster,
    ask: (operation, target) => {
      const barrier = barrierTo(by.role, operation, state, target)
      if (barrier) throw new Refused(barrier, barrierSentences[barrier])
    },
    clusterOf,
  }
}

const lockedTarget: Target = { isOwn: true, isLocked: true }

/** Of what `isPlace` has let through. */
export function clusterIn(place: unknown): string | null {
  const cluster: unknown = Array.isArray(place) ? place[3] : undefined
  return typeof cluster === 'string' ? cluster : null
}
