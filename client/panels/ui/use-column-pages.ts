import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { usePageTurn } from './use-page-turn.ts'

interface ColumnPages {
  readonly place: RefObject<HTMLDivElement | null>
  readonly page: number
  readonly pages: number
}

/**
 * Sets the type of columns so that they fill their place, and turns their pages. The columns go on beyond the place:
 * each width of it is a page. The type has the largest of the sizes, rem, at which everything is on one page, else the
 * last one.
 */
export function useColumnPages(sizes: readonly number[]): ColumnPages {
  const place = useRef<HTMLDivElement>(null)
  const [pages, setPages] = useState(1)
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return undefined
    const measure = () => setPages(fit(element, sizes))
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
  }, [sizes])
  return { place, page: usePageTurn(pages), pages }
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
