import type { KnownSecrets, LinkState } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { readLink } from '../../model/basics/address.ts'
import type { Asking, Outcome } from '../../model/http/api.ts'
import { listLinks, offerLinks } from '../../model/http/board-api.ts'
import { enteredWith, keepLinks, knownLinks } from '../../model/memory/sessions.ts'
import type { KnownLinks, NewLinks } from '../../model/memory/session-book.ts'

/**
 * Brings the links that the server keeps for facilitators into this browser, and gives the server those that this
 * browser alone knows: a board of an earlier version has none.
 */
export async function syncLinks(asking: Asking): Promise<Outcome<readonly LinkState[]>> {
  const listed = await listLinks(asking)
  if (!listed.ok) return listed
  const known = knownLinks(asking.board)
  const offer = offerOf(listed.value, known, enteredWith(asking.session))
  const synced = offer ? await offerLinks(asking, offer) : listed
  if (!synced.ok) return { ok: true, value: withKnown(listed.value, known) }
  keepLinks(asking.board, linksIn(synced.value, known))
  return synced
}

/** The links of these states, with undefined for those that do not work or are not known. */
export function linksIn(states: readonly LinkState[], known: KnownLinks): NewLinks {
  const linkOf = (role: Role) => states.find((state) => state.role === role && state.isActive)?.link
  const participant = linkOf(Role.participant)
  const code = states.find(({ role }) => role === Role.participant)?.joinCode
  const isSame = participant !== undefined && secretIn(participant) === secretIn(known.participant)
  return {
    facilitator: linkOf(Role.facilitator),
    participant,
    viewer: linkOf(Role.viewer),
    joinCode: code ?? (isSame ? known.joinCode : undefined),
  }
}

/** The lines that somebody pastes into a page of the house, so that it shows the board of this viewer link. */
export function embedCode(link: string, title: string): string {
  const address = link.replace(/\/b\/(?=[^/]*$)/u, '/embed/')
  const name = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<iframe src="${address}" title="${name}" width="100%" height="640" allow="clipboard-write; fullscreen"></iframe>`
}

/** Undefined when the server has all that this browser knows. */
function offerOf(
  states: readonly LinkState[],
  known: KnownLinks,
  entered: string | undefined,
): KnownSecrets | undefined {
  const secretOf = (role: Role) => secretIn(known[role]) ?? (role === Role.facilitator ? entered : undefined)
  const isMissing = states.some(
    ({ role, isActive, link }) => isActive && link === undefined && secretOf(role) !== undefined,
  )
  if (!isMissing) return undefined
  const { joinCode } = known
  return {
    ...Object.fromEntries(Object.values(Role).flatMap((role) => entryOf(role, secretOf(role)))),
    ...(joinCode !== undefined && { joinCode }),
  }
}

/** The server could not be asked whether these still work. They are shown as this browser knows them. */
function withKnown(states: readonly LinkState[], known: KnownLinks): readonly LinkState[] {
  return states.map((state) => {
    const link = state.link ?? known[state.role]
    return link === undefined ? state : { ...state, link }
  })
}

function entryOf(role: Role, secret: string | undefined): readonly (readonly [Role, string])[] {
  return secret === undefined ? [] : [[role, secret]]
}

function secretIn(link: string | undefined): string | undefined {
  return link === undefined ? undefined : readLink(link)?.secret
}
