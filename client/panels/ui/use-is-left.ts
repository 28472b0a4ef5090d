import { useCallback, useEffect, useRef } from 'react'

/** Returns a function that is true once the component has left the page. For late answers. */
export function useIsLeft(): () => boolean {
  const isLeft = useRef(false)
  useEffect(() => {
    isLeft.current = false
    return () => void (isLeft.current = true)
  }, [])
  return useCallback(() => isLeft.current, [])
}
