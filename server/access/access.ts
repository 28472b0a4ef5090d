import { type Language } from '#shared/board/document.ts'
import { notesOfPhases } from '#shared/agenda/steps.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { newBoardUpdate, type NewAgenda } from '#shared/board/new-board.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { isDeviceLinkSecret } from '#shared/wire/secrets.ts'
import { Role, roles } from '#shared/workshop/role.ts'
import type { BoardRow, BoardStore, LinkRow, WithNewBoard, LinkSecretStore } from '../contracts/boards.ts'
import type { Session } from '../contracts/live-board.ts'
import type { EndedSession, SessionStore, TokenStore } from '../contracts/sessions.ts'
import { createDevices, type Devices } from './devices.ts'
import { createGuestViewers } from './guest-viewers.ts'
import {
  Invitations,
  sessionOfRow,
  type Admission,
  type Invitation,
  type Person,
  type Ticket,
} from './invitations.ts'
import { createJoinLimits } from './join-limits.ts'
import { KeptLinks, type KeptLink, type KnownSecrets, newJoinCode, showJoinCode } from './kept-links.ts'
import { hashSecret, newLinkSecret, newPublicId } from './secret.ts'
import { createTokens, type Tokens } from './tokens.ts'

/** Boards, links and sessions. Only this folder sees secrets; the store gets their hashes. */
export interface Access {
  readonly createBoard: (board: NewBoard) => Promise<OpenedBoard>
  /** The board of a link or code, without admitting anybody. Undefined for a wrong or revoked one. */
  readonly invitation: (ticket: Ticket) => Promise<Invitation | undefined>
  /**
   * Admits a person. Undefined for a wrong or revoked secret or code. Rejects with `TooManyJoins` when too
   * many people join by one link.
   */
  readonly exchange: (ticket: Ticket, person: Person) => Promise<Admission | undefined>
  readonly sessionOf: (secret: string) => Promise<Session | undefined>
  /** The links of a board. Those that the session of this secret can open have their own secrets. */
  readonly linksOf: (board: string, session: string) => Promise<readonly OpenedLink[]>
  /** Keeps the links that a facilitator's browser knows, for facilitators on other devices. */
  readonly keepLinks: (board: string, known: KnownSecrets, session: string) => Promise<void>
  /** Replaces the role's link and ends its sessions, except the caller's own. `secret`: that of the caller's session. */
  readonly renewLink: (caller: Session, role: Role, secret: string) => Promise<NewLink>
  /** Replaces the role's link for the host. Nobody's session ends, and the board's facilitators are told. */
  readonly renewLinkForHost: (board: string, role: Role) => Promise<string>
  /** Ends the role's link and its sessions, except the caller's own. Returns the sessions that ended. */
  readonly revokeLink: (caller: Session, role: Role) => Promise<readonly EndedSession[]>
  readonly devices: Devices
  readonly tokens: Tokens
}

export interface NewBoard extends WithNewBoard {
  readonly title: string
  readonly language: Language
  readonly isRehearsal?: true | undefined
  /** A hash of the person whom the house has signed in. */
  readonly creator?: string | undefined
  readonly agenda?: NewAgenda | undefined
  /** The first document, with title, language and agenda in it. Left out: a board without notes. */
  readonly update?: Uint8Array
}

export interface OpenedBoard {
  readonly board: BoardRow
  readonly secrets: Readonly<Record<Role, string>>
  /** As XXXX-XXXX. */
  readonly joinCode: string
}

export interface OpenedLink extends LinkRow {
  /** Undefined when the session cannot open it, or nothing is kept. */
  readonly kept: KeptLink | undefined
}

export interface NewLink {
  readonly ended: readonly EndedSession[]
  readonly secret: string
  /** As XXXX-XXXX. Null for every role but participant. */
  readonly joinCode: string | null
}

export interface AccessTools {
  readonly store: BoardStore & SessionStore & LinkSecretStore & TokenStore
  /** People who join by one link at once. */
  readonly joinsAtOnce: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function createAccess({ store, joinsAtOnce, now }: AccessTools): Access {
  const kept = new KeptLinks({ store })
  const devices = createDevices({ store, now, kept })
  const guests = createGuestViewers(now)
  const joins = createJoinLimits(joinsAtOnce, () => performance.now())
  const invitations = new Invitations({ store, devices, guests, joins, now })

  async function createBoard({
    title,
    language,
    isRehearsal,
    creator,
    agenda,
    update,
    photos,
    phaseNotes = agenda && notesOfPhases(agenda.template),
  }: NewBoard): Promise<OpenedBoard> {
    const board: BoardRow = {
      id: newPublicId(),
      title: cleanLine(title, titleLimit),
      language,
      created: now(),
      ...(creator !== undefined && { creator }),
    }
    const secrets = { facilitator: newLinkSecret(), participant: newLinkSecret(), viewer: newLinkSecret() }
    const code = newJoinCode()
    const links = roles.map((role) => linkRow(board.id, role, secrets[role], code, now()))
    const facts = { title: board.title, language, ...(isRehearsal && { isRehearsal }) }
    const document = update ?? newBoardUpdate(facts, agenda)
    await store.createBoard(board, links, document, { photos, phaseNotes })
    await kept.created(board.id, secrets, showJoinCode(code))
    return { board, secrets, joinCode: showJoinCode(code) }
  }

  return {
    createBoard,
    invitation: async (ticket) => invitations.find(ticket),
    exchange: async (ticket, person) => {
      const admission = await invitations.exchange(ticket, person)
      if (admission?.session.role === Role.facilitator && isLinkTicket(ticket))
        await kept.joined(admission.board.id, ticket.secret, admission.secret)
      return admission
    },
    sessionOf: async (secret) => {
      const hash = hashSecret(secret)
      const row = await store.findSession(hash)
      return row ? sessionOfRow(row) : guests.find(hash)
    },
    linksOf: async (board, session) => {
      const [rows, opened] = await Promise.all([store.linksOf(board), kept.read(board, session)])
      return rows.map((row) => ({ ...row, kept: opened.get(row.hash) }))
    },
    keepLinks: async (board, known, session) => kept.offered(board, known, session),
    renewLink: async (caller, role, secret) => {
      const { board } = caller
      const code = newJoinCode()
      const link = {
        secret: newLinkSecret(),
        joinCode: role === Role.participant ? showJoinCode(code) : null,
      }
      const ended = await store.replaceLink(linkRow(board, role, link.secret, code, now()), caller.hash)
      await kept.renewed(board, role, link, secret)
      return { ...link, ended: [...ended, ...guests.end(board, role)] }
    },
    renewLinkForHost: async (board, role) => {
      const secret = newLinkSecret()
      await store.replaceLinkForHost(linkRow(board, role, secret, newJoinCode(), now()))
      return secret
    },
    revokeLink: async (caller, role) => [
      ...(await store.revokeLink(caller.board, role, caller.hash)),
      ...guests.end(caller.board, role),
    ],
    devices,
    tokens: createTokens({ store, now }),
  }
}

function isLinkTicket(ticket: Ticket): ticket is Extract<Ticket, { secret: string }> {
  return 'secret' in ticket && !isDeviceLinkSecret(ticket.secret)
}

function linkRow(board: string, role: Role, secret: string, code: string, created: number): LinkRow {
  const codeHash = role === Role.participant ? hashSecret(code) : null
  return { board, role, hash: hashSecret(secret), codeHash, isActive: true, created }
}
