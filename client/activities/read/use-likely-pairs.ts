import { useCallback } from 'react'
import { isParked } from '#shared/board/parking-lot.ts'
import type { LikelyPair } from '#shared/sorting/duplicates.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useSorted, useSortingThread } from '../../sorting/use-sorted.ts'

const none: readonly LikelyPair[] = []

/** The pairs of notes that may say the same thing. */
export function useLikelyPairs(model: BoardModel): readonly LikelyPair[] {
  const read = useCallback(() => {
    // A merged note would take its dots away.
    const options = new Set(model.voting.open.get()?.options)
    const notes = [...model.scene.notes.values()].filter((note) => !options.has(note.id) && !isParked(note))
    return { language: model.meta.get().language, notes: notes.map(({ id, text }) => ({ id, text })) }
  }, [model])
  return useSorted(useSortingThread(), model, 'pairs', read) ?? none
}
