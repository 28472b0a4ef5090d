import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Type sizes, rem: the largest at which everything is on one page, else the smallest, on several pages. */
const sizes = {
  board: [2, 1.6, 1.3, 1.1, 0.95, 0.85],
  blank: [1.3, 1.1, 0.95, 0.85],
  spotlight: [4, 3.2, 2.6, 2.1, 1.7, 1.4, 1.1, 0.85],
} as const
export type WallKind = keyof typeof sizes

/** Time for reading one page. Not measured. */
const pageMs = 12_000

export interface WallPages {
  readonly place: RefObject<HTMLDivElement | null>
  readonly page: number
  readonly pages: number
}

/**
 * Sets the type of a wall so that it fills its place, and turns its pages. The columns of the wall go on beyond the
 * place: each width of it is a page.
 */
export function useWallPages(kind: WallKind): WallPages {
  const place = useRef<HTMLDivElement>(null)
  const [pages, setPages] = useState(1)
  const [turn, setTurn] = useState(0)
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return undefined
    const measure = () => setPages(fit(element, sizes[kind]))
    const notes = new MutationObserver(measure)
    notes.observe(element, { childList: true, characterData: true, subtree: true })
    const room = new ResizeObserver(measure)
    room.observe(element)
    // Photos.
    element.addEventListener('load', measure, { capture: true })
    document.fonts.addEventListener('loadingdone', measure)
    measure()
    return () => {
      notes.disconnect()
      room.disconnect()
      element.removeEventListener('load', measure, { capture: true })
      document.fonts.removeEventListener('loadingdone', measure)
    }
  }, [kind])
  useEffect(() => {
    if (pages === 1) return undefined
    const timer = setInterval(() => setTurn((last) => last + 1), pageMs)
    return () => clearInterval(timer)
  }, [pages])
  return { place, page: turn % pages, pages }
}

/** Returns the number of pages. */
function fit(place: HTMLElement, steps: readonly number[]): number {
  const flow = place.firstElementChild
  if (!(flow instanceof HTMLElement)) return 1
  for (const size of steps) {
    place.style.fontSize = `${size}rem`
    if (flow.scrollWidth <= flow.clientWidth + 1 && flow.scrollHeight <= flow.clientHeight + 1) return 1
  }
  const gap = Number.parseFloat(getComputedStyle(flow).columnGap) || 0
  return Math.max(1, Math.round((flow.scrollWidth + gap) / (flow.clientWidth + gap)))
}
