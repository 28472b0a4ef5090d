import type { BoardModel } from '../model/board-model.ts'
import { labelOf } from './accessible-list.ts'
import type { CanvasWords } from './style.ts'

/** Says aloud what the keyboard has just selected on the board. */
export function createAnnouncer(host: HTMLElement, model: BoardModel, words: () => CanvasWords): () => void {
  const region = document.createElement('div')
  region.className = 'visually-hidden'
  region.setAttribute('role', 'status')
  host.append(region)
  const stop = model.ui.selection.listen((selection) => {
    const [first] = selection
    if (first === undefined) region.textContent = ''
    else
      region.textContent =
        selection.size === 1 ? labelOf(model, first, words()) : words().selected(selection.size)
  })
  return () => {
    stop()
    region.remove()
  }
}
