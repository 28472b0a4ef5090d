import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { isDeviceLinkSecret } from '#shared/wire/device-link.ts'
import { ErrorSchema, type TicketBody } from '#shared/wire/http.ts'
import type { Ticket } from '../access/invitations.ts'
import type { JoinAttemptLimits } from '../access/join-attempt-limits.ts'
import { lineOf } from './address.ts'
import type { PassOn } from './owners.ts'
import { refuse } from './refuse.ts'
import { takesColumn } from '#shared/workshop/one-column.ts'
import type { Role } from '#shared/workshop/role.ts'

/** Answers to a link or code that opens nothing. */
export const ticketRefusals = {
  400: ErrorSchema,
  403: ErrorSchema,
  429: ErrorSchema,
  503: ErrorSchema,
} as const

export interface TicketServices {
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
export function openingOf(
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
export async function redeem<Opened extends object>(
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
