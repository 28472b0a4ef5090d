import { findStep, stepsOf } from '../agenda/steps.ts'
import type { Template } from '../agenda/template.ts'
import type { Language } from '../board/document.ts'
import { withSources } from '../board/lineage.ts'
import type { NoteOrigin } from '../board/note.ts'
import { isParked } from '../board/parking-lot.ts'
import type { NoteKind } from '../workshop/note-kind.ts'
import { PollMethod, type Round } from '../workshop/round.ts'
import { agreementOf } from '../workshop/tally.ts'
import { testsIn } from './tested.ts'
import type { EvidenceFacts, KnownVersion, TestRound, WrittenAnswer } from './evidence.ts'

/** The part of a board that tells about its sentences. A snapshot has it, and so has an open board. */
export interface EvidenceBoard {
  readonly language: Language
  readonly notes: Iterable<EvidenceNote>
  readonly statements: EvidenceFacts['statements']
  /** Oldest first. */
  readonly versions: readonly KnownVersion[]
  /** Oldest first. */
  readonly rounds: readonly (TestRound & Pick<Round, 'method'>)[]
  /** The public state of questions. */
  readonly asked: unknown
  readonly template: Template | null
}

export interface EvidenceNote extends NoteOrigin {
  readonly id: string
  readonly text: string
  readonly kind: NoteKind
  readonly area?: string | null
}

/** The facts of all sentences of a board: who is on the map, what they need, and the answers of the tests. */
export function evidenceFacts({
  notes: all,
  rounds,
  asked,
  template,
  ...board
}: EvidenceBoard): EvidenceFacts {
  const notes = new Map([...all].filter((note) => note.text.trim() !== '').map((note) => [note.id, note]))
  const ring = ringsOf(template)
  const people = [...notes.values()]
    .filter((note) => note.kind === 'stakeholder' && !isParked(note))
    .toSorted((a, b) => ring(a) - ring(b))
  const agreed = [...notes.values()].flatMap((note) => {
    const text = note.kind === 'need' ? agreedWords(note, rounds) : undefined
    return text === undefined ? [] : [{ id: note.id, from: note.from ?? [], text: text.trim() }]
  })
  return {
    ...board,
    tests: testsIn(rounds, asked),
    people: people.map(({ id, text }) => ({ id, name: text.trim() })),
    needs: people.flatMap((person) => {
      // With many people this takes long. Most boards have no agreed need.
      if (agreed.length === 0) return []
      // A person who was merged into another leaves their needs to that one.
      const sources = withSources(notes, [person.id])
      return agreed
        .filter(({ from }) => from.some((id) => sources.has(id)))
        .map(({ id, text }) => ({ id, person: person.id, text }))
    }),
    answers: template ? [...notes.values()].flatMap((note) => answersIn(note, template, rounds)) : [],
  }
}

/** The place of a person's ring, nearest first; people who lie elsewhere come last. */
function ringsOf(template: Template | null): (note: EvidenceNote) => number {
  const steps = template ? stepsOf(template) : []
  const rings = steps.flatMap(({ path, step }) =>
    step.activity === 'map' && step.asks === 'people' ? step.fields.map(({ id }) => `${path}/${id}`) : [],
  )
  return ({ area, step, field }) => {
    const at = rings.indexOf(area ?? `${step ?? ''}/${field ?? ''}`)
    return at < 0 ? rings.length : at
  }
}

/** The words of a need that people agreed to last; undefined for all others. */
function agreedWords({ id, text }: EvidenceNote, rounds: EvidenceBoard['rounds']): string | undefined {
  const round = rounds.findLast(
    ({ method, totals, options }) =>
      method === PollMethod.agreement && totals !== null && options.includes(id),
  )
  return round && agreementOf(round, id).isAgreed ? (round.texts?.[id] ?? text) : undefined
}

function answersIn(
  { id, text, step: path, from = [] }: EvidenceNote,
  template: Template,
  rounds: EvidenceBoard['rounds'],
): readonly WrittenAnswer[] {
  const step = findStep(template, path ?? null)?.step
  if (step?.activity !== 'test' || step.kind === 'swap') return []
  const { kind } = step
  const asked = rounds.findLast(
    ({ method, totals, options }) =>
      (method ?? PollMethod.dots) === PollMethod.dots && totals !== null && options.includes(id),
  )
  return from.map((version) => ({ kind, version, text, defended: asked?.totals?.[id] ?? 0 }))
}
