import { Type } from 'typebox'
import { stepIdPattern } from '#shared/board/id.ts'
import { templateLimits } from '#shared/agenda/limits.ts'
import { noteKinds } from '#shared/workshop/note-kind.ts'

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

const id = Type.String({ pattern: stepIdPattern })

const Blank = Type.Object({
  id,
  label: TitleSchema,
  kind: Type.Enum(['text', 'owner', 'date'] as const),
})

/** A titled place for notes. */
export const FieldSchema = Type.Object({
  id,
  title: TitleSchema,
  blanks: Type.Optional(Type.Array(Blank, { maxItems: templateLimits.blanks })),
  kinds: Type.Optional(
    // Without `uniqueItems`: to name what is there twice in a long list, the validator takes minutes.
    Type.Array(Type.Enum(noteKinds), {
      minItems: 1,
      maxItems: noteKinds.length,
      description: 'The kinds of its notes; of several, their writers choose one',
    }),
  ),
})
