import type { FastifyReply, FastifyRequest } from 'fastify'
import { createSecretHeader } from '#shared/wire/secrets.ts'
import { OpeningSchema, ErrorSchema } from '#shared/wire/http.ts'
import type { Opener, Opening } from '../access/opening.ts'
import { lineOf } from './address.ts'
import { refuse, sendRefused, type Refused, type TypedApp } from './refuse.ts'

/** Undefined for a request that may open a board. It gets no reply, so it cannot answer and let the caller go on. */
export type AdmitNewBoard = (request: FastifyRequest) => Promise<Refused | undefined>

/** A hook that answers a refused request before its body is read. */
export function admitting(admit: AdmitNewBoard) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const refused = await admit(request)
    return refused && sendRefused(reply, refused)
  }
}

export interface NewBoardLimits {
  readonly perMinute: number
  readonly quotas: { readonly all: number; readonly each: number }
  readonly countBoards: (creator?: string) => Promise<number>
}

/** A hash of the person whom the house has signed in; undefined without a sign-in. */
export function creatorOf(opening: Opening, request: FastifyRequest): string | undefined {
  return opening.creatorOf(openerOf(request))
}

/** Asks who may open boards, and how many there may be, and limits new ones by address and minute: empty ones, imports and copies. */
export function limitNewBoards(
  app: TypedApp,
  opening: Opening,
  { perMinute, quotas, countBoards }: NewBoardLimits,
): AdmitNewBoard {
  const take = app.createRateLimit({ max: perMinute, timeWindow: 60_000 })
  return async (request) => {
    const refused = refuseOpener(opening, request)
    if (refused) return refused
    const creator = creatorOf(opening, request)
    if (quotas.all > 0 && (await countBoards()) >= quotas.all) return { status: 403, code: 'boards_full' }
    if (quotas.each > 0 && (await countBoards(creator)) >= quotas.each)
      return { status: 403, code: 'own_boards_full' }
    const rate = await take(request)
    if (rate.isAllowed || !rate.isExceeded) return undefined
    return {
      status: 429,
      code: 'too_many_requests',
      message: manyBoardsSentence,
      retryAfterSeconds: rate.ttlInSeconds,
    }
  }
}

/** Asks who may open boards. Counts nothing but wrong secrets. */
export function admitOpeners(opening: Opening): AdmitNewBoard {
  return async (request) => refuseOpener(opening, request)
}

/** Tells the start page whether to ask for the secret, before a person has written a title in vain; and the version that it shows. */
export function registerOpening(app: TypedApp, opening: Opening, version: string): void {
  app.get(
    '/api/opening',
    {
      schema: {
        summary: 'Who may open boards here, and whether the sender may',
        response: { 200: OpeningSchema, 429: ErrorSchema },
      },
    },
    async (request, reply) => {
      const answer = opening.ask(openerOf(request))
      if (answer === 'too many') return refuse(reply, 429, 'too_many_requests', manySecretsSentence)
      const { by, signInWith } = opening
      return reply.send({ by, isAllowed: answer === 'allowed', version, ...(signInWith && { signInWith }) })
    },
  )
}

function refuseOpener(opening: Opening, request: FastifyRequest): Refused | undefined {
  const answer = opening.ask(openerOf(request))
  if (answer === 'allowed') return undefined
  if (answer === 'too many') return { status: 429, code: 'too_many_requests', message: manySecretsSentence }
  return { status: 403, code: answer }
}

function openerOf(request: FastifyRequest): Opener {
  const header = (name: string): string | undefined => [request.headers[name]].flat()[0]
  return {
    line: lineOf(request),
    peer: request.raw.socket.remoteAddress ?? '',
    secret: decoded(header(createSecretHeader)),
    header,
  }
}

/** A header has no other letters than those of Latin, so the client encodes the secret. */
function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    // It cannot be right.
    return text
  }
}

const manyBoardsSentence = 'Too many boards were created from your network; wait a minute.'
const manySecretsSentence = 'Too many wrong secrets came from your network; wait a minute.'
