import { useEffect } from 'react'
import type { StoredSession } from '../../model/memory/sessions.ts'
import { repeatedly } from '../join/repeatedly.ts'
import { BoardPage } from '../board/board-page.tsx'

export interface WaitingEntry {
  readonly session: StoredSession
  /** Tries to come in; whoever can is led away from here. */
  readonly enter: () => Promise<unknown>
}

/** Between two attempts (taste). */
const retryMs = 5_000

/** The board for somebody who cannot come in at the moment, because the server cannot write down that they did. */
export function WaitingViewer({ session, enter }: WaitingEntry) {
  useEffect(() => repeatedly(enter, retryMs), [enter])
  return <BoardPage session={session} isWaiting />
}
