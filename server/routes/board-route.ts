import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema, TUnknown } from 'typebox'
import { BoardPathSchema, ErrorSchema } from '#shared/wire/http.ts'
import type { BoardState, Operation } from '#shared/workshop/policy.ts'
import type { TokenScope } from '#shared/workshop/token-scope.ts'
import type { Session } from '../contracts/session.ts'
import { admit, refusedByState, type Admitting } from './bearer.ts'
import { sendRefused } from './refuse.ts'

export type Answers = Readonly<Record<number, TSchema>>

interface BoardRoute<
  Response extends Answers,
  Params extends TSchema,
  Body extends TSchema,
  Query extends TSchema,
> {
  /** Of the sender. Null: everybody who is on the board. */
  readonly right: Operation | null
  /** Some states of a board take this right away for a while. Left out: none does. */
  readonly barredIn?: (board: string) => Promise<BoardState>
  /** A token with this scope is a sender, too. Left out: no token is. */
  readonly scope?: TokenScope
  readonly summary: string
  /** Left out: the id of the board. */
  readonly params?: Params
  readonly body?: Body
  readonly querystring?: Query
  /** Besides the refusals that every route of a board may answer. */
  readonly response: Response
}

const refusals = { 400: ErrorSchema, 401: ErrorSchema, 403: ErrorSchema, 503: ErrorSchema }

const senders = new WeakMap<FastifyRequest['raw'], Session>()

/** A route of a board: its forms, and the check of its sender before anything is done. */
export function boardRoute<
  const Response extends Answers,
  Params extends TSchema = typeof BoardPathSchema,
  Body extends TSchema = TUnknown,
  Query extends TSchema = TUnknown,
>(
  access: Admitting,
  {
    right,
    barredIn,
    scope,
    summary,
    params,
    body,
    querystring,
    response,
  }: BoardRoute<Response, Params, Body, Query>,
) {
  return {
    schema: {
      summary,
      security: [{ session: [] }, ...(scope ? [{ [`token-${scope}`]: [] }] : [])],
      params: (params ?? BoardPathSchema) as TSchema as Params,
      ...((body && { body }) as { readonly body: Body }),
      ...((querystring && { querystring }) as { readonly querystring: Query }),
      response: { ...refusals, ...response } as typeof refusals & Response,
    },
    preHandler: async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
      const { id } = request.params as { readonly id: string }
      const session = await admit(access, request, reply, id, right ?? undefined, scope)
      if (!session) return reply
      const refused = right && barredIn && refusedByState(session, right, await barredIn(id))
      if (refused) return sendRefused(reply, refused)
      senders.set(request.raw, session)
      return undefined
    },
  }
}

/** The sender of a request to a route of a board. */
export function senderOf({ raw }: Pick<FastifyRequest, 'raw'>): Session {
  const session = senders.get(raw)
  if (!session) throw new Error('only a route of a board knows its sender')
  return session
}
