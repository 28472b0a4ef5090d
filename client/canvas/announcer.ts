import type { BoardModel } from '../model/contract/board-model.ts'
import { labelOf } from './accessible-list.ts'
import type { CanvasWords } from './style.ts'

/** Announces the thing that the keyboard has just selected. Dots are announced by the vote itself. */
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
    if (first === undefined) region.textContent = ''
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
