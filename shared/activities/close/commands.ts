import { Type, type Static } from 'typebox'

/** Sets the day of the next workshop, as `2026-12-01`. Null: there is none. */
export const SetNextDateSchema = Type.Object({
  kind: Type.Literal('close.date'),
  date: Type.Union([Type.Null(), Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })]),
})

export type CloseCommand = Static<typeof SetNextDateSchema>
