import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema, TUnknown } from 'typebox'
import { BoardPathSchema, ErrorSchema } from '#shared/wire/http.ts'
import type { BoardState, Operation } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { Session } from '../contracts/session.ts'
import { admit, refusedByState } from './bearer.ts'
import { sendRefused } from './refuse.ts'

export type Answers = Readonly<Record<number, TSchema>>

interface BoardRoute<Response extends Answers, Params extends TSchema, Body extends TSchema> {
  /** Of the sender. Null: everybody who is on the board. */
  readonly right: Operation | null
  /** Some states of a board take this right away for a while. Left out: none does. */
  readonly barredIn?: (board: string) => Promise<BoardState>
  readonly summary: string
  /** Left out: the id of the board. */
  readonly params?: Params
  readonly body?: Body
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
>(
  access: Pick<Access, 'sessionOf'>,
  { right, barredIn, summary, params, body, response }: BoardRoute<Response, Params, Body>,
) {
  return {
    schema: {
      summary,
      security: [{ session: [] }],
      params: (params ?? BoardPathSchema) as TSchema as Params,
      ...((body && { body }) as { readonly body: Body }),
      response: { ...refusals, ...response } as typeof refusals & Response,
    },
    preHandler: async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
      const { id } = request.params as { readonly id: string }
      const session = await admit(access, request, reply, id, right ?? undefined)
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
