import { Type } from 'typebox'
import { FieldSchema } from '../../templates/field-schema.ts'

/** Seconds of a turn: from long enough for a sentence to half an hour. Not measured. */
const bounds = { minimum: 10, maximum: 1_800 }

/** The settings of a round of turns in a template. */
export const TurnsSettings = Type.Object({
  each: Type.Integer(bounds),
  fields: Type.Array(FieldSchema, { minItems: 2, maxItems: 2 }),
})
