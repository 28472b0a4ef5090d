import { useEffect, useState } from 'react'

/** Time for reading one page aloud in part, and the next begins. Not measured. */
const pageMs = 12_000

/** The page of so many that a room sees now: one after the other, and again from the first. */
export function usePageTurn(pages: number): number {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (pages <= 1) return undefined
    const timer = setInterval(() => setTurn((last) => last + 1), pageMs)
    return () => clearInterval(timer)
  }, [pages])
  return pages === 0 ? 0 : turn % pages
}
