/** Whoever has a mouse has a keyboard, and types at once. A phone’s own would come up over half of the page. */
export function focusFirstField(form: HTMLElement | null): void {
  if (window.matchMedia('(hover: hover) and (pointer: fine)').matches) form?.querySelector('input')?.focus()
}
