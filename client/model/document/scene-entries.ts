import type * as Y from 'yjs'
import type { Cluster } from '#shared/board/cluster.ts'
import { areasRoot, clustersRoot, notesRoot } from '#shared/board/document.ts'
import { addChangedIds, observeRoots, type RootEvent } from '#shared/board/observe-roots.ts'
import type { OutlineRoot } from '#shared/board/schema.ts'
import { isSameRect, type Rect } from '#shared/geometry/rect.ts'

/** Collects the ids of entries that have changed in the document since they were read last. */
export class DirtyEntries {
  readonly notes = new Set<string>()
  /** Notes of which nothing but the place has changed: most changes by far, and the rest need not be read again. */
  readonly places = new Set<string>()
  readonly clusters = new Set<string>()
  readonly areas = new Set<string>()
  readonly close: () => void

  constructor(doc: Y.Doc, onDirty: (origin: unknown) => void) {
    const addTo =
      (ids: Set<string>) =>
      (events: readonly RootEvent[], { origin }: Y.Transaction): void => {
        addChangedIds(events, ids)
        onDirty(origin)
      }
    const observers = {
      notes: addTo(this.notes),
      place: addTo(this.places),
      text: addTo(this.notes),
      clusters: addTo(this.clusters),
      areas: addTo(this.areas),
      // A name leaves its note when somebody else changes the words.
      signatures: addTo(this.notes),
      late: addTo(this.notes),
    } satisfies Record<OutlineRoot | 'signatures' | 'late', unknown>
    this.close = observeRoots(doc, observers)
    this.addAll(notesRoot(doc).keys(), clustersRoot(doc).keys())
    for (const id of areasRoot(doc).keys()) this.areas.add(id)
  }

  addAll(notes: Iterable<string>, clusters: Iterable<string>): void {
    for (const id of notes) this.notes.add(id)
    for (const id of clusters) this.clusters.add(id)
  }
}

/** Which notes are in which cluster, and the document's facts about clusters, those without notes among them. */
export class Membership {
  readonly #facts = new Map<string, Cluster>()
  /** By cluster, also for one that does not exist yet or any more. */
  readonly #members = new Map<string, Set<string>>()
  readonly #clusterOf = new Map<string, string>()

  factsOf(cluster: string): Cluster | undefined {
    return this.#facts.get(cluster)
  }

  setFacts(id: string, cluster: Cluster | undefined): void {
    if (cluster) this.#facts.set(id, cluster)
    else this.#facts.delete(id)
  }

  clusterIds(): Iterable<string> {
    return this.#facts.keys()
  }

  of(cluster: string): Iterable<string> {
    return this.#members.get(cluster) ?? []
  }

  set(note: string, cluster: string | null): void {
    const before = this.#clusterOf.get(note) ?? null
    if (before === cluster) return
    if (before) this.#members.get(before)?.delete(note)
    if (cluster) {
      const there = this.#members.get(cluster)
      if (there) there.add(note)
      else this.#members.set(cluster, new Set([note]))
      this.#clusterOf.set(note, cluster)
    } else this.#clusterOf.delete(note)
  }
}

/** Equal heights happen when two people raise at once: every screen must then agree. */
export function byHeight(a: Stacked, b: Stacked): number {
  return a.z - b.z || (a.id < b.id ? -1 : 1)
}

/** Large fields behind small ones. */
export function bySize(a: Sized, b: Sized): number {
  return b.rect.width * b.rect.height - a.rect.width * a.rect.height || (a.id < b.id ? -1 : 1)
}

interface Stacked {
  readonly id: string
  readonly z: number
}

interface Sized {
  readonly id: string
  readonly rect: Rect
}

export type Schedule = (run: () => void) => void

export const nextFrame: Schedule = (run) => {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(run)
  else setTimeout(run, 16)
}

/** The fields of a cluster's entry; its members' places are not among them. */
const clusterFacts = ['title', 'tint', 'isCollapsed'] as const

type DrawnCluster = Cluster & {
  readonly firstWords: string
  readonly members: readonly string[]
  readonly rect: Rect
  readonly area: string | null
}

export function isSameCluster(before: DrawnCluster, now: DrawnCluster): boolean {
  return (
    clusterFacts.every((fact) => before[fact] === now[fact]) &&
    before.firstWords === now.firstWords &&
    before.area === now.area &&
    isSameRect(before.rect, now.rect) &&
    before.members.length === now.members.length &&
    before.members.every((member, index) => member === now.members[index])
  )
}
