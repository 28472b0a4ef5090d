import { Type } from 'typebox'
import { ErrorSchema } from '#shared/wire/http.ts'
import {
  CreatedTokenSchema,
  NewTokenSchema,
  TokenPathSchema,
  TokenSchema,
  type Token,
} from '#shared/wire/tokens.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { TokenRow } from '../contracts/sessions.ts'
import { sessionOrLine, boardRoute, senderOf } from './board-route.ts'
import { refuse, type TypedApp } from './refuse.ts'

/** Lists, makes and withdraws the tokens of a board. For facilitators in a browser: no token reaches these routes. */
export function registerTokens(app: TypedApp, { access }: { readonly access: Access }): void {
  const { tokens } = access
  app.get(
    '/api/boards/:id/tokens',
    boardRoute(access, {
      right: Operation.manageLinks,
      summary: 'The tokens of programs on this board, oldest first, with their last use',
      response: { 200: Type.Array(TokenSchema) },
    }),
    async ({ params: { id } }, reply) => reply.send((await tokens.list(id)).map(asToken)),
  )

  app.post(
    '/api/boards/:id/tokens',
    {
      config: { rateLimit: { max: 30, timeWindow: 60_000, keyGenerator: sessionOrLine(access) } },
      ...boardRoute(access, {
        right: Operation.manageLinks,
        summary: 'Makes a token with which a program works on this board; its secret is in this answer alone',
        body: NewTokenSchema,
        response: { 201: CreatedTokenSchema, 409: ErrorSchema, 429: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const made = await tokens.create(senderOf(request), request.body)
      if (made === 'full') return refuse(reply, 409, 'too_many_tokens')
      if (made === 'nameless') return refuse(reply, 400, 'no_words')
      return reply.code(201).send({ token: asToken(made.token), secret: made.secret })
    },
  )

  app.delete(
    '/api/boards/:id/tokens/:token',
    boardRoute(access, {
      right: Operation.manageLinks,
      summary: 'Withdraws a token: from then on it opens nothing',
      params: TokenPathSchema,
      response: { 204: Type.Null(), 404: ErrorSchema },
    }),
    async ({ params: { id, token } }, reply) =>
      (await tokens.withdraw(id, token))
        ? reply.code(204).send(null)
        : refuse(reply, 404, 'not_found', 'This board has no such token.'),
  )
}

function asToken({ id, name, scopes, created, used }: TokenRow): Token {
  return { id, name, scopes: [...scopes], created, used }
}
