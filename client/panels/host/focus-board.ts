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
