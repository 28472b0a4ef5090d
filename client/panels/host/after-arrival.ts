import { useStore } from '@nanostores/react'
import { SavingState, type BoardModel } from '../../model/contract/board-model.ts'

/**
 * Runs once the board has arrived, or cannot be reached: downloads that can wait leave a slow network to the board.
 * Returns its own undo, which also undoes what ran.
 */
export function afterArrival({ saving }: Pick<BoardModel, 'saving'>, run: () => () => void): () => void {
  let undo: (() => void) | undefined
  const stop = saving.subscribe((state) => {
    if (state !== SavingState.joining) undo ??= run()
  })
  return () => {
    stop()
    undo?.()
  }
}

/** True once the board has arrived, or cannot be reached. */
export function useHasArrived({ saving }: Pick<BoardModel, 'saving'>): boolean {
  return useStore(saving) !== SavingState.joining
}

/** True while nothing of this page reaches the server. */
export function useIsHeldUp({ saving }: Pick<BoardModel, 'saving'>): boolean {
  const state = useStore(saving)
  return state !== SavingState.saved && state !== SavingState.saving
}
