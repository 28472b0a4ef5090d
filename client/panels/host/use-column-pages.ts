import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useRoomPage } from './room-pages.tsx'

interface ColumnPages {
  readonly place: RefObject<HTMLDivElement | null>
  readonly page: number
  readonly pages: number
}

/**
 * Sets the type of columns so that they fill their place, on pages that a facilitator turns. The columns go on beyond the
 * place: each width of it is a page. The type has the largest of the sizes, rem, that needs no more pages than the smallest,
 * and cuts no more texts. `name`: see useRoomPage.
 */
export function useColumnPages(name: string, sizes: readonly number[]): ColumnPages {
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
  return { place, page: useRoomPage(name, pages), pages }
}

/** Larger type would need still more pages of so many, and each size is a layout of all of them. Not measured. */
const mostMeasured = 6

/** Returns the number of pages. */
function fit(place: HTMLElement, sizes: readonly number[]): number {
  const at = (size: number) => {
    place.style.fontSize = `${size}rem`
    return { pages: pagesOf(place.firstElementChild), cuts: cutsOf(place.firstElementChild) }
  }
  const least = at(Math.min(...sizes))
  if (least.pages > mostMeasured) return least.pages
  sizes.find((size) => {
    const { pages, cuts } = at(size)
    return pages <= least.pages && cuts <= least.cuts
  })
  return least.pages
}

/** How many texts go on in another column, or below the place. */
function cutsOf(flow: Element | null): number {
  if (!flow) return 0
  const isTooHigh = flow.scrollHeight > flow.clientHeight + 1
  const cut = [...flow.querySelectorAll('article, li')].filter((text) => text.getClientRects().length > 1)
  return cut.length + (isTooHigh ? 1 : 0)
}

function pagesOf(flow: Element | null): number {
  if (!flow || (flow.scrollWidth <= flow.clientWidth + 1 && flow.scrollHeight <= flow.clientHeight + 1))
    return 1
  const gap = Number.parseFloat(getComputedStyle(flow).columnGap) || 0
  // A last page with few columns is one, too; fractions of a pixel are none.
  return Math.max(1, Math.ceil((flow.scrollWidth + gap) / (flow.clientWidth + gap) - 0.02))
}
