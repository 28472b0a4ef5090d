import { focusBoard } from '../../panels/host/return-focus.ts'
import { keepsFocus } from '../../panels/host/keep-focus.ts'

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
