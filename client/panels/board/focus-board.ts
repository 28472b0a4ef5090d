/** Gives the keyboard back to the canvas, whose keys work only while it has the focus. */
export function focusBoard(): void {
  const board = document.getElementById('board')
  const canvas = board?.querySelector<HTMLElement>('.canvas-host [tabindex="0"]')
  ;(canvas ?? board)?.focus({ preventScroll: true })
}
