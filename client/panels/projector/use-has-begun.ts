import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** Nobody has come for so long: those who are in the room are in. Not measured. */
const settledMs = 45_000

/** With so many people and their first notes the work has begun, whether or not somebody is still to come. */
const enough = 3

/**
 * True once people are in: several are here and have written, something is under way, or nobody has come for a
 * while. Until then the way to join is what the room needs most.
 */
export function useHasBegun(
  { presence }: Pick<BoardModel, 'presence'>,
  { isUnderWay, hasNotes }: { readonly isUnderWay: boolean; readonly hasNotes: boolean },
): boolean {
  const count = useStore(presence.count)
  const [hasBegun, setHasBegun] = useState(false)
  if (!hasBegun && (isUnderWay || (hasNotes && count >= enough))) setHasBegun(true)
  useEffect(() => {
    // The facilitator alone waits for the others.
    if (hasBegun || count < 2) return undefined
    const timer = setTimeout(() => setHasBegun(true), settledMs)
    return () => clearTimeout(timer)
  }, [count, hasBegun])
  return hasBegun
}
