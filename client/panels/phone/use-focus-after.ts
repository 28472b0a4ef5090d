import { useEffect } from 'react'
import { focusBoard } from '../host/focus-board.ts'

/** When this part goes with the button that was pressed in it, the focus goes to the board's place. */
export function useFocusAfter(): void {
  useEffect(
    () => () => {
      if (document.activeElement === document.body) focusBoard()
    },
    [],
  )
}
