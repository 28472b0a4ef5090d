import { Type } from 'typebox'
import { templateLimits } from '#shared/agenda/limits.ts'

export const TitleSchema = wordsSchema(templateLimits.title)
export const WordsSchema = wordsSchema(templateLimits.words)

/** Words in English, French or both. */
function wordsSchema(maxLength: number) {
  const text = Type.Optional(Type.String({ minLength: 1, maxLength }))
  return Type.Object(
    { en: text, fr: text },
    { anyOf: [{ required: ['en'] }, { required: ['fr'] }], description: 'One language is enough' },
  )
}
