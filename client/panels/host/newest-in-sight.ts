import { useEffect, useRef, type RefObject } from 'react'

/** A list with the newest first: a note that somebody has just added to it comes into sight, with as little scrolling as needed. */
export function useNewestInSight<List extends HTMLElement>(count: number): RefObject<List | null> {
  const list = useRef<List>(null)
  const before = useRef(count)
  useEffect(() => {
    if (count > before.current) list.current?.firstElementChild?.scrollIntoView({ block: 'nearest' })
    before.current = count
  }, [count])
  return list
}
