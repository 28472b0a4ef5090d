import type * as Y from 'yjs'
import { areaIdFor, readArea, widenAreas } from '#shared/board/area.ts'
import { keepDecidedWords } from '#shared/board/decided-words.ts'
import { keptIn, keptLimits, settleProblem, type SettleProblem } from '#shared/activities/principles/kept.ts'
import type { Step, StepPath, Template } from '#shared/agenda/template.ts'
import { readActivity, writeActivity } from '#shared/board/activities.ts'
import { readMeta } from '#shared/board/document.ts'
import { isId } from '#shared/board/id.ts'
import { notesOf, readNote, removeNotes, writeBlank, type Note, addNote, topOf } from '#shared/board/note.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { principleParts } from '#shared/board/blanks.ts'
import {
  readPrinciple,
  trimmedPrinciple,
  blanksOfPrinciple,
  principleText,
  type Principle,
} from '#shared/board/principle.ts'
import { setLocked } from '#shared/board/rights.ts'
import { inputsOf, type StepInputs } from '#shared/board/step-inputs.ts'
import { slotsIn } from '#shared/geometry/area-slots.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { heightAtMost } from '#shared/text/height.ts'
import { placeFields } from '../../agenda/pour-notes.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { areaContentOf } from '../../documents/new-note-spots.ts'

type KeepProblem = 'step_closed' | 'unknown_item' | 'principles_full'

interface RunningPrinciples {
  readonly path: StepPath
  readonly field: string
  readonly does: 'write' | 'together' | 'settle'
  readonly step: Step
  readonly template: Template
  /** So many tables share the principles out. 0: everybody writes in all of them. */
  readonly tables: number
}

const name = 'principles'

/** More than these nobody rewrites in one step. Not measured. */
const togetherLimit = 24

/** The principles of one open board: they are notes, and the server makes those that a step begins with. */
export class PrinciplesBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #tools: Pick<ActivityTools, 'now'>
  #running: RunningPrinciples | null = null

  constructor(board: LiveBoard, tools: Pick<ActivityTools, 'now'>) {
    this.#board = board
    this.#tools = tools
  }

  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    const { path, step, template, tables } = running
    this.#running = null
    const field = step.activity === name ? step.fields[0]?.id : undefined
    if (step.activity !== name || field === undefined) return
    this.#running = { path, field, does: step.does, step, template, tables }
    await placeFields(this.#board, running, step.fields)
    if (step.does !== 'write' && this.#board.mayGrow()) await this.#pour(this.#running)
  }

  readonly stepEnds = async (): Promise<void> => void (this.#running = null)
  readonly stepsAreOver = async (): Promise<void> => void (this.#running = null)

  /** Reads and writes in one turn: two facilitators may press at once. */
  async keep(id: string, isKept: boolean): Promise<KeepProblem | undefined> {
    const running = this.#running
    if (running?.does !== 'settle') return 'step_closed'
    return this.#board.write((doc) => {
      const kept = this.#kept(doc, running)
      const held = kept.find((note) => note.id === id || note.from?.includes(id) === true)
      if (!isKept) {
        if (!held) return 'unknown_item'
        this.#leaveOut(doc, kept, held)
        return undefined
      }
      const note = readNote(doc, id)
      if (held) return undefined
      if (note?.kind !== 'principle' || note.text.trim() === '' || isParked(note)) return 'unknown_item'
      if (kept.length >= keptLimits.most) return 'principles_full'
      this.#add(doc, running, kept, [{ ...readPrinciple(note.text), from: [id] }])
      return undefined
    })
  }

  async settle(isSettled: boolean): Promise<SettleProblem | 'step_closed' | undefined> {
    const running = this.#running
    if (running?.does !== 'settle') return 'step_closed'
    return this.#board.write((doc) => {
      const kept = this.#kept(doc, running)
      const problem = isSettled ? settleProblem(kept) : undefined
      if (problem !== undefined) return problem
      for (const { id, text } of isSettled ? kept : []) {
        const parts = trimmedPrinciple(readPrinciple(text))
        for (const part of principleParts) writeBlank(doc, id, part, parts[part])
      }
      const ids = kept.map(({ id }) => id)
      setLocked(doc, ids, isSettled)
      return undefined
    })
  }

  #kept(doc: Y.Doc, { path }: RunningPrinciples): readonly Note[] {
    return keptIn(path, notesOf(doc)).filter((note) => !isParked(note))
  }

  /** The others are no longer what the group settled on. */
  #leaveOut(doc: Y.Doc, kept: readonly Note[], { id }: Note): void {
    const ids = kept.map((note) => note.id)
    setLocked(doc, ids, false)
    keepDecidedWords(doc, [id])
    removeNotes(doc, [id])
  }

  /** `before`: the principles that the step has. */
  #add(
    doc: Y.Doc,
    { path, field, tables }: RunningPrinciples,
    before: readonly Note[],
    principles: readonly NewPrinciple[],
  ): void {
    setLocked(
      doc,
      before.map(({ id }) => id),
      false,
    )
    const byTable = Map.groupBy(principles, (principle) =>
      tables === 0 ? null : 1 + ((before.length + principles.indexOf(principle)) % tables),
    )
    placePrinciples(doc, { step: path, field }, byTable, this.#tools.now())
  }

  /**
   * Together: each group, and each note in none, becomes one principle, once. Tables get them in turn. Settle: the whole shortlist is kept, the first
   * time alone; from then on the facilitator decides. The vote has narrowed it, and nothing is left out by its order.
   */
  async #pour(running: RunningPrinciples): Promise<void> {
    const { path, does, step, template } = running
    await this.#board.write((doc) => {
      const poured = pouredIn(readActivity(doc, name))
      const before = new Set(poured[path])
      if (does === 'settle' && path in poured) return
      const room = togetherLimit - before.size
      // Read once: on the board of a whole day each reading is a turn of its own.
      const notes = notesOf(doc)
      const inputs = inputsOf(doc, template, step, notes)
      const chosen = notes.map((note) => ({ ...note, text: inputs.words?.[note.id] ?? note.text }))
      const sources = sourcesIn(inputs.words ? chosen : notes, inputs)
      const fresh = sources.filter(({ id }) => !before.has(id)).slice(0, Math.max(0, room))
      if (fresh.length === 0) return
      const ids = fresh.map(({ id }) => id)
      writeActivity(doc, name, { ...poured, [path]: [...before, ...ids] })
      const principles = fresh.map(({ members }) => principleOf(members))
      this.#add(doc, running, keptIn(path, notes), principles)
    })
  }
}

/** The groups and notes that have become principles, by the step. */
export function pouredIn(state: unknown): Readonly<Record<StepPath, readonly string[]>> {
  if (typeof state !== 'object' || state === null) return {}
  return Object.fromEntries(
    Object.entries(state).flatMap(([path, ids]: [string, unknown]) =>
      Array.isArray(ids) ? [[path, ids.filter(isId)]] : [],
    ),
  )
}

/** A group or a note that becomes a principle. */
interface Source {
  /** Id of the group or of the note. */
  readonly id: string
  readonly members: readonly Note[]
}

/** The groups and loose notes that become principles, the largest group first. */
function sourcesIn(all: readonly Note[], { clusters, notes }: StepInputs): readonly Source[] {
  const written = all.filter((note) => note.text.trim() !== '' && !isParked(note))
  const byId = new Map(written.map((note) => [note.id, note]))
  const byCluster = Map.groupBy(written, ({ cluster }) => cluster)
  const groups = clusters
    .map((id) => ({ id, members: byCluster.get(id) ?? [] }))
    .filter(({ members }) => members.length > 0)
    .toSorted((a, b) => b.members.length - a.members.length)
  return [
    ...groups,
    ...notes.flatMap((id) => {
      const note = byId.get(id)
      return note ? [{ id, members: [note] }] : []
    }),
  ]
}

/** The fullest of these notes is where people begin. */
function principleOf(members: readonly Note[]): NewPrinciple {
  const read = members.map(({ text }) => readPrinciple(text))
  const [fullest = readPrinciple('')] = read.toSorted((a, b) => fullness(b) - fullness(a))
  return { ...fullest, from: members.map(({ id }) => id) }
}

/** Parts with words count first, letters second. */
function fullness(principle: ReturnType<typeof readPrinciple>): number {
  const parts = principleParts.map((part) => principle[part].trim())
  const letters = parts.reduce((sum, { length }) => sum + Math.min(length, 999), 0)
  return parts.filter((words) => words !== '').length * 10_000 + letters
}

/** A principle that the server puts on the board, and the notes that it grew from. */
interface NewPrinciple extends Principle {
  readonly from: readonly string[]
}

/** Adds principles to a field, in the next free places of its area, or of the table's own. They have no author. */
function placePrinciples(
  doc: Y.Doc,
  origin: { readonly step: string; readonly field: string },
  byTable: ReadonlyMap<number | null, readonly NewPrinciple[]>,
  created: number,
): void {
  const { language } = readMeta(doc)
  const placed = [...byTable].map(([table, own]) => ({ id: areaIdFor(origin, table), own }))
  doc.transact(() => {
    widenAreas(doc, new Map(placed.flatMap(({ id, own }) => (id === null ? [] : [[id, own.length]]))))
    const content = areaContentOf(doc, new Set(placed.map(({ id }) => id)))
    for (const { id, own } of placed) {
      const texts = own.map((principle) => principleText(trimmedPrinciple(principle), language))
      const sizes = texts.map((text) => ({ width: noteSide, height: heightAtMost(text, false) }))
      const area = id === null ? undefined : readArea(doc, id)
      const spots = area ? slotsIn(area, sizes, content.get(area.id) ?? []) : []
      for (const [index, principle] of own.entries()) {
        const { x, y } = spots[index] ?? { x: 0, y: 0 }
        addNote(doc, {
          x,
          y,
          z: topOf(doc) + 1,
          area: area?.id ?? null,
          kind: 'principle',
          author: null,
          created,
          text: texts[index] ?? '',
          ...origin,
          blanks: blanksOfPrinciple(principle),
          from: principle.from,
        })
      }
    }
  })
}
