import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ErrorSchema } from '#shared/wire/http.ts'
import { ReplayPagePathSchema, ReplaySchema, ReplayStepSchema } from '#shared/wire/replay.ts'
import { Operation, type BoardState } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { ReplayStore } from '../contracts/replays.ts'
import { sessionOrLine, boardRoute } from './board-route.ts'
import { refuse, type TypedApp } from './refuse.ts'

export interface ReplayServices {
  readonly access: Access
  readonly store: Pick<ReplayStore, 'replayOf' | 'readReplay' | 'clearReplay'>
  readonly stateOf: (board: string) => Promise<BoardState>
  /** How many days of replay are kept. 0: none. */
  readonly days: number
}

const unpack = promisify(gunzip)
/** Described as JSON, sent in gzip as it is stored. */
const StepsBytes = Type.Unsafe<Buffer>(Type.Array(ReplayStepSchema))

/** The recorded history of a board, for everybody who may read it. A facilitator may clear it. */
export function registerReplay(app: TypedApp, { access, store, stateOf, days }: ReplayServices): void {
  const keyGenerator = sessionOrLine(access)
  /** By session, because a whole room may watch together. Both limits are not measured. */
  const asked = (max: number) => ({ rateLimit: { max, timeWindow: 60_000, keyGenerator } })
  app.get(
    '/api/boards/:id/replay',
    {
      config: asked(30),
      ...boardRoute(access, {
        right: Operation.replayBoard,
        barredIn: stateOf,
        summary: 'The pages of the board’s replay, up to now',
        response: { 200: ReplaySchema, 429: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      const { pages, moments, gaps } = await store.replayOf(id)
      return reply
        .header('cache-control', 'no-store')
        .send({ days, pages: [...pages], moments: [...moments], gaps: [...gaps] })
    },
  )

  app.get(
    '/api/boards/:id/replay/:page',
    {
      config: asked(200),
      ...boardRoute(access, {
        right: Operation.replayBoard,
        barredIn: stateOf,
        summary: 'One page of the replay: steps in order',
        params: ReplayPagePathSchema,
        response: { 200: StepsBytes, 404: ErrorSchema, 429: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id, page } = request.params
      const steps = await store.readReplay(id, page)
      if (!steps)
        return refuse(
          reply,
          404,
          'not_found',
          'This part of the replay is no longer kept, or cannot be read; ask for its pages again.',
        )
      return sendPacked(request, reply, steps)
    },
  )

  app.delete(
    '/api/boards/:id/replay',
    {
      config: asked(30),
      ...boardRoute(access, {
        right: Operation.clearReplay,
        summary: 'Destroys the board’s replay up to now; the board stays as it is',
        response: { 204: Type.Null(), 429: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      await store.clearReplay(id)
      return reply.code(204).send(null)
    },
  )
}

/** Sends the stored gzip, unless the client cannot unpack it. The relay does not compress. */
async function sendPacked(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  bytes: Uint8Array,
): Promise<FastifyReply> {
  reply.type('application/json; charset=utf-8').header('cache-control', 'no-store')
  const isPacked = /\bgzip\b/.test(headers['accept-encoding'] ?? '')
  if (!isPacked) return reply.send(await unpack(bytes))
  return reply
    .header('content-encoding', 'gzip')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
