import * as Y from 'yjs'
import { clustersOf, readCluster } from '#shared/board/cluster.ts'
import { readMeta } from '#shared/board/document.ts'
import { notesOf, readNote } from '#shared/board/note.ts'
import { addChangedIds, observeRoots, type RootObserver } from '#shared/board/observe-roots.ts'
import {
  replayGrainMs,
  type ReplayClusterChange,
  type ReplayMark,
  type ReplayNoteChange,
  type ReplayRound,
  type ReplayStep,
} from '#shared/board/replay.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import type { ReplayRoot } from '#shared/board/schema.ts'
import { readWriting } from '#shared/board/writing.ts'
import { RoundState, type Round } from '#shared/workshop/round.ts'
import { WritingMode } from '#shared/workshop/writing.ts'

/**
 * Words are recorded once nobody has changed them for so long: what people typed on the way, or wrote and took back, is
 * nobody's to read afterwards. Long enough for a pause over the next word; taste.
 */
export const restMs = 5_000

/** An update of the board's log and when it became durable, milliseconds since 1970. */
export interface TimedUpdate {
  readonly at: number
  readonly data: Uint8Array
}

/** What a recorder hands on to the one that goes on where it stopped. */
export interface RecorderState {
  /** What lies before is not in the replay: the next step says everything. */
  readonly isWhole: boolean
  /** Notes, and clusters by their titles, that somebody was writing in, and when last; oldest first. */
  readonly notes: readonly Written[]
  readonly titles: readonly Written[]
  /** Time does not go back, whatever the clock does. */
  readonly last: number
}
type Written = readonly [id: string, at: number]

export const freshRecorder: RecorderState = { isWhole: true, notes: [], titles: [], last: 0 }

export interface Recorded {
  readonly steps: readonly ReplayStep[]
  readonly state: RecorderState
}

/** What is under way in one step. Places and facts are read when it ends, words when they have come to rest. */
interface OpenStep {
  readonly at: number
  readonly isWhole: boolean
  readonly facts: Set<string>
  readonly places: Set<string>
  readonly words: Map<string, string>
  readonly clusters: Set<string>
  readonly titles: Map<string, string>
  readonly rounds: Map<string, ReplayRound>
  readonly marks: ReplayMark[]
  title: string | undefined
}

/**
 * Applies `updates` to the document, which is the board as it was before them, and says in steps what was to be seen.
 * `now`: what nobody has changed since comes to rest until then.
 */
export function recordSteps(
  doc: Y.Doc,
  updates: readonly TimedUpdate[],
  before: RecorderState,
  now: number,
): Recorded {
  const steps: ReplayStep[] = []
  const row = watchRow(doc)
  const writing = new Map(before.notes)
  const titling = new Map(before.titles)
  /** Notes of the document as the last update left it, and those that the steps so far have shown. */
  const present = new Set(notesOf(doc).map(({ id }) => id))
  const shownNotes = new Set(before.isWhole ? [] : present)
  const presentClusters = new Set(clustersOf(doc).map(({ id }) => id))
  const shownClusters = new Set(before.isWhole ? [] : presentClusters)
  const rounds = new Map(roundsOf(doc).map((round) => [round.id, seenOf(round)]))
  let meta = { ...readMeta(doc), ...readWriting(doc) }
  let { isWhole, last } = before
  let open: OpenStep | undefined

  function stepAt(at: number): OpenStep {
    const grain = Math.max(last, Math.floor(at / replayGrainMs) * replayGrainMs)
    if (open && open.at < grain) close()
    open ??= newStep(grain, isWhole)
    last = open.at
    if (open.isWhole && isWhole) beginWith(open)
    isWhole = false
    return open
  }

  function beginWith(step: OpenStep): void {
    for (const { id, text } of notesOf(doc)) {
      step.facts.add(id)
      step.words.set(id, text)
    }
    for (const { id, title } of clustersOf(doc)) {
      step.clusters.add(id)
      step.titles.set(id, title)
    }
    for (const [id, round] of rounds) step.rounds.set(id, round)
    step.title = meta.title
  }

  /** To be called before what may change them is applied. */
  function bringToRest(until: number): void {
    for (;;) {
      const [note] = writing
      const [title] = titling
      const isNote = note !== undefined && (title === undefined || note[1] <= title[1])
      const [id, at] = (isNote ? note : title) ?? ['', Infinity]
      if (at + restMs > until) return
      const step = stepAt(at + restMs)
      if (isNote) {
        writing.delete(id)
        const words = readNote(doc, id)?.text
        if (words !== undefined) step.words.set(id, words)
      } else {
        titling.delete(id)
        const words = readCluster(doc, id)?.title
        if (words !== undefined) step.titles.set(id, words)
      }
    }
  }

  function apply({ at, data }: TimedUpdate): void {
    bringToRest(at)
    const step = stepAt(at)
    row.clear()
    Y.applyUpdate(doc, data)
    takeNotes(step, at)
    takeClusters(step, at)
    for (const id of row.rounds) takeRound(step, id)
    if (row.hasMeta) takeMeta(step)
  }

  function takeNotes(step: OpenStep, at: number): void {
    for (const id of row.facts) step.facts.add(id)
    for (const id of row.places) step.places.add(id)
    for (const id of new Set([...row.facts, ...row.places, ...row.texts])) {
      const note = readNote(doc, id)
      if (!note) {
        present.delete(id)
        writing.delete(id)
        step.facts.add(id)
      } else if (!present.has(id)) {
        // What comes with its words has been written already: revealed, pasted, brought back.
        present.add(id)
        step.facts.add(id)
        step.words.set(id, note.text)
      } else if (row.texts.has(id)) touch(writing, id, at)
    }
  }

  function takeClusters(step: OpenStep, at: number): void {
    for (const id of new Set([...row.clusters, ...row.titles, ...row.newTitles])) {
      const cluster = readCluster(doc, id)
      if (row.clusters.has(id)) step.clusters.add(id)
      if (!cluster) {
        presentClusters.delete(id)
        titling.delete(id)
      } else if (!presentClusters.has(id) || row.newTitles.has(id)) {
        presentClusters.add(id)
        step.titles.set(id, cluster.title)
      } else if (row.titles.has(id)) touch(titling, id, at)
    }
  }

  function takeRound(step: OpenStep, id: string): void {
    const round = readRound(doc, id)
    if (!round) return
    const former = rounds.get(id)
    const seen = seenOf(round)
    // The progress of a vote says who has just voted to whoever watched them: it is left out.
    if (former && JSON.stringify(former) === JSON.stringify(seen)) return
    rounds.set(id, seen)
    step.rounds.set(id, seen)
    const kind = seen.state === RoundState.open ? 'roundOpened' : 'roundClosed'
    if (former?.state !== seen.state) step.marks.push({ kind, round: id })
  }

  function takeMeta(step: OpenStep): void {
    const former = meta
    meta = { ...readMeta(doc), ...readWriting(doc) }
    if (meta.title !== former.title) step.title = meta.title
    const isRevealed = meta.revealed !== null && meta.revealed !== former.revealed
    if (isRevealed) step.marks.push({ kind: 'revealed' })
    if (meta.mode === former.mode) return
    if (meta.mode === WritingMode.private) step.marks.push({ kind: 'privateBegan' })
    else if (!isRevealed) step.marks.push({ kind: 'privateEnded' })
  }

  function close(): void {
    if (!open) return
    const step = finished(open)
    if (Object.keys(step).length > 1) steps.push(step)
    open = undefined
  }

  function finished({ at, facts, places, words, clusters, titles, ...step }: OpenStep): ReplayStep {
    const gone: string[] = []
    const notes: ReplayNoteChange[] = []
    // By their ids, which are random: nothing says in which order they came, or whose stood beside whose.
    for (const id of [...new Set([...facts, ...places, ...words.keys()])].sort()) {
      const note = readNote(doc, id)
      const wasShown = shownNotes.has(id)
      if (!note) {
        if (shownNotes.delete(id)) gone.push(id)
        continue
      }
      shownNotes.add(id)
      const { kind, tint, photo = null, x, y, z, cluster } = note
      const text = words.get(id) ?? (wasShown ? undefined : '')
      notes.push({
        id,
        ...((!wasShown || facts.has(id)) && { kind, tint, photo }),
        ...((!wasShown || places.has(id)) && { x, y, z, cluster }),
        ...(text !== undefined && { text }),
      })
    }
    const dissolved: string[] = []
    const changed: ReplayClusterChange[] = []
    for (const id of [...new Set([...clusters, ...titles.keys()])].sort()) {
      const cluster = readCluster(doc, id)
      const wasShown = shownClusters.has(id)
      if (!cluster) {
        if (shownClusters.delete(id)) dissolved.push(id)
        continue
      }
      shownClusters.add(id)
      const { tint, isCollapsed } = cluster
      const title = titles.get(id) ?? (wasShown ? undefined : '')
      changed.push({ id, tint, isCollapsed, ...(title !== undefined && { title }) })
    }
    return {
      at,
      ...(step.isWhole && { isWhole: true }),
      ...(step.title !== undefined && { title: step.title }),
      ...(gone.length > 0 && { gone }),
      ...(notes.length > 0 && { notes }),
      ...(dissolved.length > 0 && { dissolved }),
      ...(changed.length > 0 && { clusters: changed }),
      ...(step.rounds.size > 0 && { rounds: [...step.rounds.values()] }),
      ...(step.marks.length > 0 && { marks: step.marks }),
    }
  }

  let at = last
  for (const update of updates) {
    at = Math.max(at, update.at)
    apply({ at, data: update.data })
  }
  bringToRest(Math.max(at, now))
  close()
  row.stop()
  return { steps, state: { isWhole, notes: [...writing], titles: [...titling], last } }
}

function newStep(at: number, isWhole: boolean): OpenStep {
  return {
    at,
    isWhole,
    facts: new Set(),
    places: new Set(),
    words: new Map(),
    clusters: new Set(),
    titles: new Map(),
    rounds: new Map(),
    marks: [],
    title: undefined,
  }
}

/** Last: the map stays in the order of its times. */
function touch(times: Map<string, number>, id: string, at: number): void {
  times.delete(id)
  times.set(id, at)
}

function seenOf({ id, number, title, target, options, state, totals }: Round): ReplayRound {
  const published = totals && Object.fromEntries(options.map((option) => [option, totals[option] ?? 0]))
  return { id, number, title, target, options: [...options], state, totals: published }
}

interface RowChanges {
  readonly facts: Set<string>
  readonly places: Set<string>
  readonly texts: Set<string>
  readonly clusters: Set<string>
  /** Typed in. */
  readonly titles: Set<string>
  /** Put there as a whole. */
  readonly newTitles: Set<string>
  readonly rounds: Set<string>
  readonly hasMeta: boolean
  readonly clear: () => void
  readonly stop: () => void
}

/** What an update changes, by the keys of the roots. */
function watchRow(doc: Y.Doc): RowChanges {
  const sets = {
    facts: new Set<string>(),
    places: new Set<string>(),
    texts: new Set<string>(),
    clusters: new Set<string>(),
    titles: new Set<string>(),
    newTitles: new Set<string>(),
    rounds: new Set<string>(),
  }
  let hasMeta = false
  const addTo =
    (ids: Set<string>): RootObserver =>
    (events) =>
      addChangedIds(events, ids)
  const addCluster: RootObserver = (events) => {
    for (const event of events) {
      const isTitle = event.path.length > 1
      const isNew = event.path.length === 1 && event.changes.keys.has('title')
      addChangedIds([event], isTitle ? sets.titles : sets.clusters)
      if (isNew) addChangedIds([event], sets.newTitles)
    }
  }
  const observers = {
    meta: () => void (hasMeta = true),
    notes: addTo(sets.facts),
    place: addTo(sets.places),
    text: addTo(sets.texts),
    clusters: addCluster,
    rounds: addTo(sets.rounds),
  } satisfies Record<ReplayRoot, RootObserver>
  const stop = observeRoots(doc, observers)
  return {
    ...sets,
    get hasMeta() {
      return hasMeta
    },
    clear: () => {
      for (const set of Object.values(sets)) set.clear()
      hasMeta = false
    },
    stop,
  }
}
