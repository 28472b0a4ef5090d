import { fieldTints, type Tint } from '#shared/board/note.ts'
import type { Field } from '#shared/agenda/template.ts'

/** The first colour of notes in a field; undefined in a step with one field. */
export function tintOfField(fields: readonly Field[], id: string): Tint | undefined {
  if (fields.length < 2) return undefined
  return fieldTints[fields.findIndex((field) => field.id === id) % fieldTints.length]
}
