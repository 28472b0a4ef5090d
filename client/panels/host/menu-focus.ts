/** Whether what was chosen in a menu has the keyboard already, as the search or a note that is written in has. */
export function hasFocusElsewhere(menu: Element | null): boolean {
  const { activeElement } = document
  return activeElement !== document.body && menu?.contains(activeElement) !== true
}

/** A ref for a menu called by key. The items are there, but not yet known to be items. */
export function focusFirst(menu: HTMLElement | null): void {
  requestAnimationFrame(() => menu?.querySelector<HTMLElement>('[role="menuitem"]')?.focus())
}
