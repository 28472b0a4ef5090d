import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BoardState, Operation } from '#shared/workshop/policy.ts'
import { barrierTo, may } from '#shared/activities/policy.ts'
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

/** The session, if it may do this on this board. Otherwise answers the request and returns undefined. */
export async function admit(
  access: Pick<Access, 'sessionOf'>,
  request: FastifyRequest,
  reply: FastifyReply,
  board: string,
  operation?: Operation,
): Promise<Session | undefined> {
  const session = await sessionOfRequest(access, request)
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
 * The key of a rate limit: the session, however its header is spelt, so that one network may have many.
 * Requests without a session are counted by line.
 */
export function sessionOrLine(access: Access): (request: FastifyRequest) => Promise<string> {
  return async (request) => (await sessionOfRequest(access, request))?.hash ?? lineOf(request)
}
