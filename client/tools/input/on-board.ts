/** True for the canvas, and for the list that says the same in words. */
export function isBoard(root: HTMLElement, element: EventTarget | null): boolean {
  return element === root || (element instanceof Element && element.matches('[data-board-list]'))
}

/** Nothing on the page has the focus. */
export function isNowhere(element: EventTarget | null): boolean {
  return element === null || element === document.body
}
