import { Type } from 'typebox'
import { stepIdPattern } from '#shared/board/id.ts'
import { templateLimits } from '#shared/agenda/limits.ts'
import { TitleSchema } from '../../templates/words-schema.ts'

const id = Type.String({ pattern: stepIdPattern })

const Blank = Type.Object({
  id,
  label: TitleSchema,
  kind: Type.Enum(['text', 'owner', 'date'] as const),
})

const Field = Type.Object({
  id,
  title: TitleSchema,
  blanks: Type.Optional(Type.Array(Blank, { maxItems: templateLimits.blanks })),
})

/** The settings of a step of writing in a template. */
export const WriteSettings = Type.Object({
  fields: Type.Array(Field, { minItems: 1, maxItems: templateLimits.fields }),
})
