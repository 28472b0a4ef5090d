import type * as Y from 'yjs'
import { addChangedIds, observeRoots, type RootObserver } from '#shared/board/observe-roots.ts'
import type { ReplayRoot } from '#shared/board/schema.ts'

/** The ids of everything that one update changes in a document. */
export class UpdateChanges {
  readonly facts = new Set<string>()
  readonly places = new Set<string>()
  readonly texts = new Set<string>()
  readonly clusters = new Set<string>()
  /** Clusters whose title somebody typed in. */
  readonly titles = new Set<string>()
  /** Clusters that got a title as a whole. */
  readonly newTitles = new Set<string>()
  readonly areas = new Set<string>()
  readonly rounds = new Set<string>()
  readonly adoptions = new Set<string>()
  hasMeta = false
  hasAgenda = false
  /** Words that rounds decided about have been changed. */
  hasDecidedWords = false
  readonly #stop: () => void

  constructor(doc: Y.Doc) {
    this.#stop = observeRoots(doc, {
      meta: () => void (this.hasMeta = true),
      notes: addingTo(this.facts),
      place: addingTo(this.places),
      text: addingTo(this.texts),
      clusters: (events) => this.#addClusters(events),
      areas: addingTo(this.areas),
      rounds: addingTo(this.rounds),
      // Which rounds these are, their options tell.
      decided: () => void (this.hasDecidedWords = true),
      adoptions: addingTo(this.adoptions),
      agenda: () => void (this.hasAgenda = true),
    } satisfies Record<ReplayRoot, RootObserver>)
  }

  clear(): void {
    const { facts, places, texts, clusters, titles, newTitles, areas, rounds, adoptions } = this
    const all = [facts, places, texts, clusters, titles, newTitles, areas, rounds, adoptions]
    for (const ids of all) ids.clear()
    this.hasMeta = false
    this.hasAgenda = false
    this.hasDecidedWords = false
  }

  close(): void {
    this.#stop()
  }

  #addClusters(events: Parameters<RootObserver>[0]): void {
    for (const event of events) {
      const isTitle = event.path.length > 1
      const isNew = event.path.length === 1 && event.changes.keys.has('title')
      addChangedIds([event], isTitle ? this.titles : this.clusters)
      if (isNew) addChangedIds([event], this.newTitles)
    }
  }
}

function addingTo(ids: Set<string>): RootObserver {
  return (events) => addChangedIds(events, ids)
}
