import { Type } from 'typebox'
import { FieldSchema } from '../../templates/field-schema.ts'

/** The settings of a step of principles in a template. */
export const PrinciplesSettings = Type.Object({
  does: Type.Enum(['write', 'together', 'settle'] as const),
  fields: Type.Array(FieldSchema, { minItems: 1, maxItems: 1 }),
})
