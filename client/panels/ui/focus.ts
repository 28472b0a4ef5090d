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

/**
 * A ref for a field or a form that a press opens in the place of its button, or for the button that comes back: the first
 * field gets the focus that was on the removed element. A focus elsewhere stays there.
 */
export function focusOnArrival(element: HTMLElement | null): void {
  if (!element || (document.activeElement && document.activeElement !== document.body)) return
  const field = element.querySelector<HTMLElement>('input:checked, textarea, input:not([type=radio])')
  ;(field ?? element).focus()
}

/** A ref for scrolling text without controls: the keyboard can focus and scroll it (WCAG 2.1.1). */
export function scrollByKeys(region: HTMLElement | null): void {
  if (region) region.tabIndex = 0
}
