/** Gives the keyboard back to the canvas, whose keys work only while it has the focus; first to what is written there. */
export function focusBoard(): void {
  const board = document.getElementById('board')
  const field = board?.querySelector<HTMLElement>('.canvas-host .canvas__editor')
  const canvas = board?.querySelector<HTMLElement>('.canvas-host [tabindex="0"]')
  ;(field ?? canvas ?? board)?.focus({ preventScroll: true })
}
