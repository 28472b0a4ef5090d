import type { FastifyReply } from 'fastify'
import type { ErrorCode } from '#shared/wire/error.ts'

/** Answers with the one shape of every error. */
export function refuse(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  return reply.code(status).send({ code, message })
}
