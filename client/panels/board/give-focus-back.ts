import { focusBoard } from './focus-board.ts'

/** A ref for what goes away with the keyboard in it: the board has the keyboard then, and not the bare page. */
export function giveFocusBack(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined
  return () => {
    if (element.contains(document.activeElement)) focusBoard()
  }
}
