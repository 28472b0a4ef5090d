import type { BoardModel } from '../model/contract/board-model.ts'
import { labelOf } from './accessible-list.ts'
import type { CanvasWords } from './style.ts'

/** Announces the thing that the keyboard has just selected, and its dots during a vote. */
export function createAnnouncer(host: HTMLElement, model: BoardModel, words: () => CanvasWords): () => void {
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
  const sayDots = () => {
    const { size } = model.ui.selection.get()
    if (size === 1) say()
  }
  const stops = [model.ui.selection.listen(say), model.voting.dots.listen(sayDots)]
  return () => {
    for (const stop of stops) stop()
    region.remove()
  }
}
