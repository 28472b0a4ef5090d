import { useLayoutEffect, useRef, type RefObject } from 'react'

/** Type sizes, rem: the largest at which nothing lies below the screen. */
const sizes = [1.6, 1.32, 1.1, 0.9, 0.72, 0.58]
/** The same for what has all of the screen below the prompt. */
export const roomSizes = [1.9, ...sizes]
/** Few words: their title stays large. */
export const betweenSizes = [1.6, 1.32]

/** Sets the type of what a step shows to the room, so that the whole of it is in sight. */
export function useFittedType(from = sizes): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return undefined
    const fits = (size: number) => {
      element.style.fontSize = `${size}rem`
      return element.getBoundingClientRect().bottom <= window.innerHeight
    }
    // Where the smallest does not fit no other does: each try is a layout of words that others may have made endless.
    const fit = () => fits(Math.min(...from)) && from.find(fits)
    const words = new MutationObserver(fit)
    words.observe(element, { childList: true, characterData: true, subtree: true })
    const room = new ResizeObserver(fit)
    room.observe(document.documentElement)
    // What stands above may become longer, and leaves the rest of the screen to the board.
    for (const around of [element.parentElement, document.querySelector('.projector__middle')])
      if (around) room.observe(around)
    document.fonts.addEventListener('loadingdone', fit)
    fit()
    return () => {
      words.disconnect()
      room.disconnect()
      document.fonts.removeEventListener('loadingdone', fit)
    }
  }, [from])
  return place
}
