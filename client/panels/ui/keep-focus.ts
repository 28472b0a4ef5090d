/**
 * A ref for toolbars: for the pointer, a tool is pressed without leaving the board, so that the next key still goes to
 * the canvas. By keyboard they are reached and used as ever.
 */
export function keepFocus(toolbar: HTMLElement | null): (() => void) | undefined {
  if (!toolbar) return undefined
  const stay = (event: MouseEvent) => event.preventDefault()
  toolbar.addEventListener('mousedown', stay)
  return () => toolbar.removeEventListener('mousedown', stay)
}
