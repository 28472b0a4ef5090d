import { focusBoard } from './return-focus.ts'

/** Elements whose name or content a screen reader reads when they get the focus. */
const named = '[aria-label], [aria-labelledby], fieldset, li'

/**
 * A ref for a part of the page that people and the server change while the keyboard is in it. When the focused element is
 * removed or hidden, the focus goes to the named element that came in its place, or else to the nearest one around it.
 * When the whole part is removed, the board gets the focus.
 */
export function keepFocus(part: HTMLElement | null): (() => void) | undefined {
  if (!part) return undefined
  part.dataset['keepsFocus'] = ''
  /** The focused element, then everything around it. */
  let path: readonly Element[] = []
  const enter = ({ target }: FocusEvent) => {
    path = target instanceof Element ? ancestorsOf(target) : []
  }
  const look = (records: readonly MutationRecord[] = []) => {
    const lost = path
    const [focused] = lost
    if (!focused || isShown(focused)) return
    path = []
    // A hidden element keeps the focus until the page is drawn.
    if (!isOnNothing() && document.activeElement !== focused) return
    const around = lost.find((each) => each.matches(named) && isShown(each))
    focusOn(replacementIn(records, lost) ?? around)
  }
  // Some browsers tell that the focus leaves an element that is being removed: a moment later it is off the page. While
  // the next part is downloaded, React hides the one before.
  const leave = () =>
    queueMicrotask(() => {
      const [focused] = path
      if (!focused?.isConnected || focused === document.activeElement) return
      if (isShown(focused)) path = []
      else look()
    })
  const removals = new MutationObserver(look)
  removals.observe(part, { childList: true, subtree: true })
  part.addEventListener('focusin', enter)
  part.addEventListener('focusout', leave)
  return () => {
    removals.disconnect()
    part.removeEventListener('focusin', enter)
    part.removeEventListener('focusout', leave)
    if (part.contains(document.activeElement)) focusBoard()
  }
}

/** True in a part in which `keepFocus` moves the focus. */
export function keepsFocus(element: Element): boolean {
  return element.closest('[data-keeps-focus]') !== null
}

function isOnNothing(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

function isShown(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0
}

function ancestorsOf(element: Element): readonly Element[] {
  const path: Element[] = []
  for (let each: Element | null = element; each; each = each.parentElement) path.push(each)
  return path
}

/** The named element that was added where the focused one was removed. */
function replacementIn(records: readonly MutationRecord[], path: readonly Element[]): Element | undefined {
  const removal = records.find(({ removedNodes }) => path.some((each) => [...removedNodes].includes(each)))
  return records
    .filter(({ target }) => target === removal?.target)
    .flatMap(({ addedNodes }) => [...addedNodes])
    .find((node): node is Element => node instanceof Element && node.matches(named) && isShown(node))
}

function focusOn(element: Element | undefined): void {
  if (!(element instanceof HTMLElement)) return focusBoard()
  if (element.tabIndex < 0) element.tabIndex = -1
  element.focus({ preventScroll: true })
}

/**
 * A ref for a part of the drawer that another part may replace, as results replace a ballot when the vote closes. If the
 * part has the focus then, the heading of the drawer gets it; without a drawer, the task or the board.
 */
export function keepFocusInDrawer(part: HTMLElement | null): (() => void) | undefined {
  if (!part) return undefined
  return () => {
    if (!part.contains(document.activeElement)) return
    const heading = part.closest('.drawer')?.querySelector<HTMLElement>('.drawer__title')
    if (!heading) return keepsFocus(part) ? undefined : focusBoard()
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
}
