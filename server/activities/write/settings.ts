import { Type } from 'typebox'
import { templateLimits } from '#shared/agenda/limits.ts'
import { FieldSchema } from '../../templates/field-schema.ts'

/** The settings of a step of writing in a template. */
export const WriteSettings = Type.Object({
  fields: Type.Array(FieldSchema, { minItems: 1, maxItems: templateLimits.fields }),
})
