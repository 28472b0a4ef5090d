import { Type, type TSchema } from 'typebox'
import { ParameterKind, Take, templateLimits as limits } from '#shared/agenda/template.ts'
import { stepIdPattern, stepPathPattern } from '#shared/board/id.ts'
import { noteKinds } from '#shared/workshop/note-kind.ts'
import { tableSizes, togetherLimit } from '#shared/workshop/tables.ts'

export const TitleSchema = wordsSchema(limits.title)
export const WordsSchema = wordsSchema(limits.words)

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
  blanks: Type.Optional(Type.Array(Blank, { maxItems: limits.blanks })),
  kinds: Type.Optional(
    // Without `uniqueItems`: to name what is there twice in a long list, the validator takes minutes.
    Type.Array(Type.Enum(noteKinds), {
      minItems: 1,
      maxItems: noteKinds.length,
      description: 'The kinds of its notes; of several, their writers choose one',
    }),
  ),
})

export const timePattern = '^([01][0-9]|2[0-3]):[0-5][0-9]$'
export const datePattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2}))?$'

/** The settings of steps, by the name of the activity. */
export type SettingsByActivity = Readonly<Record<string, TSchema | undefined>>

const count = (maximum: number) => Type.Integer({ minimum: 1, maximum })
const seconds = count(limits.seconds)

const Question = Type.Object({
  id,
  kind: Type.Enum(ParameterKind),
  label: TitleSchema,
  default: Type.Optional(
    Type.Unsafe<string | number>({
      type: ['string', 'integer'],
      maxLength: limits.words,
      description: 'An answer of the kind of the question',
    }),
  ),
  isOptional: Type.Optional(Type.Boolean()),
})

const StepInput = Type.Object({
  from: Type.String({ pattern: stepPathPattern, description: 'An earlier step: phase/step' }),
  take: Type.Enum(Take, { description: 'Something that the earlier step makes' }),
  show: Type.Enum(['pour', 'pin'] as const, { description: 'Part of the work, or beside it' }),
  field: Type.Optional(id),
})

const stepFields = {
  id,
  prompt: Type.Array(WordsSchema, { maxItems: limits.prompts }),
  seconds: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: 1,
    maximum: limits.seconds,
    description: 'Planned time; null: as long as it takes',
  }),
  secondsFrom: Type.Optional(
    Type.String({ pattern: stepIdPattern, description: 'A question of the kind minutes' }),
  ),
  least: Type.Optional(seconds),
  pace: Type.Optional(Type.Enum(['together', 'own'] as const)),
  opens: Type.Optional(Type.String({ pattern: datePattern })),
  closes: Type.Optional(Type.String({ pattern: datePattern })),
  writing: Type.Enum(['private', 'shared', 'none'] as const),
  who: Type.Optional(Type.Enum(['all', 'tables', 'facilitators', 'drawn'] as const)),
  tables: Type.Optional(
    Type.Object({
      size: Type.Integer({
        minimum: tableSizes.least,
        maximum: tableSizes.most,
        description: 'People of a table, about',
      }),
      above: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: togetherLimit,
          description: 'With at most so many people, all stay together',
        }),
      ),
    }),
  ),
  rights: Type.Optional(
    Type.Enum(['step', 'open'] as const, {
      description: 'What the step needs (default), or all of the board',
    }),
  ),
  input: Type.Optional(Type.Array(StepInput, { maxItems: limits.inputs })),
  makes: Type.Optional(
    Type.Object({
      kind: Type.Optional(Type.Enum(noteKinds)),
      target: Type.Optional(count(limits.notes)),
      most: Type.Optional(count(limits.notes)),
    }),
  ),
}

/**
 * The form of templates, as JSON Schema. A step has the fields of all steps and the settings of its activity.
 * Fields that are not named here are allowed and kept. References are checked by rules.ts.
 */
export function templateSchema(settings: SettingsByActivity, address: string): TSchema {
  const activities = Object.keys(settings)
  const StepSchema = Type.Object(
    { ...stepFields, activity: Type.Enum(activities) },
    {
      // Each: another activity, or the settings of this one.
      allOf: Object.entries(settings).flatMap(([activity, own]) =>
        own ? [{ anyOf: [{ properties: { activity: { not: { const: activity } } } }, own] }] : [],
      ),
    },
  )
  const PhaseSchema = Type.Object({
    id,
    title: TitleSchema,
    purpose: Type.Optional(WordsSchema),
    notes: Type.Optional(WordsSchema),
    lockedAt: Type.Optional(Type.String({ pattern: timePattern, description: 'It begins then, as 12:30' })),
    steps: Type.Array(StepSchema, { maxItems: limits.steps }),
  })
  return Type.Object(
    {
      format: Type.Literal('boussole-template'),
      version: Type.Literal(1),
      id,
      title: TitleSchema,
      about: Type.Optional(WordsSchema),
      people: Type.Optional(Type.Object({ from: count(limits.people), to: count(limits.people) })),
      ask: Type.Array(Question, { maxItems: limits.ask }),
      begins: Type.Optional(
        Type.String({
          pattern: stepPathPattern,
          description: 'The step with which it begins; left out: the first',
        }),
      ),
      endFrom: Type.Optional(
        Type.String({ pattern: stepIdPattern, description: 'A question of the kind time' }),
      ),
      phases: Type.Array(PhaseSchema, { maxItems: limits.phases }),
    },
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: address,
      title: 'A template of Boussole',
    },
  )
}

/** Words in English, French or both. */
function wordsSchema(maxLength: number) {
  const text = Type.Optional(Type.String({ minLength: 1, maxLength }))
  return Type.Object(
    { en: text, fr: text },
    { anyOf: [{ required: ['en'] }, { required: ['fr'] }], description: 'One language is enough' },
  )
}
