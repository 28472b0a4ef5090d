import { CreatedSessionSchema, NewSessionSchema } from '#shared/wire/http.ts'
import type { Access } from '../access/access.ts'
import type { Ticket } from '../access/invitations.ts'
import { TooManyJoins } from '../access/join-limits.ts'
import { refuse, type TypedApp } from './refuse.ts'
import { openingOf, redeem, ticketRefusals, type TicketServices } from './ticket.ts'

/** Exchanges a link's secret, a join code or a one-time secret of another device for a session. */
export function registerSessions(
  app: TypedApp,
  { access, ...services }: TicketServices & { readonly access: Access },
): void {
  app.post(
    '/api/sessions',
    {
      schema: {
        summary:
          'Exchanges a link (board and secret) or a join code for a session; a link made for another device gives one of the same participant, once',
        body: NewSessionSchema,
        response: { 201: CreatedSessionSchema, ...ticketRefusals },
      },
    },
    async (request, reply) => {
      const { name = '', colour = null, formerly = [], orLooksOn = false } = request.body
      const comeIn = async (ticket: Ticket) => {
        try {
          return await access.exchange(ticket, { name, colour, formerly, acceptsViewing: orLooksOn })
        } catch (error) {
          if (error instanceof TooManyJoins) return error
          throw error
        }
      }
      const admission = await redeem(request, reply, request.body, services, comeIn)
      if (!admission) return reply
      if (admission instanceof TooManyJoins) {
        services.refused('too_many_requests')
        reply.header('retry-after', admission.retryAfterSeconds)
        return refuse(reply, 429, 'too_many_requests', crowdSentence)
      }
      const { secret, session, board } = admission
      return reply.code(201).send({
        session: secret,
        board: board.id,
        title: board.title,
        language: board.language,
        role: session.role,
        participant: session.participant,
        ...openingOf(board.id, session.role, services),
      })
    },
  )
}

const crowdSentence = 'Many people are joining with this link right now; try again in a moment.'
