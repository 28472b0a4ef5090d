import type { FastifyReply } from 'fastify'
import { refusals, type BaseRefusalCode } from '#shared/workshop/refusals.ts'
import type { BadBoardFile } from '../report/renderer.ts'

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
export function refuseBoardFile(reply: FastifyReply, { code, problem }: BadBoardFile): FastifyReply {
  return refuse(reply, code === 'too_large' ? 413 : 400, code, problem)
}
