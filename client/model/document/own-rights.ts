import type { ReadableAtom } from 'nanostores'
import { agendaStateOf, type Agenda } from '#shared/agenda/agenda.ts'
import { schemaVersion, type BoardMeta } from '#shared/board/document.ts'
import { isOfOtherTable, phaseOf, tableOfPerson, type StepTables } from '#shared/board/tables.ts'
import { Barrier, freeTarget, Operation, type BoardState, type Target } from '#shared/workshop/policy.ts'
import { barrierTo as barrierInTable, type PolicyOperation } from '#shared/activities/policy.ts'
import { overness } from '#shared/activities/steps-over.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import { Role, takesPart, type Participant } from '#shared/workshop/role.ts'
import type { Writing } from '#shared/workshop/writing.ts'
import type { Scene } from './scene.ts'
import type { Asked } from './undo-guard.ts'

/** Answers of the policy table for this person and the board as it is now. */
export interface OwnRights {
  /** The barrier to this operation on a note or cluster; without an id, on any at all. */
  readonly barrierTo: (operation: PolicyOperation, id?: string) => Barrier | undefined
  /** The barrier to dragging it; a cluster moves with its notes. */
  readonly barrierToMove: (id: string) => Barrier | undefined
  readonly may: (operation: PolicyOperation, id?: string) => boolean
  /** Returns those of the notes that this person may put into the cluster, or take out of theirs with null. */
  readonly gatherable: (notes: readonly string[], into: string | null) => readonly string[]
  /** True if this person may dissolve the cluster or merge it into another; all its notes then change place. */
  readonly mayDisband: (cluster: string) => boolean
  /** The number of this person's table in the running step; null while they sit at none. */
  readonly ownTable: () => number | null
  /** True for an area in which this person may not work now: that of another table. */
  readonly isForeign: (area: string | null) => boolean
}

/** Works a value out again only when one of the things that it is read from has another value. */
function memoized<T>(sources: readonly ReadableAtom<unknown>[], read: () => T): () => T {
  let known: { readonly of: readonly unknown[]; readonly value: T } | undefined
  return () => {
    const isKnown = known?.of.every((value, index) => sources[index]?.get() === value)
    if (!known || !isKnown) known = { of: sources.map((source) => source.get()), value: read() }
    return known.value
  }
}

/** Asks about an operation again only when one of the things that the answer is read from has another value. */
function remembered(
  sources: readonly ReadableAtom<unknown>[],
  ask: (operation: PolicyOperation) => boolean,
): (operation: PolicyOperation) => boolean {
  const answers = memoized(sources, () => new Map<PolicyOperation, boolean>())
  return (operation) => {
    const known = answers()
    const answer = known.get(operation) ?? ask(operation)
    known.set(operation, answer)
    return answer
  }
}

/** Whether the step of a note is over, by the agenda as it is now. */
function overnessIn(agenda: ReadableAtom<Agenda | null>, time: () => number) {
  const moment = memoized([agenda], () => {
    const whole = agenda.get()
    if (!whole) return undefined
    const { now, template, log } = whole
    return { now, template, left: log.find(({ move }) => move === now.move)?.from ?? null }
  })
  return (step: string | undefined) => {
    const there = moment()
    return overness(there && { ...there, time: time() }, step)
  }
}

export function createRights({
  role,
  me,
  scene,
  meta,
  writing,
  rights,
  locked,
  hasSecretVote,
  agenda,
  tables,
  ending,
  time,
}: {
  readonly role: Role
  readonly me: ReadableAtom<Participant>
  readonly scene: Scene
  readonly meta: ReadableAtom<BoardMeta>
  readonly writing: ReadableAtom<Writing>
  readonly rights: ReadableAtom<Rights>
  readonly locked: ReadableAtom<ReadonlySet<string>>
  readonly hasSecretVote: ReadableAtom<boolean>
  readonly agenda: ReadableAtom<Agenda | null>
  readonly tables: ReadableAtom<StepTables | null>
  /** Set once nothing that this person does reaches the board any more. */
  readonly ending: ReadableAtom<Barrier | null>
  /** Milliseconds since 1970. */
  readonly time: () => number
}): OwnRights {
  const ownTable = () => {
    const now = tables.get()
    return now && tableOfPerson(now, me.get().id)
  }
  const isForeign = (area: string | null) => {
    const now = tables.get()
    const step = agenda.get()?.now
    if (!now || role === Role.facilitator || !step || step.allows === null) return false
    return isOfOtherTable(area, { phase: phaseOf(now.step), own: ownTable() })
  }
  const overnessOf = overnessIn(agenda, time)
  /** Where a facilitator has opened it, people put things at every table. */
  const isClosed = (area: string | null) =>
    isForeign(area) && agenda.get()?.now.opened.includes(Operation.placeNote) !== true
  const targetOf = (id: string): Target => {
    const locks = locked.get()
    const note = scene.notes.get(id)
    const isAtOtherTable = isForeign((note ?? scene.clusters.get(id))?.area ?? null)
    if (!note) return { isOwn: true, isLocked: locks.has(id), isAtOtherTable }
    const isLocked = locks.has(id) || (note.cluster !== null && locks.has(note.cluster))
    return { isOwn: note.author === me.get().id, isLocked, isAtOtherTable, ...overnessOf(note.step) }
  }
  const sources = [meta, hasSecretVote, agenda, writing, rights, me]
  const stateNow = memoized(sources, (): BoardState => {
    return {
      writing: writing.get().mode,
      rights: rights.get(),
      isOfNewerVersion: meta.get().schema > schemaVersion,
      hasSecretVote: hasSecretVote.get(),
      ...agendaStateOf(agenda.get()?.now),
      takesPart: takesPart({ role, participant: me.get() }),
      isRehearsal: meta.get().isRehearsal ?? false,
    }
  })
  const barrierOn = (operation: PolicyOperation, target: Target) => {
    const barrier = barrierInTable(role, operation, stateNow(), target)
    return barrier === Barrier.role ? barrier : (ending.get() ?? barrier)
  }
  const barrierTo = (operation: PolicyOperation, id?: string) =>
    barrierOn(operation, id === undefined ? freeTarget : targetOf(id))
  /** A lock, another table, another author and the past only take rights away: thousands of notes are one question. */
  const mayOnAll = remembered([...sources, locked, tables, ending], (operation) => {
    const isLocked = locked.get().size > 0
    const past = { isAtOtherTable: tables.get() !== null, isOver: agenda.get() !== null }
    return barrierOn(operation, { isOwn: false, isLocked, ...past }) === undefined
  })
  const may = (operation: PolicyOperation, id?: string) =>
    (id !== undefined && mayOnAll(operation)) || barrierTo(operation, id) === undefined
  const membersOf = (cluster: string) => scene.clusters.get(cluster)?.members ?? []

  return {
    barrierTo,
    barrierToMove: (id) => {
      if (mayOnAll(Operation.placeNote)) return undefined
      let barrier = barrierTo(Operation.placeNote, id)
      for (const note of membersOf(id)) barrier ??= barrierTo(Operation.placeNote, note)
      return barrier
    },
    may,
    gatherable: (notes, into) => {
      if (into !== null && !may(Operation.gatherNote, into)) return []
      return notes.filter((id) => may(Operation.gatherNote, id))
    },
    mayDisband: (cluster) =>
      may(Operation.removeCluster, cluster) &&
      (mayOnAll(Operation.gatherNote) || membersOf(cluster).every((id) => may(Operation.gatherNote, id))),
    ownTable,
    isForeign: isClosed,
  }
}

/** The first barrier among these operations, for this person and the board as it is now. */
export function barrierAmong(
  { barrierTo }: Pick<OwnRights, 'barrierTo'>,
  asked: readonly Asked[],
): Barrier | undefined {
  for (const { operation, id } of asked) {
    const barrier = barrierTo(operation, id)
    if (barrier) return barrier
  }
  return undefined
}
