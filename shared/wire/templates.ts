import { Type, type Static } from 'typebox'
import { ParameterKind } from '../agenda/template.ts'
import { ErrorSchema } from './http.ts'
import { templateSecretHeader } from './secrets.ts'

const words = Type.Object({ en: Type.Optional(Type.String()), fr: Type.Optional(Type.String()) })

/** A template on the start page. */
export const TemplateSummarySchema = Type.Object({
  id: Type.String(),
  isBuiltIn: Type.Boolean({ description: 'It came with the program; others were saved by people' }),
  title: words,
  about: Type.Optional(words),
  people: Type.Optional(Type.Object({ from: Type.Integer(), to: Type.Integer() })),
  ask: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.Enum(ParameterKind),
      label: words,
      // Without a schema a number stays a number.
      default: Type.Optional(Type.Unsafe<string | number>({})),
      isOptional: Type.Optional(Type.Boolean()),
    }),
  ),
  phases: Type.Array(Type.Object({ title: words, seconds: Type.Integer() })),
  seconds: Type.Integer({ description: 'Planned time with the default answers' }),
  steps: Type.Integer(),
})
export type TemplateSummary = Static<typeof TemplateSummarySchema>

export const SavedTemplateSchema = Type.Object({
  template: TemplateSummarySchema,
  secret: Type.String({
    description: `Deletes it again, in ${templateSecretHeader}; no other answer has it`,
  }),
})
export type SavedTemplate = Static<typeof SavedTemplateSchema>

export const TemplateListSchema = Type.Object({
  templates: Type.Array(TemplateSummarySchema),
  isShared: Type.Boolean({
    description: 'Everybody who gets this list may delete saved templates; otherwise only with their secrets',
  }),
})
export type TemplateList = Static<typeof TemplateListSchema>

export const TemplatePathSchema = Type.Object({ id: Type.String({ maxLength: 40 }) })

/** A refusal of a template or of answers to its questions. */
export const TemplateErrorSchema = Type.Object({
  ...ErrorSchema.properties,
  problems: Type.Optional(
    Type.Array(
      Type.Object({
        path: Type.String({ description: 'As phases/0/steps/1/prompt/0/fr; answers/… for an answer' }),
        code: Type.String(),
        message: Type.String({ description: 'In English' }),
        details: Type.Optional(Type.Record(Type.String(), Type.Unsafe<string | number>({}))),
      }),
    ),
  ),
})
export type TemplateError = Static<typeof TemplateErrorSchema>
