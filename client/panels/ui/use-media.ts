import { useSyncExternalStore } from 'react'

/** Below this width (CSS pixels) the page has the layout of a phone. */
export const phoneQuery = '(max-width: 640px)'

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}
