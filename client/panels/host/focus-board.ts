/** Gives the keyboard back to the canvas, whose keys work only while it has the focus; first to what is written there. */
export function focusBoard(): void {
  boardFocusTarget()?.focus({ preventScroll: true })
}

/** Where the keyboard is on the board; null on a page without one. */
export function boardFocusTarget(): HTMLElement | null {
  const board = document.getElementById('board')
  const field = board?.querySelector<HTMLElement>('.canvas-host .canvas__editor')
  return field ?? board?.querySelector<HTMLElement>('.canvas-host [tabindex="0"]') ?? board
}
