import type * as Y from 'yjs'
import { findStep, handUpLimit } from '../agenda/steps.ts'
import type { Input, Step, StepPath, Template } from '../agenda/template.ts'
import { adoptionsOf } from './adoptions.ts'
import { asideIn } from './aside.ts'
import { clustersOf } from './cluster.ts'
import { stepPathIn } from './id.ts'
import { notesOf, type Note } from './note.ts'
import { isParked } from './parking-lot.ts'
import { roundsOf } from './round.ts'
import { chosenIn } from './run-offs.ts'
import { statementsOf, type Statement } from './statements.ts'
import { handedUp } from './tables.ts'

/** The things on the board that a step takes from earlier ones, by reference. Groups come with the notes in none. */
export interface StepInputs {
  readonly notes: readonly string[]
  readonly clusters: readonly string[]
  readonly statements: readonly string[]
  /** By id the words about which a vote chose it, where it has other words by now or is gone. */
  readonly words?: Readonly<Record<string, string>>
  /** By id of a note that a vote chose the others of its family: it goes on for all of them. */
  readonly kin?: Readonly<Record<string, readonly string[]>>
}

const nothing: StepInputs = { notes: [], clusters: [], statements: [] }

/**
 * Everything beside the steps that says something and is not parked: for a step whose inputs have come to nothing. The notes
 * of other steps answer another question.
 */
export function thingsBeside(doc: Y.Doc, template: Template): StepInputs {
  const notes = notesOf(doc).filter(
    (note) => counts(note) && (note.area === null || !findStep(template, stepPathIn(note.area))),
  )
  const used = new Set(notes.map(({ cluster }) => cluster))
  return {
    notes: notes.map(({ id }) => id),
    clusters: clustersOf(doc).flatMap(({ id }) => (used.has(id) ? [id] : [])),
    statements: [],
  }
}

/**
 * Everything that the step takes, poured or pinned, as it is on the board now. Things that are gone are left out. `notes`:
 * those of the board, where they have been read.
 */
export function inputsOf(
  doc: Y.Doc,
  template: Template,
  { input = [] }: Pick<Step, 'input'>,
  notes?: readonly Note[],
): StepInputs {
  const taken = new Taken(doc, template, notes)
  const parts = input.map((each) => taken.of(each))
  const words = Object.fromEntries(parts.flatMap((part) => Object.entries(part.words ?? {})))
  const kin = Object.fromEntries(parts.flatMap((part) => Object.entries(part.kin ?? {})))
  return {
    ...(Object.keys(words).length > 0 && { words }),
    ...(Object.keys(kin).length > 0 && { kin }),
    notes: [...new Set(parts.flatMap(({ notes }) => notes))],
    clusters: [...new Set(parts.flatMap(({ clusters }) => clusters))],
    statements: [...new Set(parts.flatMap(({ statements }) => statements))],
  }
}

/**
 * The statements of a step, those that it made and those that it goes on with, in the order of their numbers. Those that were
 * set aside are left out.
 */
export function statementsInStep(doc: Y.Doc, template: Template, path: StepPath): readonly Statement[] {
  const aside = asideIn(doc)
  return allStatementsInStep(doc, template, path).filter(({ id }) => !aside.has(id))
}

/** Also those that were set aside. */
export function allStatementsInStep(doc: Y.Doc, template: Template, path: StepPath): readonly Statement[] {
  const sources = sourcesOf(template, path)
  return statementsOf(doc).filter(({ step }) => sources.has(step))
}

/**
 * The sentences that a step asks about. Where those that it was to take have come to nothing, it asks about no sentence that
 * was adopted before: promises that nobody chose make no question about the purpose.
 */
export function askedStatements(
  doc: Y.Doc,
  template: Template,
  step: Pick<Step, 'input'>,
): readonly Statement[] {
  const found = statementsFor(doc, template, step)
  const hasOwn = inputsOf(doc, template, step).statements.length > 0
  if (hasOwn || !step.input?.some(({ take }) => take === 'statements')) return found
  const adopted = new Set(adoptionsOf(doc).map(({ statement }) => statement))
  return found.filter(({ id }) => !adopted.has(id))
}

/** The statements that a step takes, or all of the board where it takes none. Those that were set aside are left out. */
export function statementsFor(
  doc: Y.Doc,
  template: Template,
  step: Pick<Step, 'input'>,
): readonly Statement[] {
  const taken = new Set(inputsOf(doc, template, step).statements)
  const aside = asideIn(doc)
  return statementsOf(doc).filter(({ id }) => (taken.size === 0 || taken.has(id)) && !aside.has(id))
}

/** The notes and groups that a step shows beside its task, input by input. Of a vote that was not held: what it was to be about. */
export function pinnedThings(
  doc: Y.Doc,
  agenda: { readonly template: Template } | null,
  { input = [] }: Pick<Step, 'input'>,
): readonly string[] {
  const pins = input.filter(({ show }) => show === 'pin')
  if (!agenda || pins.length === 0) return []
  const { template } = agenda
  const taken = new Taken(doc, template)
  const thingsOf = ({ notes, clusters }: StepInputs): readonly string[] => [...clusters, ...notes]
  const things = pins.flatMap((pin) => {
    const chosen = thingsOf(taken.of(pin))
    if (chosen.length > 0 || pin.take !== 'shortlist') return chosen
    const poured = findStep(template, pin.from)?.step.input?.filter(({ show }) => show === 'pour') ?? []
    return poured.flatMap((each) => thingsOf(taken.of(each)))
  })
  return [...new Set(things)]
}

/** The notes in the parking lot, and the groups all of whose notes are there. */
export function parkedThings(doc: Y.Doc, notes = notesOf(doc)): ReadonlySet<string> {
  const parked = new Set<string>()
  const groups = new Map<string, boolean>()
  for (const note of notes) {
    const isOut = isParked(note)
    if (isOut) parked.add(note.id)
    if (note.cluster !== null) groups.set(note.cluster, isOut && (groups.get(note.cluster) ?? true))
  }
  for (const [group, isOut] of groups) if (isOut) parked.add(group)
  return parked
}

class Taken {
  readonly #doc: Y.Doc
  readonly #template: Template
  /** Also those that do not count. Undefined until somebody asks: there are thousands, and sentences need none of them. */
  #all: readonly Note[] | undefined
  #counted: readonly Note[] | undefined
  readonly #worked = new Map<StepPath, readonly Note[]>()

  constructor(doc: Y.Doc, template: Template, notes?: readonly Note[]) {
    this.#doc = doc
    this.#template = template
    this.#all = notes
  }

  of({ from: path, take, field }: Input): StepInputs {
    switch (take) {
      case 'notes':
        return { ...nothing, notes: this.#notesOf(path, { field }) }
      case 'clusters':
        return {
          ...nothing,
          notes: this.#notesOf(path, { areLoose: true }),
          clusters: this.#clustersOf(path),
        }
      case 'shortlist':
        return this.#shortlistOf(path)
      case 'statements':
        return { ...nothing, statements: this.#statementsOf(path) }
    }
  }

  /**
   * The notes that were written in the step, or that it worked on; only those in no group, or of one field, when asked so. Of a step whose
   * tables hand something up, that alone.
   */
  #notesOf(path: StepPath, { areLoose = false, field }: NoteChoice): readonly string[] {
    return this.#workedOn(path).flatMap((note) => {
      const isWanted = (field === undefined || note.field === field) && !(areLoose && note.cluster !== null)
      return isWanted ? [note.id] : []
    })
  }

  /** The notes that were written in these steps, and those that lie in their areas. */
  #workedOn(path: StepPath): readonly Note[] {
    const known = this.#worked.get(path)
    if (known) return known
    const handed = new Map([...sourcesOf(this.#template, path)].map((step) => [step, this.#handedBy(step)]))
    const comesFrom = (step: StepPath | undefined, { id, cluster }: Note): boolean => {
      if (step === undefined || !handed.has(step)) return false
      const ids = handed.get(step)
      return !ids || ids.has(id) || (cluster !== null && ids.has(cluster))
    }
    this.#counted ??= this.#read().filter(counts)
    const found = this.#counted.filter(
      (note) => comesFrom(note.step, note) || (note.area !== null && comesFrom(stepPathIn(note.area), note)),
    )
    this.#worked.set(path, found)
    return found
  }

  /** Undefined: the step passes on everything. */
  #handedBy(path: StepPath): ReadonlySet<string> | undefined {
    const step = findStep(this.#template, path)?.step
    if (!step || handUpLimit(step) === null) return undefined
    const known = new Set(handedUp(this.#doc, path))
    // A group that stayed together has no table that hands anything up.
    return known.size === 0 && step.tables?.above !== undefined ? undefined : known
  }

  /** The groups with at least one note that the step worked on. */
  #clustersOf(path: StepPath): readonly string[] {
    const touched = new Set(this.#workedOn(path).flatMap(({ cluster }) => cluster ?? []))
    return clustersOf(this.#doc).flatMap(({ id }) => (touched.has(id) ? [id] : []))
  }

  #read(): readonly Note[] {
    return (this.#all ??= notesOf(this.#doc))
  }

  /** What is above the cut of the step's last vote, with all of its band, or the part that a run-off has left of it. */
  #shortlistOf(path: StepPath): StepInputs {
    const chosen = chosenIn(roundsOf(this.#doc), this.#template, path)
    if (!chosen) return nothing
    const { target, options, kin, texts } = chosen
    const parked = parkedThings(this.#doc, this.#read())
    const left = options.filter((id) => !parked.has(id))
    const ofThose = <Value>(facts: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
      Object.fromEntries(Object.entries(facts).filter(([id]) => left.includes(id)))
    const things = target === 'notes' ? { notes: left } : { clusters: left }
    return { ...nothing, words: ofThose(texts), kin: ofThose(kin), ...things }
  }

  /** The statements that the step made, or went on with. */
  #statementsOf(path: StepPath): readonly string[] {
    return statementsInStep(this.#doc, this.#template, path).map(({ id }) => id)
  }
}

/** The step itself and all steps whose things it worked on, and so on. What is pinned is read beside it, and stays there. */
export function sourcesOf(template: Pick<Template, 'phases'>, path: StepPath): ReadonlySet<StepPath> {
  const sources = new Set<StepPath>()
  const add = (from: StepPath): void => {
    if (sources.has(from)) return
    sources.add(from)
    for (const { from: earlier, show, field } of findStep(template, from)?.step.input ?? [])
      // The notes of one field come into the areas of the step that takes them.
      if (show === 'pour' && field === undefined) add(earlier)
  }
  add(path)
  return sources
}

interface NoteChoice {
  readonly areLoose?: boolean
  readonly field?: string | undefined
}

function counts(note: Note): boolean {
  return saysSomething(note) && !isParked(note)
}

/** An empty note is nothing to group or to vote on. */
function saysSomething({ text, photo }: Note): boolean {
  return text.trim() !== '' || photo !== undefined
}
