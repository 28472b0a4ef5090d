import { Operation } from '../workshop/policy.ts'
import type { StepPart } from './activity.ts'
import type { Field } from './template.ts'

/** Fields without blanks as parts of a step. */
export function fieldParts(fields: readonly Field[]): readonly StepPart[] {
  return fields.map(({ id, title }, index) => ({ path: `fields/${index}`, id, words: { title } }))
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
