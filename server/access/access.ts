import type { Language } from '#shared/board/document.ts'
import { titleLimit } from '#shared/board/document.ts'
import { newBoardUpdate } from '#shared/board/new-board.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { nameLimit, Role, roles, type Participant } from '#shared/workshop/role.ts'
import { isDeviceLinkSecret } from '#shared/wire/device-link.ts'
import type { BoardRow, BoardStore, LinkRow } from '../contracts/boards.ts'
import type { CopiedPhotos } from '../contracts/photos.ts'
import type { EndedSession, SessionRow, SessionStore } from '../contracts/sessions.ts'
import { StoreError } from '../contracts/store-error.ts'
import { createDevices, type Devices } from './devices.ts'
import { newJoinCode, readJoinCode, showJoinCode } from './join-code.ts'
import { createJoinLimits } from './join-limits.ts'
import { createGuestViewers } from './guest-viewers.ts'
import { hashSecret, newLinkSecret, newPublicId, newSessionSecret } from './secret.ts'
import type { Session } from '../contracts/session.ts'

/** Boards, links and sessions: the only place that sees secrets; the store gets their hashes. */
export interface Access {
  readonly createBoard: (board: NewBoard) => Promise<OpenedBoard>
  /** Where a link or code leads, without letting anybody in; undefined for a wrong or revoked one. */
  readonly invitation: (ticket: Ticket) => Promise<Invitation | undefined>
  /**
   * Lets somebody in; undefined for a wrong or revoked secret or code. Rejects with `TooManyJoins` when too many come by one
   * link.
   */
  readonly exchange: (ticket: Ticket, person: Person) => Promise<Admission | undefined>
  readonly sessionOf: (secret: string) => Promise<Session | undefined>
  readonly linksOf: (board: string) => Promise<readonly LinkRow[]>
  /** The role's former link stops working; the sessions it gave go on. */
  readonly renewLink: (board: string, role: Role) => Promise<NewLink>
  /** Ends the role's link and its sessions but the caller's own; returns those that ended. */
  readonly revokeLink: (caller: Session, role: Role) => Promise<readonly EndedSession[]>
  readonly devices: Devices
}

export interface NewBoard {
  readonly title: string
  readonly language: Language
  /** The document to begin with, which has title and language in it; an empty board otherwise. */
  readonly update?: Uint8Array
  /** Pictures of another board that it has, too. */
  readonly photos?: CopiedPhotos
}

export interface OpenedBoard {
  readonly board: BoardRow
  readonly secrets: Readonly<Record<Role, string>>
  /** As XXXX-XXXX. */
  readonly joinCode: string
}

/** The secret of a link, or one that lets a person in on one more device. */
export type Ticket = { readonly board: string; readonly secret: string } | { readonly code: string }

export interface Invitation {
  readonly board: BoardRow
  readonly role: Role
  /** Who would come in, when that is settled: on one more device one is who one was. */
  readonly participant?: Participant
}

/** For those who are nobody on this board yet. */
export interface Person {
  readonly name: string
  /** null: the one fewest people have. */
  readonly colour: number | null
  /** Secrets of sessions that they had: when such a one ended with its link, they are who they were. */
  readonly formerly?: readonly string[]
  /** When the store takes nobody in, a session for looking on is better than none. */
  readonly orLooksOn?: boolean
}

export interface Admission {
  readonly secret: string
  readonly session: Session
  readonly board: BoardRow
}

export interface NewLink {
  readonly secret: string
  /** As XXXX-XXXX; null except for the participants' link. */
  readonly joinCode: string | null
}

/** `now` in milliseconds since 1970. */
export function createAccess(store: BoardStore & SessionStore, now: () => number): Access {
  const devices = createDevices(store, now)
  const lookers = createGuestViewers(now)
  const joins = createJoinLimits(() => performance.now())

  async function createBoard({ title, language, update, photos }: NewBoard): Promise<OpenedBoard> {
    const board: BoardRow = {
      id: newPublicId(),
      title: cleanLine(title, titleLimit),
      language,
      created: now(),
    }
    const secrets = { facilitator: newLinkSecret(), participant: newLinkSecret(), viewer: newLinkSecret() }
    const code = newJoinCode()
    const links = roles.map((role) => linkRow(board.id, role, secrets[role], code, now()))
    const document = update ?? newBoardUpdate({ title: board.title, language })
    await store.createBoard(board, links, document, photos)
    return { board, secrets, joinCode: showJoinCode(code) }
  }

  async function lookUp(ticket: Ticket): Promise<{ link: LinkRow; board: BoardRow } | undefined> {
    const link = await findLink(ticket)
    const board = link?.isActive ? await store.findBoard(link.board) : undefined
    return link && board && { link, board }
  }

  async function invitation(ticket: Ticket): Promise<Invitation | undefined> {
    if ('secret' in ticket && isDeviceLinkSecret(ticket.secret)) {
      const row = await devices.findLink(ticket.board, ticket.secret)
      const board = row && (await store.findBoard(row.board))
      return board && { board, role: row.role, participant: asSession(row).participant }
    }
    const found = await lookUp(ticket)
    return found && { board: found.board, role: found.link.role }
  }

  async function exchange(ticket: Ticket, person: Person): Promise<Admission | undefined> {
    if ('secret' in ticket && isDeviceLinkSecret(ticket.secret)) {
      const taken = await devices.useLink(ticket.board, ticket.secret)
      const board = taken && (await store.findBoard(taken.row.board))
      return board && { secret: taken.secret, session: asSession(taken.row), board }
    }
    const found = await lookUp(ticket)
    if (!found) return undefined
    const { link, board } = found
    const secret = newSessionSecret()
    const name = cleanLine(person.name, nameLimit)
    const before = await devices.formerSession(link, name, person.formerly ?? [])
    const row = {
      hash: hashSecret(secret),
      board: board.id,
      role: link.role,
      link: link.hash,
      participant: before?.participant ?? newPublicId(),
      name,
      created: now(),
    }
    joins.take(link.hash)
    try {
      const colour = await store.createSession({ ...row, colour: before?.colour ?? person.colour })
      return colour === undefined ? undefined : { secret, session: asSession({ ...row, colour }), board }
    } catch (error) {
      joins.giveBack(link.hash)
      if (!(error instanceof StoreError) || !person.orLooksOn) throw error
      const looker = lookers.admit(link, row.name, person.colour)
      if (!looker) throw error
      return { ...looker, board }
    }
  }

  async function findLink(ticket: Ticket): Promise<LinkRow | undefined> {
    if ('secret' in ticket) return store.findLink(ticket.board, hashSecret(ticket.secret))
    const code = readJoinCode(ticket.code)
    return code === undefined ? undefined : store.findLinkByCode(hashSecret(code))
  }

  return {
    createBoard,
    invitation,
    exchange,
    sessionOf: async (secret) => {
      const hash = hashSecret(secret)
      const row = await store.findSession(hash)
      return row ? asSession(row) : lookers.find(hash)
    },
    linksOf: store.linksOf,
    renewLink: async (board, role) => {
      const secret = newLinkSecret()
      const code = newJoinCode()
      await store.putLink(linkRow(board, role, secret, code, now()))
      return { secret, joinCode: role === Role.participant ? showJoinCode(code) : null }
    },
    revokeLink: async (caller, role) => [
      ...(await store.revokeLink(caller.board, role, caller.hash)),
      ...lookers.end(caller.board, role),
    ],
    devices,
  }
}

function linkRow(board: string, role: Role, secret: string, code: string, created: number): LinkRow {
  const codeHash = role === Role.participant ? hashSecret(code) : null
  return { board, role, hash: hashSecret(secret), codeHash, isActive: true, created }
}

function asSession({ hash, board, role, link, participant, name, colour }: SessionRow): Session {
  return { hash, board, role, link, participant: { id: participant, name, colour } }
}
