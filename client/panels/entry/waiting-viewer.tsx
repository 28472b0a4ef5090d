import { useEffect } from 'react'
import type { WaitingEntry } from '../../join-page/entering.ts'
import { repeatedly } from '../../join-page/attempts.ts'
import { BoardPage } from '../board/board-page.tsx'

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
