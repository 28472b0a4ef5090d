import { useEffect, useLayoutEffect, useState } from 'react'

/** Time for reading one page aloud in part, and the next begins. Not measured. */
const pageMs = 12_000

/** The page of so many that a room sees now: one after the other, and again from the first. `onRead` is called after the last. */
export function usePageTurn(pages: number, onRead?: () => void): number {
  const [turn, setTurn] = useState(0)
  const isRead = turn > 0 && turn >= pages
  useLayoutEffect(() => {
    if (isRead) onRead?.()
  }, [isRead, onRead])
  useEffect(() => {
    if (pages <= 1 && !onRead) return undefined
    const timer = setInterval(() => setTurn((last) => last + 1), pageMs)
    return () => clearInterval(timer)
  }, [pages, onRead])
  return pages === 0 ? 0 : turn % pages
}
