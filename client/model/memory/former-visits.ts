import { formerLimit } from '#shared/wire/former.ts'
import { recall, remember } from '../../storage/browser-storage.ts'
import type { StoredSession } from './session-book.ts'

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
