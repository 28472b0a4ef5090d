import type { MouseEvent } from 'react'

/** For the pointer, a tool is pressed without leaving the board: the next key still goes to the canvas. */
export function keepFocus(event: MouseEvent): void {
  if (event.target instanceof HTMLElement && event.target.closest('input[type=text], textarea')) return
  event.preventDefault()
}
