import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { useBoard } from './board-context.tsx'

/** True for an area of another table. A new function when this person's table changes, so that lists are read again. */
export function useForeignAreas(): (area: string | null) => boolean {
  const { model } = useBoard()
  const now = useStore(model.tables)
  return useMemo(() => (area) => now !== null && model.isForeign(area), [model, now])
}
