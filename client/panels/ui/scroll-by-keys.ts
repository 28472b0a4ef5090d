/** A ref for scrolling text without controls: the keyboard can focus and scroll it (WCAG 2.1.1). */
export function scrollByKeys(region: HTMLElement | null): void {
  if (region) region.tabIndex = 0
}
