import type {
  FastifyReply,
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import { writeRefusals } from '#shared/activities/write/commands.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import { refusals, type BaseRefusalCode, type RefusalTable } from '#shared/workshop/refusals.ts'
import type { BadBoardFile } from '../report/renderer.ts'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'

/** A refusal that is not sent yet. A reply would be: it is thenable, so it is lost wherever a promise of it is awaited. */
export interface Refused {
  readonly status: number
  readonly code: BaseRefusalCode
  readonly message?: string
  readonly retryAfterSeconds?: number
}

/** Sends a refusal. */
export function sendRefused(
  reply: FastifyReply,
  { status, code, message, retryAfterSeconds }: Refused,
): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  return refuse(reply, status, code, message)
}

/** Answers with the one shape of every error. */
export function refuse(
  reply: FastifyReply,
  status: number,
  code: BaseRefusalCode,
  message: string = refusals[code].message,
): FastifyReply {
  return reply.code(status).send({ code, message, mayRetry: refusals[code].mayRetry })
}

const statusOf: Readonly<Partial<Record<RefusalCode, number>>> = {
  bad_request: 400,
  forbidden: 403,
  unknown_item: 404,
  unknown_step: 404,
  too_many_requests: 429,
  store_unavailable: 503,
}

const commandRefusals: RefusalTable = { ...refusals, ...writeRefusals }

/** Answers a request whose command the board refused. What the state of the board forbids is a conflict (409). */
export function refuseCommand(reply: FastifyReply, code: RefusalCode): FastifyReply {
  const { message, mayRetry } = commandRefusals[code] ?? refusals.forbidden
  return reply.code(statusOf[code] ?? 409).send({ code, message, mayRetry })
}

/** Answers a file that cannot become a board. */
export function refuseBoardFile(reply: FastifyReply, { code, problem }: BadBoardFile): FastifyReply {
  return refuse(reply, code === 'too_large' ? 413 : 400, code, problem)
}

/** Fastify, with the types of bodies and answers taken from their schemas. */
export type TypedApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>
