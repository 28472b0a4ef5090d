import * as Y from 'yjs'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { filledWords } from '#shared/agenda/fill.ts'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import type { Words } from '#shared/agenda/template.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { readAgenda, readAgendaNow } from '#shared/board/agenda.ts'
import { areasOf, readArea, type Area } from '#shared/board/area.ts'
import { clustersOf, readCluster } from '#shared/board/cluster.ts'
import { readMeta } from '#shared/board/document.ts'
import { notesOf, readNote } from '#shared/board/note.ts'
import {
  replayGrainMs,
  type ReplayArea,
  type ReplayMark,
  type ReplayRound,
  type ReplayStep,
} from '#shared/board/replay.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { readWriting } from '#shared/board/writing.ts'
import { cutTo } from '#shared/text/letters.ts'
import { RoundState, RoundTarget, type Round } from '#shared/workshop/round.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { OpenStep, type ShownIds } from './open-step.ts'
import { UpdateChanges } from './update-changes.ts'

/**
 * Time without a change after which words are recorded. Words that people typed on the way, or took back, are never
 * shown. It allows for a pause over the next word. Not measured.
 */
export const restMs = 5_000

/** An update of the board's log and the time of its commit, in milliseconds since 1970. */
export interface TimedUpdate {
  readonly at: number
  readonly data: Uint8Array
}

/** The state that the next recording goes on from. */
export interface RecorderState {
  /** The replay lacks everything before: the next step says everything. */
  readonly isWhole: boolean
  /** Notes, and clusters by their titles, that somebody was writing in. Oldest first. */
  readonly notes: readonly WritingTime[]
  readonly titles: readonly WritingTime[]
  /** Time of the last step. Steps never go back in time, even when the clock does. */
  readonly last: number
}
type WritingTime = readonly [id: string, at: number]

export const freshRecorder: RecorderState = { isWhole: true, notes: [], titles: [], last: 0 }

export interface Recording {
  readonly steps: readonly ReplayStep[]
  readonly state: RecorderState
}

/**
 * Applies `updates` to the document, which is the board as it was before them, and records steps of what people saw.
 * Words that nobody changed until `now` come to rest, too.
 */
export function recordSteps(
  doc: Y.Doc,
  updates: readonly TimedUpdate[],
  before: RecorderState,
  now: number,
): Recording {
  const recorder = new Recorder(doc, before)
  for (const update of updates) recorder.apply(update)
  return recorder.finish(now)
}

class Recorder {
  readonly #doc: Y.Doc
  readonly #changes: UpdateChanges
  readonly #steps: ReplayStep[] = []
  /** Notes and clusters that somebody is writing in, with the time of the last change. Oldest first. */
  readonly #writing: Map<string, number>
  readonly #titling: Map<string, number>
  /** Notes and clusters of the document after the last update. */
  readonly #present: ShownIds
  readonly #shown: ShownIds
  readonly #rounds: Map<string, ReplayRound>
  #meta: ReturnType<typeof metaOf>
  /** The number of the agenda's last move. */
  #move: number
  #isWhole: boolean
  #last: number
  #at: number
  #open: OpenStep | undefined

  constructor(doc: Y.Doc, { isWhole, last, notes, titles }: RecorderState) {
    this.#doc = doc
    this.#changes = new UpdateChanges(doc)
    this.#writing = new Map(notes)
    this.#titling = new Map(titles)
    this.#present = {
      notes: new Set(notesOf(doc).map(({ id }) => id)),
      clusters: new Set(clustersOf(doc).map(({ id }) => id)),
    }
    this.#shown = {
      notes: new Set(isWhole ? [] : this.#present.notes),
      clusters: new Set(isWhole ? [] : this.#present.clusters),
    }
    this.#rounds = new Map(roundsOf(doc).map((round) => [round.id, replayRound(round)]))
    this.#meta = metaOf(doc)
    this.#move = readAgendaNow(doc)?.move ?? 0
    this.#isWhole = isWhole
    this.#last = last
    this.#at = last
  }

  apply({ at: committedAt, data }: TimedUpdate): void {
    const at = Math.max(this.#at, committedAt)
    this.#at = at
    this.#bringToRest(at)
    const step = this.#stepAt(at)
    this.#changes.clear()
    Y.applyUpdate(this.#doc, data)
    this.#takeNotes(step, at)
    this.#takeClusters(step, at)
    for (const id of this.#changes.areas) this.#takeArea(step, id)
    const rounds = this.#changes.hasDecidedWords ? this.#rounds.keys() : []
    for (const id of new Set([...this.#changes.rounds, ...rounds])) this.#takeRound(step, id)
    if (this.#changes.hasMeta) this.#takeMeta(step)
    if (this.#changes.hasAgenda) this.#takeAgenda(step)
    if (this.#changes.adoptions.size > 0) this.#takeAdoptions(step)
  }

  finish(now: number): Recording {
    this.#bringToRest(Math.max(this.#at, now))
    this.#closeStep()
    this.#changes.close()
    const state = {
      isWhole: this.#isWhole,
      notes: [...this.#writing],
      titles: [...this.#titling],
      last: this.#last,
    }
    return { steps: this.#steps, state }
  }

  #stepAt(at: number): OpenStep {
    const grain = Math.max(this.#last, Math.floor(at / replayGrainMs) * replayGrainMs)
    if (this.#open && this.#open.at < grain) this.#closeStep()
    const open = (this.#open ??= new OpenStep(grain, this.#isWhole))
    this.#last = open.at
    if (open.isWhole && this.#isWhole) this.#fillWhole(open)
    this.#isWhole = false
    return open
  }

  #closeStep(): void {
    const step = this.#open?.finish(this.#doc, this.#shown)
    if (step) this.#steps.push(step)
    this.#open = undefined
  }

  #fillWhole(step: OpenStep): void {
    for (const { id, text } of notesOf(this.#doc)) {
      step.facts.add(id)
      step.words.set(id, text)
    }
    for (const { id, title } of clustersOf(this.#doc)) {
      step.clusters.add(id)
      step.titles.set(id, title)
    }
    for (const area of areasOf(this.#doc)) step.areas.set(area.id, replayArea(area))
    for (const [id, round] of this.#rounds) step.rounds.set(id, round)
    step.title = this.#meta.title
  }

  /** Records words that came to rest before `until`. Must be called before the next update is applied. */
  #bringToRest(until: number): void {
    for (;;) {
      const [note] = this.#writing
      const [title] = this.#titling
      const isNote = note !== undefined && (title === undefined || note[1] <= title[1])
      const [id, at] = (isNote ? note : title) ?? ['', Infinity]
      if (at + restMs > until) return
      const step = this.#stepAt(at + restMs)
      if (isNote) {
        this.#writing.delete(id)
        const words = readNote(this.#doc, id)?.text
        if (words !== undefined) step.words.set(id, words)
      } else {
        this.#titling.delete(id)
        const words = readCluster(this.#doc, id)?.title
        if (words !== undefined) step.titles.set(id, words)
      }
    }
  }

  #takeNotes(step: OpenStep, at: number): void {
    const { facts, places, texts } = this.#changes
    const present = this.#present.notes
    for (const id of facts) step.facts.add(id)
    for (const id of places) step.places.add(id)
    for (const id of new Set([...facts, ...places, ...texts])) {
      const note = readNote(this.#doc, id)
      if (!note) {
        present.delete(id)
        this.#writing.delete(id)
        step.facts.add(id)
      } else if (!present.has(id)) {
        // A note that comes with its words is complete: revealed, pasted or restored.
        present.add(id)
        step.facts.add(id)
        step.words.set(id, note.text)
      } else if (texts.has(id)) setLast(this.#writing, id, at)
    }
  }

  #takeClusters(step: OpenStep, at: number): void {
    const { clusters, titles, newTitles } = this.#changes
    const present = this.#present.clusters
    for (const id of new Set([...clusters, ...titles, ...newTitles])) {
      const cluster = readCluster(this.#doc, id)
      if (clusters.has(id)) step.clusters.add(id)
      if (!cluster) {
        present.delete(id)
        this.#titling.delete(id)
      } else if (!present.has(id) || newTitles.has(id)) {
        present.add(id)
        step.titles.set(id, cluster.title)
      } else if (titles.has(id)) setLast(this.#titling, id, at)
    }
  }

  #takeArea(step: OpenStep, id: string): void {
    const area = readArea(this.#doc, id)
    if (area) {
      step.erased.delete(id)
      step.areas.set(id, replayArea(area))
    } else {
      step.areas.delete(id)
      step.erased.add(id)
    }
  }

  #takeRound(step: OpenStep, id: string): void {
    const round = readRound(this.#doc, id)
    if (!round) return
    const former = this.#rounds.get(id)
    const shown = replayRound(round)
    // Progress is left out: people who watched a voter could tell from it who has just voted.
    if (former && JSON.stringify(former) === JSON.stringify(shown)) return
    this.#rounds.set(id, shown)
    step.rounds.set(id, shown)
    const kind = shown.state === RoundState.open ? 'roundOpened' : 'roundClosed'
    if (former?.state !== shown.state) step.marks.push({ kind, round: id })
  }

  #takeAgenda(step: OpenStep): void {
    const agenda = readAgenda(this.#doc)
    const former = this.#move
    this.#move = agenda?.now.move ?? 0
    if (!agenda || agenda.now.move <= former) return
    const placed = findStep(agenda.template, agenda.now.step)
    if (agenda.now.state === AgendaState.ended) step.marks.push({ kind: 'agendaEnded' })
    else if (placed) step.marks.push(stepMark(agenda, placed))
  }

  /** An adoption never changes: one that an update has is new. */
  #takeAdoptions(step: OpenStep): void {
    for (const { id, text } of adoptionsOf(this.#doc))
      if (this.#changes.adoptions.has(id)) step.marks.push({ kind: 'adopted', text })
  }

  #takeMeta(step: OpenStep): void {
    const former = this.#meta
    const meta = (this.#meta = metaOf(this.#doc))
    if (meta.title !== former.title) step.title = meta.title
    const isRevealed = meta.revealed !== null && meta.revealed !== former.revealed
    if (isRevealed) step.marks.push({ kind: 'revealed' })
    if (meta.mode === former.mode) return
    if (meta.mode === WritingMode.private) step.marks.push({ kind: 'privateBegan' })
    else if (!isRevealed) step.marks.push({ kind: 'privateEnded' })
  }
}

function stepMark({ answers }: Pick<Agenda, 'answers'>, { phase, step }: PlacedStep): ReplayMark {
  const [prompt = {}] = step.prompt
  return {
    kind: 'stepBegan',
    phase: filledWords(phase.title, answers),
    prompt: shortWords(filledWords(prompt, answers)),
  }
}

function shortWords({ en, fr }: Words): Words {
  return {
    ...(en !== undefined && { en: excerpt(en) }),
    ...(fr !== undefined && { fr: excerpt(fr) }),
  }
}

/** One line of a list of moments. Not measured. */
const promptLength = 100

function excerpt(text: string): string {
  return text.length <= promptLength ? text : `${cutTo(text, promptLength)}…`
}

function metaOf(doc: Y.Doc) {
  return { ...readMeta(doc), ...readWriting(doc) }
}

/** Moves the id to the end, so that the map stays in the order of its times. */
function setLast(times: Map<string, number>, id: string, at: number): void {
  times.delete(id)
  times.set(id, at)
}

function replayArea({ id, title, row, x, y, width, height }: Area): ReplayArea {
  return { id, title, ...(row > 0 && { row }), x, y, width, height }
}

function replayRound(round: Round): ReplayRound {
  const { id, number, title, target, options, state, totals, texts, builtOn, places } = round
  const published = totals && Object.fromEntries(options.map((option) => [option, totals[option] ?? 0]))
  return {
    id,
    number,
    title,
    target,
    options: [...options],
    state,
    totals: published,
    ...(target !== RoundTarget.texts && texts && { texts: { ...texts } }),
    ...(builtOn && { builtOn: { ...builtOn } }),
    ...(places !== undefined && { places }),
  }
}
