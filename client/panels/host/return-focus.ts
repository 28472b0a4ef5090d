import { useEffect } from 'react'

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

/** Moves the focus to the canvas, whose keys work only with the focus. An open editor comes first. */
export function focusBoard(): void {
  boardFocusTarget()?.focus({ preventScroll: true })
}

/** The element of the board that takes the focus; null on a page without a board. */
export function boardFocusTarget(): HTMLElement | null {
  const board = document.getElementById('board')
  const field = board?.querySelector<HTMLElement>('.canvas-host .canvas__editor')
  return field ?? board?.querySelector<HTMLElement>('.canvas-host [tabindex="0"]') ?? board
}
