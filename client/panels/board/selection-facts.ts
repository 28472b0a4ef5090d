import { atom, onMount, type ReadableAtom } from 'nanostores'
import { hasHeir } from '#shared/board/lineage.ts'
import type { Tint } from '#shared/board/note.ts'
import { isParked, parkingLot } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { mayMark } from '../../model/commands/look-commands.ts'
import type { SceneCluster, SceneNote, Scene, SceneChange } from '../../model/document/scene.ts'
import { throttled } from '../../model/basics/throttle.ts'

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
  /** The operations that this person may use on all of them; on a free board they may change the size of some. */
  readonly may: Readonly<Record<SelectionRight, boolean>>
}

type SelectionRight = 'write' | 'mark' | 'gather' | 'change' | 'disband' | 'move' | 'remove' | 'size'

/** The parts of the board that these facts depend on. */
type Selected = Pick<
  BoardModel,
  'scene' | 'ui' | 'rights' | 'locked' | 'writing' | 'meta' | 'me' | 'may' | 'barrierToMove' | 'mayDisband'
>

function readSelection(model: Selected, selection: ReadonlySet<string>): SelectionFacts {
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
    // A group keeps its notes in rows, all of one size.
    size: notes.some(
      (note) => note.cluster === null && mayMark(may, note) && barrierToMove(note.id) === undefined,
    ),
  }
}

/** Shortest time between two reads while others change the selected notes. Not measured. */
const readEveryMs = 250

/**
 * The facts of the selection as a store. With thousands of notes a read takes milliseconds. So it is read
 * when the selection, somebody's rights or a fact of the bar changes, and not while notes are moved or
 * written.
 */
export function createSelectionFacts(model: Selected): ReadableAtom<SelectionFacts> {
  const { scene, ui, rights, locked, writing, meta, me } = model
  const read = () => readSelection(model, ui.selection.get())
  const facts = atom(read())
  onMount(facts, () => {
    let seen = thingsOf(scene, ui.selection.get())
    const readNow = () => {
      seen = thingsOf(scene, ui.selection.get())
      facts.set(read())
    }
    const readSoon = throttled(readNow, readEveryMs)
    const stops = [
      ...[ui.selection, rights, locked, meta, me].map((store) => store.listen(readNow)),
      writing.listen((now, before) => now.mode !== before?.mode && readNow()),
      scene.onChange((change) => isOther(scene, seen, change) && readSoon.ask()),
      readSoon.stop,
    ]
    readNow()
    return () => {
      for (const stop of stops) stop()
    }
  })
  return facts
}

/** The ids that were read: selected notes, and clusters that are selected or contain one of them. */
interface Seen {
  readonly notes: ReadonlyMap<string, SceneNote | undefined>
  readonly clusters: ReadonlyMap<string, SceneCluster | undefined>
}

function thingsOf(
  { notes, clusters }: Pick<Scene, 'notes' | 'clusters'>,
  selection: ReadonlySet<string>,
): Seen {
  const seen = new Map<string, SceneCluster | undefined>()
  const selected = new Map<string, SceneNote | undefined>()
  for (const id of selection) {
    const note = notes.get(id)
    const cluster = note ? note.cluster : id
    if (cluster !== null) seen.set(cluster, clusters.get(cluster))
    selected.set(id, note)
  }
  return { notes: selected, clusters: seen }
}

function isOther({ notes, clusters }: Scene, seen: Seen, change: SceneChange): boolean {
  // Everything may have changed, and often nothing has that counts: 10,000 notes were moved.
  for (const id of change.isAll ? seen.notes.keys() : change.notes) {
    if (seen.notes.has(id) && isOtherNote(seen.notes.get(id), notes.get(id))) return true
  }
  for (const id of change.isAll ? seen.clusters.keys() : change.clusters) {
    if (seen.clusters.has(id) && isOtherCluster(seen.clusters.get(id), clusters.get(id))) return true
  }
  return false
}

function isOtherNote(a: SceneNote | undefined, b: SceneNote | undefined): boolean {
  return (
    a?.tint !== b?.tint ||
    a?.cluster !== b?.cluster ||
    a?.author !== b?.author ||
    (a?.from === undefined) !== (b?.from === undefined) ||
    (a && isParked(a)) !== (b && isParked(b)) ||
    (a?.photo === undefined) !== (b?.photo === undefined)
  )
}

function isOtherCluster(a: SceneCluster | undefined, b: SceneCluster | undefined): boolean {
  return (
    a?.tint !== b?.tint ||
    a?.isCollapsed !== b?.isCollapsed ||
    a?.members.length !== b?.members.length ||
    (a?.members.some((id, index) => id !== b?.members[index]) ?? false)
  )
}
