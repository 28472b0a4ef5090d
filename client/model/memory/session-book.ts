import type { Language } from '#shared/board/document.ts'
import type { Participant, Role } from '#shared/workshop/role.ts'
import { formerLimit } from '#shared/wire/secrets.ts'
import { recall, remember } from '../../storage/browser-storage.ts'

/** One visit to a board, as this browser remembers it. `session` is a secret: never log it. */
export interface StoredSession {
  readonly session: string
  readonly board: string
  readonly title: string
  readonly language: Language
  readonly role: Role
  readonly participant: Participant
  /** The page opened in one column when the server was asked last. */
  readonly opensInColumn?: true
  /** A workshop was led on the board when the person joined: its steps are fetched with the page. */
  readonly isLed?: true
}

/** Addresses with their secrets; absent when this browser has not seen them. */
export interface KnownLinks extends Readonly<Partial<Record<Role, string>>> {
  readonly joinCode?: string
}

/** Links that are new, and with undefined links that are forgotten. */
export type NewLinks = { readonly [Name in keyof KnownLinks]: KnownLinks[Name] | undefined }

export interface RecentBoard {
  readonly board: string
  readonly title: string
  readonly role: Role
  /** Milliseconds since 1970. */
  readonly opened: number
}

type Entry = StoredSession & { readonly opened: number }

type KeyValues = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Sessions of every board in the browser's storage; each tab remembers which of several it uses. */
interface SessionBook {
  readonly find: (board: string) => StoredSession | undefined
  /** Every visit to the board, the last opened first. */
  readonly all: (board: string) => readonly StoredSession[]
  readonly has: (session: string) => boolean
  readonly keep: (stored: StoredSession) => void
  readonly drop: (session: string) => void
  readonly recent: () => readonly RecentBoard[]
  /** Runs when this tab has kept or forgotten a session. */
  readonly listen: (run: () => void) => () => void
  /** Returns the sessions it forgot. */
  readonly forget: (board: string) => readonly StoredSession[]
  readonly links: (board: string) => KnownLinks
  /** Undefined entries are forgotten. */
  readonly keepLinks: (board: string, links: NewLinks) => void
}

export const sessionsKey = 'boussole.sessions'
const linksKey = 'boussole.links'

export function createSessionBook(
  browser: KeyValues | null,
  tab: KeyValues | null,
  now: () => number,
): SessionBook {
  const entries = (): readonly Entry[] => {
    const stored = readJson(browser, sessionsKey)
    return Array.isArray(stored) ? (stored as unknown[]).filter(isEntry) : []
  }
  const listeners = new Set<() => void>()
  const write = (next: readonly Entry[]) => {
    writeJson(browser, sessionsKey, next)
    for (const run of listeners) run()
  }
  const tabKey = (board: string) => `boussole.session.${board}`
  const allLinks = (): Record<string, KnownLinks> => {
    const stored = readJson(browser, linksKey)
    return isObject(stored) ? (stored as Record<string, KnownLinks>) : {}
  }
  const ofBoard = (board: string) =>
    entries()
      .filter((entry) => entry.board === board)
      .sort((a, b) => b.opened - a.opened)

  return {
    find: (board) => {
      const chosen = readJson(tab, tabKey(board))
      const known = ofBoard(board)
      return known.find(({ session }) => session === chosen) ?? known[0]
    },
    all: ofBoard,
    has: (session) => entries().some((entry) => entry.session === session),
    keep: (stored) => {
      const others = entries().filter(({ session }) => session !== stored.session)
      write([...others, { ...stored, opened: now() }])
      writeJson(tab, tabKey(stored.board), stored.session)
    },
    drop: (session) => write(entries().filter((entry) => entry.session !== session)),
    recent: () => {
      const latest = new Map<string, RecentBoard>()
      for (const { board, title, role, opened } of entries().toSorted((a, b) => b.opened - a.opened)) {
        if (!latest.has(board)) latest.set(board, { board, title, role, opened })
      }
      return [...latest.values()]
    },
    listen: (run) => {
      listeners.add(run)
      return () => listeners.delete(run)
    },
    forget: (board) => {
      const gone = ofBoard(board)
      write(entries().filter((entry) => entry.board !== board))
      const { [board]: _, ...links } = allLinks()
      writeJson(browser, linksKey, links)
      tab?.removeItem(tabKey(board))
      return gone
    },
    links: (board) => allLinks()[board] ?? {},
    keepLinks: (board, links) => {
      const all = allLinks()
      writeJson(browser, linksKey, { ...all, [board]: { ...all[board], ...links } })
    },
  }
}

function isEntry(value: unknown): value is Entry {
  return (
    isObject(value) &&
    ['session', 'board', 'title', 'language', 'role'].every((key) => typeof value[key] === 'string') &&
    typeof value['opened'] === 'number' &&
    isObject(value['participant']) &&
    typeof value['participant']['id'] === 'string'
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readJson(storage: KeyValues | null, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null')
  } catch {
    // Written by another program, or storage is forbidden: treated as empty.
    return null
  }
}

function writeJson(storage: KeyValues | null, key: string, value: unknown): void {
  try {
    storage?.setItem(key, JSON.stringify(value))
  } catch {
    // Full or forbidden: the visit goes on and is not remembered.
  }
}

type Visit = Pick<StoredSession, 'board' | 'session' | 'participant'>

const storageKey = 'boussole.former'

/** Visits that the server ended, the last first. A person who joins by the board's next link keeps their identity. */
export function formerVisits(board?: string): readonly Visit[] {
  const all = stored()
  return board === undefined ? all : all.filter((visit) => visit.board === board)
}

export function keepFormerVisit({ board, session, participant }: Visit): void {
  write([{ board, session, participant }, ...stored()].slice(0, formerLimit))
}

/** The person is back on the board. */
export function dropFormerVisits(participant: string): void {
  write(stored().filter((visit) => visit.participant.id !== participant))
}

export function forgetFormerVisits(board: string): void {
  write(stored().filter((visit) => visit.board !== board))
}

function write(visits: readonly Visit[]): void {
  remember(storageKey, visits.length === 0 ? null : JSON.stringify(visits))
}

function stored(): readonly Visit[] {
  try {
    const visits: unknown = JSON.parse(recall(storageKey) ?? '[]')
    return Array.isArray(visits) ? (visits as Visit[]) : []
  } catch {
    // Not written by this program: treated as empty.
    return []
  }
}
