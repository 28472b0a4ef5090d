import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { usePageTurn } from './use-page-turn.ts'

interface ColumnPages {
  readonly place: RefObject<HTMLDivElement | null>
  readonly page: number
  readonly pages: number
}

/**
 * Sets the type of columns so that they fill their place, and turns their pages. The columns go on beyond the place:
 * each width of it is a page. The type has the largest of the sizes, rem, that needs no more pages than the smallest.
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
function fit(place: HTMLElement, sizes: readonly number[]): number {
  const pagesAt = (size: number) => {
    place.style.fontSize = `${size}rem`
    return pagesOf(place.firstElementChild)
  }
  const least = pagesAt(Math.min(...sizes))
  sizes.find((size) => pagesAt(size) <= least)
  return least
}

function pagesOf(flow: Element | null): number {
  if (!flow || (flow.scrollWidth <= flow.clientWidth + 1 && flow.scrollHeight <= flow.clientHeight + 1))
    return 1
  const gap = Number.parseFloat(getComputedStyle(flow).columnGap) || 0
  // A last page with few columns is one, too; fractions of a pixel are none.
  return Math.max(1, Math.ceil((flow.scrollWidth + gap) / (flow.clientWidth + gap) - 0.02))
}
