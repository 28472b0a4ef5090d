import { useEffect, useReducer } from 'react'
import { useBoard } from './board-context.tsx'

/** Dates come to the minute; a quarter of it late is no matter. Not measured. */
const usualMs = 15_000

/** The server's clock, milliseconds since 1970. The component is drawn again as it goes on: often enough for dates. */
export function useServerTime(everyMs = usualMs): number {
  const { model } = useBoard()
  const [, again] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(again, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return model.now()
}
