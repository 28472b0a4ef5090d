import { useEffect } from 'react'
import { focusBoard } from './focus-board.ts'

/** A ref for what goes away with the keyboard in it: the board has the keyboard then, and not the bare page. */
export function returnFocus(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined
  return () => {
    if (element.contains(document.activeElement)) focusBoard()
  }
}

/** What was opened and has closed gives the keyboard back to what it was opened from; if that is gone, the board has it. */
export function useReturnFocus(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return undefined
    // After the dialog's own attempt, which it makes when everything of this change is on the page.
    return () => queueMicrotask(() => document.activeElement === document.body && focusBoard())
  }, [isOpen])
}
