import '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'

export interface GuessLimits {
  /** False once too many wrong secrets or codes have come from the request's address within a minute. */
  readonly mayTry: (request: FastifyRequest) => Promise<boolean>
  readonly failed: (request: FastifyRequest) => Promise<void>
}

/** Counts what went wrong only: 300 people behind one address join without being counted. */
export function guessLimits(app: Pick<FastifyInstance, 'createRateLimit'>, perMinute: number): GuessLimits {
  const byAddress = app.createRateLimit({ max: perMinute, timeWindow: 60_000 })
  return {
    mayTry: async (request) => {
      const state = await byAddress(request, { increment: false })
      return state.isAllowed || state.remaining > 0
    },
    failed: async (request) => {
      await byAddress(request)
    },
  }
}
