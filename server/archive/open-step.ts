import type * as Y from 'yjs'
import { readCluster } from '#shared/board/cluster.ts'
import { readNote, type Note } from '#shared/board/note.ts'
import { readLook } from '#shared/board/note-look.ts'
import type {
  ReplayArea,
  ReplayClusterChange,
  ReplayMark,
  ReplayNoteChange,
  ReplayRound,
  ReplayStep,
} from '#shared/board/replay.ts'

/** Notes and clusters that the steps of a replay show so far. */
export interface ShownIds {
  readonly notes: Set<string>
  readonly clusters: Set<string>
}

/** A step of a replay while it is recorded. Places and facts are read at its end, words when they have come to rest. */
export class OpenStep {
  readonly at: number
  readonly isWhole: boolean
  readonly facts = new Set<string>()
  readonly places = new Set<string>()
  /** Text of notes, by id. */
  readonly words = new Map<string, string>()
  readonly clusters = new Set<string>()
  /** Titles of clusters, by id. */
  readonly titles = new Map<string, string>()
  readonly areas = new Map<string, ReplayArea>()
  /** Areas that somebody has taken away. */
  readonly erased = new Set<string>()
  readonly rounds = new Map<string, ReplayRound>()
  readonly marks: ReplayMark[] = []
  title: string | undefined

  constructor(at: number, isWhole: boolean) {
    this.at = at
    this.isWhole = isWhole
  }

  /** The step in its final form. Undefined when it shows nothing new. Updates `shown`. */
  finish(doc: Y.Doc, shown: ShownIds): ReplayStep | undefined {
    const { at, isWhole, title, areas, rounds, marks } = this
    const { notes, gone } = this.#noteChanges(doc, shown.notes)
    const { clusters, dissolved: groups } = this.#clusterChanges(doc, shown.clusters)
    const dissolved = isWhole ? groups : [...groups, ...this.erased]
    const step: ReplayStep = {
      at,
      ...(isWhole && { isWhole: true }),
      ...(title !== undefined && { title }),
      ...(gone.length > 0 && { gone }),
      ...(notes.length > 0 && { notes }),
      ...(dissolved.length > 0 && { dissolved }),
      ...(clusters.length > 0 && { clusters }),
      ...(areas.size > 0 && { areas: [...areas.values()] }),
      ...(rounds.size > 0 && { rounds: [...rounds.values()] }),
      ...(marks.length > 0 && { marks }),
    }
    return Object.keys(step).length > 1 ? step : undefined
  }

  #noteChanges(doc: Y.Doc, shown: Set<string>) {
    const gone: string[] = []
    const notes: ReplayNoteChange[] = []
    // Sorted by their random ids: the order of notes must not show when, or beside whose, each was written.
    for (const id of [...new Set([...this.facts, ...this.places, ...this.words.keys()])].sort()) {
      const note = readNote(doc, id)
      const wasShown = shown.has(id)
      if (!note) {
        if (shown.delete(id)) gone.push(id)
        continue
      }
      shown.add(id)
      const { kind, tint, photo = null, x, y, z, cluster, area } = note
      const text = this.words.get(id) ?? (wasShown ? undefined : '')
      notes.push({
        id,
        ...((!wasShown || this.facts.has(id)) && { kind, tint, photo, ...lookFor(note, wasShown) }),
        ...((!wasShown || this.places.has(id)) && { x, y, z, cluster, area }),
        ...(text !== undefined && { text }),
      })
    }
    return { notes, gone }
  }

  #clusterChanges(doc: Y.Doc, shown: Set<string>) {
    const dissolved: string[] = []
    const clusters: ReplayClusterChange[] = []
    for (const id of [...new Set([...this.clusters, ...this.titles.keys()])].sort()) {
      const cluster = readCluster(doc, id)
      const wasShown = shown.has(id)
      if (!cluster) {
        if (shown.delete(id)) dissolved.push(id)
        continue
      }
      shown.add(id)
      const { tint, isCollapsed } = cluster
      const title = this.titles.get(id) ?? (wasShown ? undefined : '')
      clusters.push({ id, tint, isCollapsed, ...(title !== undefined && { title }) })
    }
    return { clusters, dissolved }
  }
}

/** A note that is shown already may have had another look. */
function lookFor(note: Note, wasShown: boolean): Pick<ReplayNoteChange, 'look'> {
  const look = readLook(note)
  const isUsual = Object.keys(look).length === 0
  return isUsual && !wasShown ? {} : { look: isUsual ? null : look }
}
