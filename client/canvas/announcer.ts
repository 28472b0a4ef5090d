import type { BoardModel } from '../model/contract/board-model.ts'
import { labelOf } from './accessible-list.ts'
import type { CanvasWords } from './style.ts'

/**
 * Announces the thing that the keyboard has just selected on the canvas. In the list of the board a screen reader reads the
 * current item by itself. Dots are announced by the vote.
 */
export function createAnnouncer(
  host: HTMLElement,
  model: BoardModel,
  words: () => CanvasWords,
): { readonly say: (text: string) => void; readonly close: () => void } {
  const region = document.createElement('div')
  region.className = 'visually-hidden'
  region.setAttribute('role', 'status')
  host.append(region)
  const say = () => {
    const selection = model.ui.selection.get()
    const [first] = selection
    const isRead = selection.size === 1 && document.activeElement?.getAttribute('role') === 'listbox'
    if (first === undefined || isRead) region.textContent = ''
    else
      region.textContent =
        selection.size === 1 ? labelOf(model, first, words()) : words().selected(selection.size)
  }
  const stop = model.ui.selection.listen(say)
  return {
    say: (text) => {
      region.textContent = text
    },
    close: () => {
      stop()
      region.remove()
    },
  }
}
