import { useCallback, useEffect, useRef } from 'react'

/** For what is answered late: whether the component has gone from the page meanwhile. */
export function useIsLeft(): () => boolean {
  const isLeft = useRef(false)
  useEffect(() => {
    isLeft.current = false
    return () => void (isLeft.current = true)
  }, [])
  return useCallback(() => isLeft.current, [])
}
