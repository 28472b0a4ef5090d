import { Type } from 'typebox'
import { FieldSchema } from '../../templates/field-schema.ts'

/** The settings of an ecosystem in a template. */
export const MapSettings = Type.Object({
  asks: Type.Enum(['people', 'needs'] as const),
  fields: Type.Array(FieldSchema, { maxItems: 3 }),
})
