import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema, TUnknown } from 'typebox'
import { BoardPathSchema, ErrorSchema } from '#shared/wire/http.ts'
import type { BoardState, Operation } from '#shared/workshop/policy.ts'
import type { TokenScope } from '#shared/workshop/token-scope.ts'
import { barrierTo, may } from '#shared/activities/policy.ts'
import type { Session } from '../contracts/live-board.ts'
import type { Access } from '../access/access.ts'
import { sendRefused, refuse, type Refused } from './refuse.ts'
import { lineOf } from './address.ts'

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

/** The session of the request's bearer token. Undefined when there is none or it has ended. */
async function sessionOfRequest(
  access: Pick<Access, 'sessionOf'>,
  request: FastifyRequest,
): Promise<Session | undefined> {
  const secret = secretOfRequest(request)
  return secret === '' ? undefined : access.sessionOf(secret)
}

/** The request's bearer token; empty when there is none. */
export function secretOfRequest({ headers }: FastifyRequest): string {
  return /^Bearer ([\w-]{1,64})$/i.exec(headers.authorization ?? '')?.[1] ?? ''
}

/** The parts that admit requests. Without `tokens`, sessions alone do. */
type Admitting = Pick<Access, 'sessionOf'> & Partial<Pick<Access, 'tokens'>>

/**
 * The session, if it may do this on this board. Otherwise answers the request and returns undefined. With `scope` a token
 * of that scope is a sender, too, with the role of the scope.
 */
export async function admit(
  access: Admitting,
  request: FastifyRequest,
  reply: FastifyReply,
  board: string,
  operation?: Operation,
  scope?: TokenScope,
): Promise<Session | undefined> {
  const token = scope && (await access.tokens?.find(secretOfRequest(request)))
  if (token && !token.scopes.includes(scope)) {
    refuse(reply, 403, 'forbidden', `This token lacks the scope "${scope}", so nothing was done.`)
    return undefined
  }
  // On another board a token is not used.
  const isOfBoard = token?.board === board
  const session =
    token && isOfBoard ? access.tokens?.use(token, scope) : await sessionOfRequest(access, request)
  if (!session) {
    refuse(reply, 401, 'unauthorised', 'Your access to this board has ended; open its link again.')
    return undefined
  }
  if (session.board !== board || (operation !== undefined && !may(session.role, operation))) {
    refuse(reply, 403, 'forbidden', 'Your link does not allow this; ask the facilitator.')
    return undefined
  }
  return session
}

/** The refusal when the board's present state does not allow this. */
export function refusedByState(
  { role }: Session,
  operation: Operation,
  state: BoardState,
): Refused | undefined {
  const barrier = barrierTo(role, operation, state)
  return barrier && { status: 403, code: barrier }
}

/**
 * The key of a rate limit: the token or the session, however its header is spelt, so that one network may have many.
 * Requests without a session are counted by line.
 */
export function sessionOrLine(access: Access): (request: FastifyRequest) => Promise<string> {
  return async (request) => {
    const token = await access.tokens.find(secretOfRequest(request))
    return (token ?? (await sessionOfRequest(access, request)))?.hash ?? lineOf(request)
  }
}
