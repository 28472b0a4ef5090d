/**
 * A ref for a field or a form that a press opens in the place of its button, or for the button that comes back: the first
 * field gets the focus that was on the removed element. A focus elsewhere stays there.
 */
export function focusOnArrival(element: HTMLElement | null): void {
  if (!element || (document.activeElement && document.activeElement !== document.body)) return
  const field = element.querySelector<HTMLElement>('input:checked, textarea, input:not([type=radio])')
  ;(field ?? element).focus()
}
