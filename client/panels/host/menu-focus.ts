/** True when a chosen action has already moved the focus, for example to the search or into a note. */
export function hasFocusElsewhere(menu: Element | null): boolean {
  const { activeElement } = document
  return activeElement !== document.body && menu?.contains(activeElement) !== true
}

/**
 * A ref for a menu opened by key: focuses the first item. The items are not known as items before the next
 * frame.
 */
export function focusFirst(menu: HTMLElement | null): void {
  requestAnimationFrame(() => menu?.querySelector<HTMLElement>('[role="menuitem"]')?.focus())
}
