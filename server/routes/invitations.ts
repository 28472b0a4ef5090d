import { InvitationSchema, TicketSchema } from '#shared/wire/http.ts'
import type { Access } from '../access/access.ts'
import { openingOf, redeem, ticketRefusals, type TicketServices } from './ticket.ts'
import type { TypedApp } from './refuse.ts'

/** Tells where a link or a code leads, before the person has given a name and joined. */
export function registerInvitations(
  app: TypedApp,
  { access, ...services }: TicketServices & { readonly access: Access },
): void {
  app.post(
    '/api/invitations',
    {
      schema: {
        summary: 'Tells where a link (board and secret) or a join code leads, without a session',
        body: TicketSchema,
        response: { 200: InvitationSchema, ...ticketRefusals },
      },
    },
    async (request, reply) => {
      const invitation = await redeem(request, reply, request.body, services, access.invitation)
      if (!invitation) return reply
      const { board, role, participant } = invitation
      return reply.send({
        board: board.id,
        title: board.title,
        language: board.language,
        role,
        ...openingOf(board.id, role, services),
        ...(participant && { participant }),
      })
    },
  )
}
