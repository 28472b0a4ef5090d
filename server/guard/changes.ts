import * as Y from 'yjs'
import { Content, type ParsedUpdate } from './parse-update.ts'
import { placedAt, type Placed } from './placed-struct.ts'
import { malformed, unknownPlace } from './refused.ts'
import type { ResolvedUpdate } from './resolve-update.ts'
import { isStored, Slot, spotOfItem, type Parent, type Roots, type Spot } from './schema-path.ts'
import { indexOf, splitCost, stateOf, type Effort, type StoredStruct } from './store-view.ts'

/** What happens to one key of a root: notes[id], place[id], text[id] or clusters[id]. */
export interface KeyChange {
  readonly spot: Spot
  /** The document's last value; deleted, unless the key is in use. */
  readonly current: Y.Item | undefined
  readonly placed: Placed[]
  /** The update deletes the value in use by name. */
  isCurrentDeleted: boolean
}

/** What an update would do, in the words of the schema. */
export interface Changes {
  readonly isEmpty: boolean
  readonly keys: readonly KeyChange[]
  /** Notes whose words, and clusters whose title, tint or other fields, it changes. */
  readonly writtenNotes: ReadonlySet<string>
  readonly changedClusters: ReadonlySet<string>
  /** Letters that each text would have, for those that grow. */
  readonly lengths: ReadonlyMap<Spot, number>
}

/** Finds out what the update changes; refuses deletes of what does not exist and anything that is the server's. */
export function changesOf(
  doc: Y.Doc,
  roots: Roots,
  update: ParsedUpdate,
  resolved: ResolvedUpdate,
  effort: Effort,
): Changes {
  const keys = new Map<string, KeyChange>()
  const texts = new Map<Parent, { readonly spot: Spot; change: number; isGrowing: boolean }>()
  let isEmpty = resolved.placed.length === 0
  const writtenNotes = new Set<string>()
  const changedClusters = new Set<string>()
  let splits = 0
  let passed = 0

  for (const placed of resolved.placed) {
    if (placed.spot === null) continue
    note(placed.spot, placed)
  }
  for (const { client, ranges } of update.deletes) {
    const structs = doc.store.clients.get(client) ?? []
    const state = stateOf(doc, client)
    const placed = resolved.placedOf(client)
    const end = Math.max(state, lastClock(placed))
    for (const range of ranges) {
      // Yjs would keep it for later, and erase what will one day be written there.
      if (range.end > end) throw malformed()
      if (range.clock < state) deleteStored(structs, range.clock, Math.min(range.end, state))
      if (range.end > state) deletePlaced(placed, Math.max(range.clock, state), range.end)
    }
  }
  const lengths = new Map<Spot, number>()
  for (const { spot, change, isGrowing } of texts.values()) {
    if (!isGrowing) continue
    const before = isStored(spot.parent) ? spot.parent._length : 0
    lengths.set(spot, before + change)
  }
  return { isEmpty, keys: [...keys.values()], writtenNotes, changedClusters, lengths }

  function note(spot: Spot, placed: Placed | null): void {
    switch (spot.slot) {
      case Slot.facts:
      case Slot.place:
      case Slot.text:
      case Slot.cluster: {
        const change = keyChange(spot)
        if (placed) change.placed.push(placed)
        else change.isCurrentDeleted = true
        return
      }
      case Slot.words:
        writtenNotes.add(spot.id)
        break
      case Slot.clusterField:
        changedClusters.add(spot.id)
        return
      case Slot.clusterTitle:
        changedClusters.add(spot.id)
        break
      case Slot.governed:
        throw unknownPlace()
    }
    if (placed?.struct.content === Content.string) {
      const length = placed.struct.clock + placed.struct.length - placed.clock
      textChange(spot, length).isGrowing = true
    }
  }

  function keyChange(spot: Spot): KeyChange {
    const name = `${spot.slot} ${spot.id}`
    let change = keys.get(name)
    if (!change) {
      const current = isStored(spot.parent) ? spot.parent._map.get(spot.id) : undefined
      change = { spot, current, placed: [], isCurrentDeleted: false }
      keys.set(name, change)
    }
    return change
  }

  function textChange(spot: Spot, letters: number): { isGrowing: boolean } {
    const known = texts.get(spot.parent)
    if (known) {
      known.change += letters
      return known
    }
    const change = { spot, change: letters, isGrowing: false }
    texts.set(spot.parent, change)
    return change
  }

  function deleteStored(structs: readonly StoredStruct[], clock: number, end: number): void {
    for (let index = indexOf(structs, clock); index < structs.length; index += 1) {
      const struct = structs[index]
      if (!struct || struct.id.clock >= end) return
      passed += 1
      if (passed % passedInStep === 0) effort.spend(1)
      if (struct.deleted || !(struct instanceof Y.Item)) continue
      isEmpty = false
      const spot = spotOfItem(roots, struct)
      note(spot, null)
      const from = Math.max(clock, struct.id.clock)
      const to = Math.min(end, struct.id.clock + struct.length)
      if (to - from < struct.length) {
        splits += 1
        effort.spend(splitCost(structs.length + splits))
      }
      if (spot.sub === null) textChange(spot, from - to)
    }
  }

  function deletePlaced(placed: readonly Placed[], clock: number, end: number): void {
    for (let at = clock; at < end;) {
      const entry = placedAt(placed, at)
      if (!entry) throw malformed()
      const to = Math.min(end, entry.struct.clock + entry.struct.length)
      entry.deleted += to - at
      if (entry.spot?.sub === null && entry.struct.content === Content.string) textChange(entry.spot, at - to)
      at = to
    }
  }
}

/** Structs deleted long ago are passed over in a row, so many at the cost of one step along a list. Measured. */
const passedInStep = 16

function lastClock(placed: readonly Placed[]): number {
  const last = placed[placed.length - 1]
  return last ? last.struct.clock + last.struct.length : 0
}
