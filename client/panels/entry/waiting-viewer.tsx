import { useEffect } from 'react'
import type { StoredSession } from '../../model/memory/sessions.ts'
import { repeatedly } from '../join/repeatedly.ts'
import { BoardPage } from '../board/board-page.tsx'

export interface WaitingEntry {
  readonly session: StoredSession
  /** Tries to join. On success the person leaves this page. */
  readonly enter: () => Promise<unknown>
}

/** Between two attempts to join. Not measured. */
const retryMs = 5_000

/** The board for a person who views it because the server cannot write down that they join. */
export function WaitingViewer({ session, enter }: WaitingEntry) {
  useEffect(() => {
    const attempt = async () => {
      await enter()
      return retryMs
    }
    return repeatedly(attempt, retryMs)
  }, [enter])
  return <BoardPage session={session} isWaiting />
}
