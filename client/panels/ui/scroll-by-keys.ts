/** A ref for a scrolling text without anything to focus in it: the keyboard can reach and scroll it (WCAG 2.1.1). */
export function scrollByKeys(region: HTMLElement | null): void {
  if (region) region.tabIndex = 0
}
