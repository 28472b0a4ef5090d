import { ErrorCode } from '#shared/wire/error.ts'
import { CreatedSessionSchema, ErrorSchema, NewSessionSchema, type NewSession } from '#shared/wire/http.ts'
import type { Access, Ticket } from '../access/access.ts'
import { guessLimits } from '../access/guess-limits.ts'
import { refuse } from './refuse.ts'
import type { TypedApp } from './typed-app.ts'

/** Exchanges a link's secret or a join code for a session. Successes are never limited: a whole room joins at once. */
export function registerSessions(
  app: TypedApp,
  { access, limit }: { readonly access: Access; readonly limit: number },
): void {
  const guesses = guessLimits(app, limit)

  app.post(
    '/api/sessions',
    {
      schema: {
        summary: 'Exchanges a link (board and secret) or a join code for a session',
        body: NewSessionSchema,
        response: {
          201: CreatedSessionSchema,
          400: ErrorSchema,
          403: ErrorSchema,
          429: ErrorSchema,
          503: ErrorSchema,
        },
      },
    },
    async (request, reply) => {
      const ticket = readTicket(request.body)
      if (!ticket) {
        return refuse(reply, 400, ErrorCode.badRequest, 'Send either board and secret, or code.')
      }
      // A code is short enough to be found by trying, so it is not even looked up; a link's secret is not.
      const mayTry = await guesses.mayTry(request)
      if (!mayTry && 'code' in ticket) return refuse(reply, 429, ErrorCode.tooMany, tooManySentence)
      const { name = '', colour = null } = request.body
      const admission = await access.exchange(ticket, { name, colour })
      if (!admission) {
        await guesses.failed(request)
        if (!mayTry) return refuse(reply, 429, ErrorCode.tooMany, tooManySentence)
        return refuse(reply, 403, ErrorCode.linkInvalid, 'code' in ticket ? wrongCode : wrongLink)
      }
      const { secret, session, board } = admission
      return reply.code(201).send({
        session: secret,
        board: board.id,
        title: board.title,
        language: board.language,
        role: session.role,
        participant: session.participant,
      })
    },
  )
}

const wrongLink = 'This link is not valid, or no longer; ask the facilitator for a new one.'
const wrongCode = 'No board has this code; check it, or ask the facilitator for a new one.'
const tooManySentence = 'Too many wrong codes came from your network; wait a minute, or use the link.'

function readTicket({ board, secret, code }: NewSession): Ticket | undefined {
  if (code !== undefined) return board === undefined && secret === undefined ? { code } : undefined
  return board !== undefined && secret !== undefined ? { board, secret } : undefined
}
