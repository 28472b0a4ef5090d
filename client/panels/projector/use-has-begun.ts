import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** Nobody has come for so long: those who are in the room are in. Not measured. */
const settledMs = 90_000

/**
 * True once people are in: something is under way, or nobody has come for a while. Until then the way to join is what
 * the room needs most.
 */
export function useHasBegun({ presence }: Pick<BoardModel, 'presence'>, isUnderWay: boolean): boolean {
  const count = useStore(presence.count)
  const [hasBegun, setHasBegun] = useState(false)
  if (isUnderWay && !hasBegun) setHasBegun(true)
  useEffect(() => {
    // The facilitator alone waits for the others.
    if (hasBegun || count < 2) return undefined
    const timer = setTimeout(() => setHasBegun(true), settledMs)
    return () => clearTimeout(timer)
  }, [count, hasBegun])
  return hasBegun
}
