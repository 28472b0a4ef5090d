import { Type, type Static } from 'typebox'
import { publicLimits } from '../asking/public.ts'

/** Bodies of the questions to people outside a board. */
const Time = Type.Integer({ minimum: 0, maximum: 8.64e15, description: 'Milliseconds since 1970' })
const line = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength })

export const AskingDatesSchema = Type.Object({ opens: Time, closes: Time })
export type AskingDates = Static<typeof AskingDatesSchema>

const Subject = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('strangers'),
      team: line(publicLimits.team, 1),
      others: Type.Array(
        Type.Object({ text: line(publicLimits.sentence, 1), source: line(publicLimits.source, 1) }),
        { minItems: 3, maxItems: 3 },
      ),
    },
    { description: 'Which of four sentences is the team’s? The server adds the adopted one' },
  ),
  Type.Object({ kind: Type.Literal('pulse') }, { description: 'Can you still carry the adopted sentence?' }),
  Type.Object(
    { kind: Type.Literal('needs'), person: line(32, 1) },
    { description: 'Are these your needs? Somebody of the map, by the id of their note' },
  ),
])
export const NewAskingSchema = Type.Object({ subject: Subject, ...AskingDatesSchema.properties })
export type NewAsking = Static<typeof NewAskingSchema>

export const AskingPathSchema = Type.Object({
  id: line(32, 1),
  asking: line(32, 1),
})

const AskingSchema = Type.Object({
  id: Type.String(),
  address: Type.String({ description: 'Everybody who has it can answer' }),
  kind: Type.Enum(['strangers', 'pulse', 'needs'] as const),
  who: Type.String({ description: 'Of `needs`: whose; else empty' }),
  ...AskingDatesSchema.properties,
  answers: Type.Union([Type.Integer(), Type.Null()], {
    description:
      'Browsers that have answered; null before it is closed, and when they are too few to be told',
  }),
  closed: Type.Union([Time, Type.Null()], { description: 'When it was counted; null before' }),
  found: Type.Union([Type.Integer(), Type.Null()], {
    description:
      'Of `strangers`: how many recognised the sentence. Of `pulse`: how many carry it. Null: nothing is told',
  }),
})
export type AskingState = Static<typeof AskingSchema>

export const AskingsSchema = Type.Object({ askings: Type.Array(AskingSchema) })
export type Askings = Static<typeof AskingsSchema>
export const OpenedAskingSchema = AskingSchema

/** The answers of one browser. They replace those that it sent before. */
export const PublicAnswerSchema = Type.Object({
  secret: Type.String({ pattern: '^[0-9a-f]{40}$', description: 'Random, kept by the browser alone' }),
  answers: Type.Unsafe<Record<string, string>>({
    type: 'object',
    additionalProperties: { type: 'string', maxLength: publicLimits.line },
    maxProperties: publicLimits.words + 1,
  }),
})
