import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from './refuse.ts'
import type { TypedApp } from './typed-app.ts'

/** Counts a new board. When there were too many, answers the request and returns the reply. */
export type CountNewBoard = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply | undefined>

/** Limits new boards by address and minute: empty ones, imports and copies. */
export function limitNewBoards(app: TypedApp, perMinute: number): CountNewBoard {
  const take = app.createRateLimit({ max: perMinute, timeWindow: 60_000 })
  return async (request, reply) => {
    const rate = await take(request)
    if (rate.isAllowed || !rate.isExceeded) return undefined
    reply.header('retry-after', rate.ttlInSeconds)
    return refuse(reply, 429, 'too_many_requests', manyBoardsSentence)
  }
}

const manyBoardsSentence = 'Too many boards were created from your network; wait a minute.'
