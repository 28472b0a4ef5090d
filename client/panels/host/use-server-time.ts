import { useEffect, useReducer } from 'react'
import { useBoard } from './board-context.tsx'

/** Dates come to the minute; a quarter of it late is no matter. Not measured. */
const everyMs = 15_000

/** The server's clock, milliseconds since 1970, for dates. The component is drawn again as it goes on. */
export function useServerTime(): number {
  const { model } = useBoard()
  const [, again] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(again, everyMs)
    return () => clearInterval(timer)
  }, [])
  return model.now()
}
