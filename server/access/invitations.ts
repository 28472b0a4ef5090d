import { cleanLine } from '#shared/text/clean-line.ts'
import { isDeviceLinkSecret } from '#shared/wire/secrets.ts'
import { nameLimit, type Participant, type Role } from '#shared/workshop/role.ts'
import type { BoardRow, BoardStore, LinkRow } from '../contracts/boards.ts'
import type { Session } from '../contracts/live-board.ts'
import type { SessionRow, SessionStore } from '../contracts/sessions.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { Devices } from './devices.ts'
import type { GuestViewers } from './guest-viewers.ts'
import { readJoinCode } from './kept-links.ts'
import type { JoinLimits } from './join-limits.ts'
import { hashSecret, newPublicId, newSessionSecret } from './secret.ts'

/** The secret of a link or of a device link, or a join code. */
export type Ticket = { readonly board: string; readonly secret: string } | { readonly code: string }

export interface Invitation {
  readonly board: BoardRow
  readonly role: Role
  /** Set for a device link: its person stays the same participant. */
  readonly participant?: Participant
}

/** A person who has no session on the board. */
export interface Person {
  readonly name: string
  /** null: the colour that the fewest people have. */
  readonly colour: number | null
  /** Secrets of former sessions. One that ended with its link restores the participant. */
  readonly formerly?: readonly string[]
  /** When the store cannot save a session, the person accepts one for viewing. */
  readonly acceptsViewing?: boolean
}

export interface Admission {
  readonly secret: string
  readonly session: Session
  readonly board: BoardRow
}

export interface InvitationTools {
  readonly store: Pick<BoardStore, 'findBoard' | 'findLink' | 'findLinkByCode'> &
    Pick<SessionStore, 'createSession'>
  readonly devices: Pick<Devices, 'findLink' | 'useLink' | 'formerSession'>
  readonly guests: Pick<GuestViewers, 'admit'>
  readonly joins: JoinLimits
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Links and codes, and the sessions that people get for them. */
export class Invitations {
  readonly #tools: InvitationTools

  constructor(tools: InvitationTools) {
    this.#tools = tools
  }

  /** See Access.invitation. */
  async find(ticket: Ticket): Promise<Invitation | undefined> {
    const { store, devices } = this.#tools
    if ('secret' in ticket && isDeviceLinkSecret(ticket.secret)) {
      const row = await devices.findLink(ticket.board, ticket.secret)
      const board = row && (await store.findBoard(row.board))
      return board && { board, role: row.role, participant: sessionOfRow(row).participant }
    }
    const found = await this.#lookUp(ticket)
    return found && { board: found.board, role: found.link.role }
  }

  /** See Access.exchange. */
  async exchange(ticket: Ticket, person: Person): Promise<Admission | undefined> {
    if ('secret' in ticket && isDeviceLinkSecret(ticket.secret)) {
      return this.#addDevice(ticket.board, ticket.secret)
    }
    const found = await this.#lookUp(ticket)
    return found && this.#join(found.board, found.link, person)
  }

  async #addDevice(boardId: string, linkSecret: string): Promise<Admission | undefined> {
    const used = await this.#tools.devices.useLink(boardId, linkSecret)
    const board = used && (await this.#tools.store.findBoard(used.row.board))
    return board && { secret: used.secret, session: sessionOfRow(used.row), board }
  }

  async #join(board: BoardRow, link: LinkRow, person: Person): Promise<Admission | undefined> {
    const { store, devices, guests, joins, now } = this.#tools
    const secret = newSessionSecret()
    const name = cleanLine(person.name, nameLimit)
    const former = await devices.formerSession(link, name, person.formerly ?? [])
    const row = {
      hash: hashSecret(secret),
      board: board.id,
      role: link.role,
      link: link.hash,
      participant: former?.participant ?? newPublicId(),
      name,
      created: now(),
    }
    joins.take(link.hash)
    try {
      const colour = await store.createSession({ ...row, colour: former?.colour ?? person.colour })
      return colour === undefined ? undefined : { secret, session: sessionOfRow({ ...row, colour }), board }
    } catch (error) {
      joins.giveBack(link.hash)
      if (!(error instanceof StoreError) || !person.acceptsViewing) throw error
      const guest = guests.admit(link, name, person.colour)
      if (!guest) throw error
      return { ...guest, board }
    }
  }

  async #lookUp(ticket: Ticket): Promise<{ link: LinkRow; board: BoardRow } | undefined> {
    const link = await this.#findLink(ticket)
    const board = link?.isActive ? await this.#tools.store.findBoard(link.board) : undefined
    return link && board && { link, board }
  }

  async #findLink(ticket: Ticket): Promise<LinkRow | undefined> {
    const { store } = this.#tools
    if ('secret' in ticket) return store.findLink(ticket.board, hashSecret(ticket.secret))
    const code = readJoinCode(ticket.code)
    return code === undefined ? undefined : store.findLinkByCode(hashSecret(code))
  }
}

export function sessionOfRow(row: SessionRow): Session {
  const { hash, board, role, link, participant: id, name, colour, takesPart } = row
  return { hash, board, role, link, participant: { id, name, colour, ...(takesPart && { takesPart }) } }
}
