import type { CreatedSession } from '#shared/wire/http.ts'
import { browserStorage, recall, remember } from '../../storage/browser-storage.ts'
import { forgetBegun } from './begun.ts'
import { keepOwnIdeas, keepSentReasons } from './own-ideas.ts'
import {
  dropFormerVisits,
  forgetFormerVisits,
  formerVisits,
  keepFormerVisit,
  createSessionBook,
  sessionsKey,
  type KnownLinks,
  type NewLinks,
  type RecentBoard,
  type StoredSession,
} from './session-book.ts'
import {
  deleteBrowserCopy,
  boardCopyName,
  deskCopyName,
  photoOutboxName,
  projectorName,
} from './storage-names.ts'

export type { StoredSession } from './session-book.ts'

const book = createSessionBook(browserStorage('localStorage'), browserStorage('sessionStorage'), () =>
  Date.now(),
)

/** The session this tab chose for the board, else the one this browser used last. */
export function findSession(board: string): StoredSession | undefined {
  return book.find(board)
}

/** The visit that this browser began with this link, if it is the visit that this tab would continue. */
export function enteredBefore(board: string, secret: string): StoredSession | undefined {
  const session = findSession(board)
  return session !== undefined && enteredAs(secret) === session.session ? session : undefined
}

/** The people that this browser has been on the board, the last first, without `but`. */
export function peopleHere(board: string, but?: string): readonly StoredSession[] {
  const people = new Map<string, StoredSession>()
  for (const stored of book.all(board)) {
    const { id } = stored.participant
    if (id !== but && !people.has(id)) people.set(id, stored)
  }
  return [...people.values()]
}

/** Keeps a new session and makes it this tab's; returns it as stored. */
export function keepSession(created: CreatedSession): StoredSession {
  const stored = storedOf(created)
  book.keep(stored)
  dropFormerVisits(stored.participant.id)
  return stored
}

/** Copies the known fields of a new session; a newer server may send more. */
export function storedOf(created: CreatedSession): StoredSession {
  const { session, board, title, language, role, participant, opensInColumn, isLed } = created
  const opening = { ...(opensInColumn && { opensInColumn }), ...(isLed && { isLed }) }
  return { session, board, title, language, role, participant, ...opening }
}

/** Updates the facts of a session: the board was opened or renamed, or the person changed their name. */
export function refreshSession(stored: StoredSession): void {
  if (book.has(stored.session)) book.keep(stored)
}

/** Forgets a session that the server no longer knows. */
export function dropSession({ board, session }: Pick<StoredSession, 'board' | 'session'>): void {
  const ended = book.all(board).find((stored) => stored.session === session)
  if (ended) keepFormerVisit(ended)
  book.drop(session)
  forgetEntered([session])
}

/** Boards this browser has a session for, the last opened first. */
export function recentBoards(): readonly RecentBoard[] {
  return book.recent()
}

/** Calls the listener when the list may have changed, in this tab or another one. */
export function listenToRecent(run: () => void): () => void {
  const stop = book.listen(run)
  const byOther = ({ key }: StorageEvent) => {
    // Null when all of the storage was emptied.
    if (key === sessionsKey || key === null) run()
  }
  window.addEventListener('storage', byOther)
  return () => {
    stop()
    window.removeEventListener('storage', byOther)
  }
}

/** Forgets everything this browser keeps of a board: sessions, links, and its copies. */
export function forgetBoard(board: string): void {
  remember(projectorName(board), null)
  for (const { participant } of formerVisits(board)) forgetBegun(board, participant.id)
  forgetFormerVisits(board)
  const visits = book.forget(board)
  forgetEntered(visits.map(({ session }) => session))
  for (const { participant } of visits) {
    keepOwnIdeas(board, participant.id, [])
    keepSentReasons(board, participant.id, [])
    deleteBrowserCopy(boardCopyName(board, participant.id))
    deleteBrowserCopy(deskCopyName(board, participant.id))
    deleteBrowserCopy(photoOutboxName(board, participant.id))
    rememberWaiting(board, participant.id, false)
    forgetBegun(board, participant.id)
  }
}

/** True if photos of this person were waiting here when that was last known. */
export function isAwaited(board: string, participant: string): boolean {
  return recall(photoOutboxName(board, participant)) !== null
}

export function rememberWaiting(board: string, participant: string, isWaiting: boolean): void {
  remember(photoOutboxName(board, participant), isWaiting ? 'waiting' : null)
}

/** Links and join code that this browser has seen, from creating the board or renewing a link. */
export function knownLinks(board: string): KnownLinks {
  return book.links(board)
}

/** An undefined link is forgotten: it has been turned off. */
export function keepLinks(board: string, links: NewLinks): void {
  book.keepLinks(board, links)
}

const storageKey = 'boussole.entered'

/** Remembers the session that a link's secret gave, so that opening the link again does not make a second person. */
export function rememberEntered(secret: string, session: string): void {
  remember(storageKey, JSON.stringify({ ...entered(), [secret]: session }))
}

/** The session that this browser began with this link, if any. */
export function enteredAs(secret: string): string | undefined {
  return entered()[secret]
}

/** The secret of the link with which this browser began the session, if any. */
export function enteredWith(session: string): string | undefined {
  return Object.entries(entered()).find(([, begun]) => begun === session)?.[0]
}

/** A secret opens the board, so it is forgotten together with its sessions. */
export function forgetEntered(sessions: readonly string[]): void {
  const left = Object.entries(entered()).filter(([, session]) => !sessions.includes(session))
  remember(storageKey, left.length === 0 ? null : JSON.stringify(Object.fromEntries(left)))
}

function entered(): Readonly<Record<string, string>> {
  try {
    const stored: unknown = JSON.parse(recall(storageKey) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {}
  } catch {
    // Not written by this program: treated as empty.
    return {}
  }
}

/**
 * The secret of a link that was opened and not yet used to join. The address no longer has it, and a phone drops hidden
 * pages and loads them again. It is kept until the person has joined or the tab closes.
 */
export function waitingLink(board: string): string | undefined {
  return browserStorage('sessionStorage').getItem(nameOf(board)) ?? undefined
}

export function keepWaitingLink(board: string, secret: string): void {
  browserStorage('sessionStorage').setItem(nameOf(board), secret)
}

export function dropWaitingLink(board: string): void {
  browserStorage('sessionStorage').removeItem(nameOf(board))
}

function nameOf(board: string): string {
  return `boussole.link.${board}`
}
