import type { BoardModel } from '../model/contract/board-model.ts'
import type { Palette } from '../style/palette.ts'

/** With more pointers than this, their names are hidden. Not measured. */
const mostCursors = 60
const mostNames = 25

export interface Cursors {
  readonly setPalette: (palette: Palette) => void
  readonly close: () => void
}

/** Others' pointers with their names: elements of their own, moved by the compositor, so that none repaints the board. */
export function createCursors(layer: HTMLElement, model: BoardModel, first: Palette): Cursors {
  const { presence, camera, me } = model
  const shown = new Map<number, HTMLElement>()
  let palette = first

  const draw = (isStill: boolean) => {
    const people = presence.showCursors.get() ? presence.people.get() : []
    const gone = new Set(shown.keys())
    let count = 0
    const numbers = presence.numbers.get()
    for (const { participant, index, name, colour } of people) {
      // This person's pointer on another device is not shown.
      if (participant === me.get().id) continue
      const cursor = presence.cursors.get(index)
      if (!cursor || count >= mostCursors) continue
      count += 1
      gone.delete(index)
      const element = shown.get(index) ?? add(index)
      const { x, y } = camera.toScreen(cursor)
      // While the board moves, pointers move with it; only their own movement is smoothed.
      element.style.transition = isStill ? 'none' : ''
      element.style.transform = `translate3d(${x}px, ${y}px, 0)`
      paint(
        element,
        count > mostNames ? '' : name || String(numbers.get(participant) ?? ''),
        palette.people[colour % palette.people.length] ?? palette.ink,
      )
    }
    for (const index of gone) {
      shown.get(index)?.remove()
      shown.delete(index)
    }
  }
  const add = (index: number) => {
    const element = createCursor()
    layer.append(element)
    shown.set(index, element)
    return element
  }
  const paint = (element: HTMLElement, name: string, colour: string) => {
    const key = `${name}\n${colour}\n${palette.onPerson}`
    if (element.dataset['look'] === key) return
    element.dataset['look'] = key
    const label = element.lastElementChild
    if (!(label instanceof HTMLElement)) return
    label.textContent = name
    label.hidden = name === ''
    label.style.background = colour
    label.style.color = palette.onPerson
    element.style.color = colour
    element.style.setProperty('--edge', palette.surface)
  }
  const stops = [
    presence.onCursors(() => draw(false)),
    // Created again whenever `people` changes.
    presence.numbers.listen(() => draw(false)),
    presence.showCursors.listen(() => draw(false)),
    camera.state.listen(() => {
      if (shown.size > 0) draw(true)
    }),
  ]
  draw(true)
  return {
    setPalette: (next) => {
      palette = next
      draw(true)
    },
    close: () => {
      for (const stop of stops) stop()
    },
  }
}

function createCursor(): HTMLElement {
  const element = document.createElement('div')
  element.className = 'canvas__cursor'
  const arrow = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  arrow.setAttribute('viewBox', '0 0 18 18')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', 'M1 1 L6.2 15.4 L8.7 9 L15.2 6.4 Z')
  path.setAttribute('fill', 'currentColor')
  path.setAttribute('stroke', 'var(--edge)')
  path.setAttribute('stroke-width', '1.5')
  path.setAttribute('stroke-linejoin', 'round')
  arrow.append(path)
  element.append(arrow, document.createElement('span'))
  return element
}
