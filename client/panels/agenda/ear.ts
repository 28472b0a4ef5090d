import { leftOf, type StepClock } from '#shared/agenda/agenda.ts'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import { withSources } from '#shared/board/lineage.ts'
import type { Language } from '#shared/board/document.ts'
import { unmentioned } from '#shared/sorting/unmentioned.ts'
import { familiesOf } from '#shared/workshop/families.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import { peopleOf } from '#shared/workshop/people.ts'
import type { Figures } from './view.ts'

/**
 * A word in the facilitator's ear: at most one, from counts and from texts that everybody reads. It names nobody who is here
 * and counts nobody's notes. A name in it is one of the map.
 */
export type EarWord =
  | { readonly kind: 'alone' | 'allHere' | 'allDone' | 'over' | 'relatives' | 'several' | 'silent' }
  | { readonly kind: 'missing'; readonly here: number; readonly expected: number }
  | { readonly kind: 'forgotten'; readonly name: string }
  | { readonly kind: 'withoutNeed' | 'unnamed'; readonly count: number }
  | { readonly kind: 'enough'; readonly count: number; readonly target: number }

/** Everything that the rules read of the room. */
export interface RoomFacts {
  /** Participants here. */
  readonly here: number
  readonly expected: number | null
  readonly startedAt: number
  readonly figures: Figures | null
  readonly clock: StepClock
  readonly nowMs: number
  /** Since when nobody writes; null while somebody does, or where writing is not the task. */
  readonly quietSince: number | null
  /** Of private writing: people who have written, as far as it is told, of how many, and since when. Null in other steps. */
  readonly wrote: { readonly done: number | null; readonly of: number; readonly since: number } | null
  /** The notes of the step so far, and how many it aims at. Null: nobody counts them. */
  readonly written: { readonly count: number; readonly target: number } | null
  /** From the texts on the board. */
  readonly fromTexts: EarWord | undefined
}

/** So long without a word is worth a look. */
const silentMs = 120_000
/** So long after the beginning it is worth a look that several have written nothing. */
const severalMs = 4 * 60_000
const several = 2
/** After so long nobody asks any more who is still to come. Not measured. */
const comingMs = 5 * 60_000

/** Before the start. */
export function gatheringWord(here: number, expected: number | null): EarWord | undefined {
  if (here === 0) return { kind: 'alone' }
  if (expected === null) return undefined
  return here < expected ? { kind: 'missing', here, expected } : { kind: 'allHere' }
}

/** The most urgent word: first what stops the room, then what its texts say, then who is silent. */
export function wordInTheEar(facts: RoomFacts): EarWord | undefined {
  const { here, expected, startedAt, figures, clock, nowMs, quietSince, wrote, written } = facts
  const left = leftOf(clock, nowMs)
  const hasEverybody =
    figures !== null && figures.of > 0 && figures.done !== null && figures.done >= figures.of
  if (here === 0) return { kind: 'alone' }
  if (hasEverybody) return facts.fromTexts ?? { kind: 'allDone' }
  if (left !== null && left <= 0) return { kind: 'over' }
  if (expected !== null && here < expected && nowMs - startedAt < comingMs)
    return { kind: 'missing', here, expected }
  if (facts.fromTexts) return facts.fromTexts
  if (wrote?.done != null && wrote.of - wrote.done >= several && nowMs - wrote.since >= severalMs)
    return { kind: 'several' }
  if (quietSince !== null && nowMs - quietSince >= silentMs) return { kind: 'silent' }
  return written && written.count >= written.target ? { kind: 'enough', ...written } : undefined
}

interface BoardText {
  readonly id: string
  readonly kind: NoteKind
  readonly text: string
  readonly from?: readonly string[]
}

/** Everything that the rules read of the texts of the board. */
export interface TextFacts {
  readonly language: Language
  readonly notes: ReadonlyMap<string, BoardText>
  readonly rounds: Parameters<typeof peopleOf>[1]
  /** The proposals or sentences that the step is about, with the notes that they grew from. */
  readonly proposals: readonly Omit<BoardText, 'kind'>[]
  /** Groups of the step that nobody has named. Null: it names none. */
  readonly unnamed: number | null
  /** The step asks for the needs of the people on the map. */
  readonly asksNeeds: boolean
}

/** Nobody is told of an omission that nobody can mend any more: sentences are written until the last step that rewrites them. */
export function mayStillName(template: Template, { path, step }: PlacedStep): boolean {
  const steps = stepsOf(template)
  const last = steps.findLastIndex((each) => each.step.activity === 'rewrite')
  return step.activity !== 'close' && (last < 0 || steps.findIndex((each) => each.path === path) <= last)
}

/** So few proposals cannot name everybody. Not measured. */
const fewestProposals = 3
/** More would cost the page a frame. */
const mostProposals = 200

export function wordFromTexts(facts: TextFacts): EarWord | undefined {
  const { notes, proposals, unnamed, asksNeeds } = facts
  const people = peopleOf([...notes.values()].map(asNote), facts.rounds)
  if (asksNeeds) {
    const count = people.filter(({ need }) => need === null).length
    return count > 0 && count < people.length ? { kind: 'withoutNeed', count } : undefined
  }
  if (unnamed !== null) return unnamed > 0 ? { kind: 'unnamed', count: unnamed } : undefined
  if (proposals.length > mostProposals) return undefined
  if (hasRelatives(facts)) return { kind: 'relatives' }
  if (proposals.length < fewestProposals) return undefined
  const linked = withSources(
    notes,
    proposals.flatMap(({ from = [] }) => from),
  )
  // Those whose need is agreed come first.
  const open = people.filter(({ id }) => !linked.has(id)).map(({ id, name }) => ({ id, text: name }))
  const [first] = unmentioned(
    open,
    proposals.map(({ text }) => text),
    facts.language,
  )
  const name = people.find(({ id }) => id === first)?.name
  return name === undefined ? undefined : { kind: 'forgotten', name }
}

/** Two of a short list are a proposal and what was built on it. While all are read it is no news. */
function hasRelatives({ proposals, notes }: TextFacts): boolean {
  if (proposals.length < 2 || proposals.length > mostSideBySide) return false
  const own = new Map(proposals.map(({ id, from = [] }) => [id, from]))
  const families = familiesOf([...own.keys()], (id) => own.get(id) ?? notes.get(id)?.from ?? [])
  return families.length < proposals.length
}

/** So many sentences go on at most. */
const mostSideBySide = 7

function asNote({ id, kind, text, from }: BoardText) {
  return { id, kind, text, ...(from && { from }) }
}
