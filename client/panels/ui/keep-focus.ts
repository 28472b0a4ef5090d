/**
 * A ref for toolbars: a press by pointer leaves the focus on the board, so that the next key goes to the
 * canvas. By keyboard the toolbar works as usual.
 */
export function keepFocus(toolbar: HTMLElement | null): (() => void) | undefined {
  if (!toolbar) return undefined
  const stay = (event: MouseEvent) => event.preventDefault()
  toolbar.addEventListener('mousedown', stay)
  return () => toolbar.removeEventListener('mousedown', stay)
}
