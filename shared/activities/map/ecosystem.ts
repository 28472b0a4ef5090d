import { findStep } from '../../agenda/steps.ts'
import type { Field, StepPath, Template } from '../../agenda/template.ts'
import type { NoteOrigin, Place } from '../../board/note.ts'
import type { NoteKind } from '../../workshop/note-kind.ts'
import { PollMethod, type Round } from '../../workshop/round.ts'
import { agreementOf, type Agreement } from '../../workshop/tally.ts'
import { folded } from '../../text/folded.ts'
import { nameWords, singular, isOneSlip } from '../../text/name-words.ts'

/** The part of a note that an ecosystem is made of. */
export type MapNote = NoteOrigin &
  Pick<Place, 'area'> & { readonly id: string; readonly text: string; readonly kind?: NoteKind }

/** A ring with the people on it. */
interface Ring<Note extends MapNote> {
  readonly field: Field
  readonly people: readonly Note[]
}

/** The step whose fields are the rings of this one: itself, or the one that it takes from. */
export function ringsStep(
  template: Template,
  path: StepPath,
): { readonly path: StepPath; readonly fields: readonly Field[] } | undefined {
  const step = findStep(template, path)?.step
  if (step?.activity !== 'map') return undefined
  if (step.asks === 'people' && step.fields.length > 0) return { path, fields: step.fields }
  const from = step.input?.[0]?.from
  return from === undefined || from === path ? undefined : ringsStep(template, from)
}

/** The rings of a step. A note that was dragged into another ring is there; one that lies elsewhere is where it was written. */
export function ringsOf<Note extends MapNote>(
  template: Template,
  path: StepPath,
  notes: Iterable<Note>,
): readonly Ring<Note>[] {
  const rings = ringsStep(template, path)
  if (!rings) return []
  const people = new Map<string, Note[]>(rings.fields.map(({ id }) => [id, []]))
  for (const note of notes) {
    if (note.text.trim() === '') continue
    const lies = note.area?.startsWith(`${rings.path}/`) ? note.area.split('/')[2] : undefined
    const field = lies ?? (note.step === rings.path ? note.field : undefined)
    people.get(field ?? '')?.push(note)
  }
  return rings.fields.map((field) => ({ field, people: people.get(field.id) ?? [] }))
}

/**
 * The needs that are tied to people: notes of other steps that name one of these people as their source. A person who was
 * merged into another leaves their needs to that one. Ideas name people, too: for whom they are.
 */
export function needsOf<Note extends MapNote>(
  people: readonly Note[],
  notes: Iterable<Note>,
): ReadonlyMap<string, readonly Note[]> {
  const all = new Map([...notes].map((note) => [note.id, note]))
  const needs = new Map<string, Note[]>(people.map(({ id }) => [id, []]))
  const heirs = heirsOfGone(people, all)
  for (const note of all.values()) {
    if (note.text.trim() === '' || note.kind === 'idea' || needs.has(note.id)) continue
    const tied = (note.from ?? []).map((source) =>
      needs.has(source) ? source : (heirs.get(source) ?? source),
    )
    for (const person of new Set(tied)) needs.get(person)?.push(note)
  }
  return needs
}

/** By the id of a person who is no longer on the board: the one with whom they were merged. */
function heirsOfGone<Note extends MapNote>(
  people: readonly Note[],
  notes: ReadonlyMap<string, Note>,
): ReadonlyMap<string, string> {
  const heirs = new Map<string, string>()
  // Things behind an earlier person have their heirs already.
  const seen = new Set<string>()
  for (const { id } of people) {
    const waiting = [id]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      const note = notes.get(next)
      if (note) waiting.push(...(note.from ?? []))
      else heirs.set(next, id)
    }
  }
  return heirs
}

/** The part of a round that tells what people agree to. */
export type NeedRound = Pick<Round, 'method' | 'options' | 'texts' | 'totals' | 'scores' | 'passes'>

/** A need in the words that people agreed about, and what the last closed round of agreement said of it. Null: none did, or too few people answered. */
interface RatedNeed<Note extends MapNote> {
  readonly note: Note
  readonly agreement: Agreement | null
}

/** Somebody on a ring with their needs, and whether people agree to one of these. */
export interface Stakeholder<Note extends MapNote> {
  readonly note: Note
  readonly ring: number
  readonly needs: readonly RatedNeed<Note>[]
  readonly isAgreed: boolean
}

/**
 * Everybody on the rings of a step, nearest first, with their needs and the agreement to each. Oldest round first.
 * `areCarried`: needs without a round were agreed on the board that this one goes on from.
 */
export function stakeholdersOf<Note extends MapNote>(
  template: Template,
  path: StepPath,
  notes: readonly Note[],
  rounds: readonly NeedRound[],
  areCarried = false,
): readonly Stakeholder<Note>[] {
  const rings = ringsOf(template, path, notes)
  const needs = needsOf(
    rings.flatMap(({ people }) => people),
    notes,
  )
  const published = rounds.filter(({ method, totals }) => method === PollMethod.agreement && totals !== null)
  const rated = (note: Note): RatedNeed<Note> => {
    const round = published.findLast(({ options }) => options.includes(note.id))
    if (!round) return { note, agreement: null }
    const text = round.texts?.[note.id] ?? note.text
    return { note: text === note.text ? note : { ...note, text }, agreement: agreementOf(round, note.id) }
  }
  return rings.flatMap(({ people }, ring) =>
    people.map((note): Stakeholder<Note> => {
      const own = (needs.get(note.id) ?? []).map(rated)
      return {
        note,
        ring,
        needs: own,
        isAgreed: own.some(({ agreement }) => agreement?.isAgreed ?? areCarried),
      }
    }),
  )
}

/** Words before a name that say nothing about who is meant. */
const articles = new Set(
  'the a an our my all of le la les l un une des du de d nos notre mes tous toutes'.split(' '),
)

/** True for names that most likely mean the same: "presse", "La Presse" and "press". */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  return a.length > 0 && a.length === b.length && a.every((word, index) => isAlmostSame(word, b[index] ?? ''))
}

/** Words without articles and without the signs of the plural, in alphabetical order. */
function wordsOf(name: string): readonly string[] {
  return nameWords(name)
    .filter((word) => !articles.has(folded(word)))
    .map(singular)
    .toSorted()
}

function isAlmostSame(one: string, other: string): boolean {
  return one === other || isOneSlip(one, other)
}
