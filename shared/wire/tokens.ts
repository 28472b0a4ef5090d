import { Type, type Static } from 'typebox'
import { TokenScope, tokenNameLimit } from '../workshop/token-scope.ts'

const facts = {
  name: Type.String({
    minLength: 1,
    maxLength: tokenNameLimit,
    description:
      'The purpose of the token, for facilitators. A note that is signed with the token has it as name',
  }),
  scopes: Type.Array(Type.Enum(TokenScope), { minItems: 1, maxItems: 3, uniqueItems: true }),
}

export const NewTokenSchema = Type.Object(facts)
export type NewToken = Static<typeof NewTokenSchema>

export const TokenSchema = Type.Object({
  id: Type.String({ description: 'Tells it from the board’s others; opens nothing' }),
  ...facts,
  created: Type.Number({ description: 'Milliseconds since 1970' }),
  used: Type.Union([Type.Number(), Type.Null()], {
    description: 'The last use, to the minute; null before the first',
  }),
})
export type Token = Static<typeof TokenSchema>

export const CreatedTokenSchema = Type.Object({
  token: TokenSchema,
  secret: Type.String({
    description: 'Bearer token. The server keeps its hash alone, so this is the only time',
  }),
})
export type CreatedToken = Static<typeof CreatedTokenSchema>

export const TokenPathSchema = Type.Object({
  id: Type.String({ maxLength: 32 }),
  token: Type.String({ maxLength: 32 }),
})
