import { Operation } from '../workshop/policy.ts'
import type { StepPart } from './activity.ts'
import type { NoteKind } from '../workshop/note-kind.ts'
import type { Field, Step } from './template.ts'

/** Fields without blanks as parts of a step. */
export function fieldParts(fields: readonly Field[]): readonly StepPart[] {
  return fields.map(({ id, title }, index) => ({ path: `fields/${index}`, id, words: { title } }))
}

/** The kinds of notes in a field, of which their writers choose one. The first is that of notes without a choice. */
export function kindsOf({ makes }: Step, { kinds }: Field): readonly [NoteKind, ...NoteKind[]] {
  const [first = makes?.kind ?? 'idea', ...others] = new Set(kinds)
  return [first, ...others]
}

/** A true story may come with a picture. */
export function takesPhoto(step: Step, field: Field): boolean {
  return kindsOf(step, field).includes('story')
}

/** The operations of people who write notes into fields. */
export const fieldOperations = [
  Operation.addNote,
  Operation.restoreNote,
  Operation.placeNote,
  Operation.writeNote,
  Operation.markNote,
  Operation.removeOwnNote,
] as const
