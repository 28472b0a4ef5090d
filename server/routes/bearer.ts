import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BoardState, Operation } from '#shared/workshop/policy.ts'
import { barrierTo, may } from '#shared/activities/policy.ts'
import type { TokenScope } from '#shared/workshop/token-scope.ts'
import type { Access } from '../access/access.ts'
import type { Session } from '../contracts/session.ts'
import { lineOf } from './address.ts'
import { refuse, type Refused } from './refuse.ts'

/** The session of the request's bearer token. Undefined when there is none or it has ended. */
export async function sessionOfRequest(
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
export type Admitting = Pick<Access, 'sessionOf'> & Partial<Pick<Access, 'tokens'>>

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
