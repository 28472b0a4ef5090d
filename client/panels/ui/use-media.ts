import { atom, onMount, type ReadableAtom } from 'nanostores'
import { useSyncExternalStore } from 'react'

export { isPhone, narrowQuery, phoneQuery } from '../../style/phone.ts'

/** Below this width (CSS pixels) a drawer lies over the canvas, not beside it. */
export const overlayQuery = '(max-width: 1100px)'

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

/** The same for code outside React. */
export function mediaStore(query: string): ReadableAtom<boolean> {
  const store = atom(false)
  onMount(store, () => {
    const list = window.matchMedia(query)
    const read = () => store.set(list.matches)
    read()
    list.addEventListener('change', read)
    return () => list.removeEventListener('change', read)
  })
  return store
}
