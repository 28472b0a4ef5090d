import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { isDeviceLinkSecret } from '#shared/wire/secrets.ts'
import {
  ErrorSchema,
  type TicketBody,
  InvitationSchema,
  TicketSchema,
  CreatedSessionSchema,
  NewSessionSchema,
} from '#shared/wire/http.ts'
import { takesColumn } from '#shared/workshop/one-column.ts'
import type { Role } from '#shared/workshop/role.ts'
import type { Ticket } from '../access/invitations.ts'
import type { JoinAttemptLimits } from '../access/join-attempt-limits.ts'
import type { Access } from '../access/access.ts'
import { TooManyJoins } from '../access/join-limits.ts'
import { lineOf } from './address.ts'
import type { PassOn } from './owners.ts'
import { refuse, type TypedApp } from './refuse.ts'

/** Answers to a link or code that opens nothing. */
const ticketRefusals = {
  400: ErrorSchema,
  403: ErrorSchema,
  429: ErrorSchema,
  503: ErrorSchema,
} as const

interface TicketServices {
  readonly joinAttempts: JoinAttemptLimits
  /** Counts a refusal for the metrics. */
  readonly refused: (reason: BaseRefusalCode) => void
  /** True while new pages of this board's participants open in one column. */
  readonly opensInColumn: (board: string) => boolean
  /** How the board is led, while somebody is on it. Undefined without an agenda. */
  readonly leadOf: (board: string) => { readonly activity?: string } | undefined
  readonly passOn: PassOn
}

/** How the page of a person with this role would open now. */
function openingOf(
  board: string,
  role: Role,
  { opensInColumn, leadOf }: Pick<TicketServices, 'opensInColumn' | 'leadOf'>,
): { readonly opensInColumn?: true; readonly isLed?: true; readonly activity?: string } {
  const lead = leadOf(board)
  return {
    ...(takesColumn(role) && opensInColumn(board) && { opensInColumn: true }),
    ...(lead && { isLed: true, ...lead }),
  }
}

/**
 * Opens the link or code in the body. Otherwise answers the request, or passes it on, and returns undefined. Only wrong
 * ones are counted, because a whole room joins at once.
 */
async function redeem<Opened extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  body: TicketBody,
  { joinAttempts, refused: count, passOn }: TicketServices,
  open: (ticket: Ticket) => Promise<Opened | undefined>,
): Promise<Opened | undefined> {
  const refused = (...reason: [400 | 403 | 429, BaseRefusalCode, string]): undefined => {
    count(reason[1])
    refuse(reply, ...reason)
  }
  const ticket = readTicket(body)
  if (!ticket) return refused(400, 'bad_request', 'Send either board and secret, or code.')
  // A code is short enough to be found by trying, so beyond the limit it is not even looked up.
  const look = async () => ((await passOn(request, reply, body)) ? 'passed on' : open(ticket))
  const opened = await ('code' in ticket ? joinAttempts.inTurn(lineOf(request), look) : look())
  if (opened === 'passed on') return undefined
  if (opened === 'too many') return refused(429, 'too_many_requests', tooManySentence)
  if (opened !== undefined) return opened
  if ('secret' in ticket) {
    const line = lineOf(request)
    if (joinAttempts.isOver(line)) return refused(429, 'too_many_requests', tooManySentence)
    joinAttempts.failed(line)
  }
  return refused(403, 'link_invalid', sentenceFor(ticket))
}

function sentenceFor(ticket: Ticket): string {
  if ('code' in ticket) return wrongCode
  return isDeviceLinkSecret(ticket.secret) ? wrongDeviceLink : wrongLink
}

const wrongDeviceLink =
  'This link has been used, or is too old; ask for a new one on the device that you come from.'
const wrongLink = 'This link is not valid, or no longer; ask the facilitator for a new one.'
const wrongCode = 'No board has this code; check it, or ask the facilitator for a new one.'
const tooManySentence = 'Too many wrong codes came from your network; wait a minute, or use the link.'

function readTicket({ board, secret, code }: TicketBody): Ticket | undefined {
  if (code !== undefined) return board === undefined && secret === undefined ? { code } : undefined
  return board !== undefined && secret !== undefined ? { board, secret } : undefined
}

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
