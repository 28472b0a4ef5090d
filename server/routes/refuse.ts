import type { FastifyReply } from 'fastify'
import { refusals, type BaseRefusalCode } from '#shared/workshop/refusals.ts'
import type { ImportedBoard } from '../report/renderer.ts'

/** Answers with the one shape of every error. */
export function refuse(
  reply: FastifyReply,
  status: number,
  code: BaseRefusalCode,
  message: string = refusals[code].message,
): FastifyReply {
  return reply.code(status).send({ code, message, mayRetry: refusals[code].mayRetry })
}

/** Answers a file that cannot become a board. */
export function refuseBoardFile(
  reply: FastifyReply,
  { problem, isTooLarge = false }: Extract<ImportedBoard, { ok: false }>,
): FastifyReply {
  return isTooLarge ? refuse(reply, 413, 'too_large', problem) : refuse(reply, 400, 'import_invalid', problem)
}
