/** Focuses the first field on devices with a mouse. On a phone the keyboard would cover half of the page. */
export function focusFirstField(form: HTMLElement | null): void {
  if (window.matchMedia('(hover: hover) and (pointer: fine)').matches) form?.querySelector('input')?.focus()
}
