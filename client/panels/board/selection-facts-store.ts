import { atom, onMount, type ReadableAtom } from 'nanostores'
import type { Scene, SceneChange, SceneCluster, SceneNote } from '../../model/document/scene.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { throttled } from '../../model/basics/throttle.ts'
import { readSelection, type Selected, type SelectionFacts } from './selection-facts.ts'

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
