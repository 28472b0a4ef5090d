import { CreatedSessionSchema, NewSessionSchema } from '#shared/wire/http.ts'
import type { Access } from '../access/access.ts'
import type { GuessLimits } from '../access/guess-limits.ts'
import { redeem, ticketRefusals } from './ticket.ts'
import type { TypedApp } from './typed-app.ts'

/** Exchanges a link's secret or a join code for a session. */
export function registerSessions(
  app: TypedApp,
  { access, guesses }: { readonly access: Access; readonly guesses: GuessLimits },
): void {
  app.post(
    '/api/sessions',
    {
      schema: {
        summary: 'Exchanges a link (board and secret) or a join code for a session',
        body: NewSessionSchema,
        response: { 201: CreatedSessionSchema, ...ticketRefusals },
      },
    },
    async (request, reply) => {
      const { name = '', colour = null } = request.body
      const admission = await redeem(request, reply, request.body, guesses, (ticket) =>
        access.exchange(ticket, { name, colour }),
      )
      if (!admission) return reply
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
