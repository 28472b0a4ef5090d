import type { FastifyReply } from 'fastify'
import { ErrorCode } from '#shared/wire/error.ts'
import type { ImportedBoard } from '../report/renderer.ts'

/** Answers with the one shape of every error. */
export function refuse(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  return reply.code(status).send({ code, message })
}

/** A file that becomes no board. */
export function refuseBoardFile(
  reply: FastifyReply,
  { problem, isTooLarge = false }: Extract<ImportedBoard, { ok: false }>,
): FastifyReply {
  return isTooLarge
    ? refuse(reply, 413, ErrorCode.tooLarge, problem)
    : refuse(reply, 400, ErrorCode.importInvalid, problem)
}
