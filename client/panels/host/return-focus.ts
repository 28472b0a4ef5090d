import { useEffect } from 'react'
import { focusBoard } from './focus-board.ts'

/** A ref for an element that may be removed while it has the focus: the board then gets the focus. */
export function returnFocus(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined
  return () => {
    if (element.contains(document.activeElement)) focusBoard()
  }
}

/**
 * Returns the focus when a dialog closes. If the element that opened it is gone, the board gets the focus.
 */
export function useReturnFocus(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return undefined
    // After the dialog's own attempt, which runs when all changes are on the page.
    return () => queueMicrotask(() => document.activeElement === document.body && focusBoard())
  }, [isOpen])
}
