import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useRoomPage } from './room-pages.tsx'

interface ColumnPages {
  readonly place: RefObject<HTMLDivElement | null>
  readonly page: number
  readonly pages: number
}

interface ColumnOptions {
  readonly isFull?: boolean | undefined
  readonly mayWiden?: boolean
}

/**
 * Sets the type of columns so that they fill their place, on pages that a facilitator turns. The columns go on beyond the
 * place: each width of it is a page. The type has the largest of the sizes, rem, that needs no more pages than the smallest,
 * and cuts no more texts. `isFull`: on several pages, the largest of these that fills the first one. `mayWiden`: the columns are
 * wider, `data-wide`, where that needs fewer pages. `name`: see useRoomPage.
 */
export function useColumnPages(
  name: string,
  sizes: readonly number[],
  { isFull = false, mayWiden = false }: ColumnOptions = {},
): ColumnPages {
  const place = useRef<HTMLDivElement>(null)
  const [pages, setPages] = useState(1)
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return undefined
    const measure = () => setPages(fit(element, sizes, { isFull, mayWiden }))
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
  }, [sizes, isFull, mayWiden])
  return { place, page: useRoomPage(name, pages), pages }
}

/** Larger type would need still more pages of so many, and each size is a layout of all of them. Not measured. */
const mostMeasured = 6

/** So much of its height is a full page. Taste. */
const fullPage = 0.85

/** Returns the number of pages. */
function fit(place: HTMLElement, sizes: readonly number[], { isFull, mayWiden }: ColumnOptions): number {
  const set = (size: number) => {
    place.style.fontSize = `${size}rem`
  }
  const at = (size: number) => {
    set(size)
    return { pages: pagesOf(place.firstElementChild), cuts: cutsOf(place.firstElementChild) }
  }
  const smallest = Math.min(...sizes)
  delete place.dataset.wide
  let least = at(smallest)
  if (mayWiden === true && least.pages > 1) {
    place.dataset.wide = ''
    const wide = at(smallest)
    if (wide.pages < least.pages) least = wide
    else delete place.dataset.wide
  }
  if (least.pages > mostMeasured) return least.pages
  const isGood = (size: number) => {
    const { pages, cuts } = at(size)
    return pages <= least.pages && cuts <= least.cuts
  }
  if (isFull !== true || least.pages === 1) {
    sizes.find(isGood)
    return least.pages
  }
  const fills = sizes.filter(isGood).map((size) => {
    set(size)
    return { size, fill: Math.min(fullPage, fillOf(place)) }
  })
  const [best] = fills.toSorted((a, b) => b.fill - a.fill)
  if (best) set(best.size)
  return least.pages
}

/** The part of a place's height that the texts of its first page reach. */
function fillOf(place: HTMLElement): number {
  const flow = place.firstElementChild
  if (!flow) return 1
  // From the flow itself: it may be moved to another page.
  const { left, top } = flow.getBoundingClientRect()
  const ends = [...flow.querySelectorAll('li, p')].flatMap((text) =>
    [...text.getClientRects()].flatMap((box) =>
      box.left - left < place.clientWidth ? [box.bottom - top] : [],
    ),
  )
  return Math.max(0, ...ends) / place.clientHeight
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
