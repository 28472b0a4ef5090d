import { useSyncExternalStore } from 'react'

/** One column and tools at the thumb below this width (CSS pixels). */
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
