import type { Point } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { isFreeBoard } from '../tools/free.ts'
import { createArrows, type Arrow, type Arrows } from './arrows.ts'
import type { BoardView } from './board-view.ts'

/** The arrows of a board on which people work. */
export interface BoardArrows extends Pick<Arrows, 'sketch' | 'close'> {
  /** These notes and groups are in this person's hand. */
  readonly lift: (ids: ReadonlySet<string>) => void
  readonly moveLifted: (by: Point) => void
}

/** Arrows follow things in anybody's hand. A press on one offers to take it away. */
export function createBoardArrows({
  root,
  layer,
  model,
  view,
}: {
  readonly root: HTMLElement
  readonly layer: HTMLElement
  readonly model: BoardModel
  readonly view: BoardView
}): BoardArrows {
  const { scene, camera, commands } = model
  let held: ReadonlySet<string> = new Set()
  let by: Point = { x: 0, y: 0 }
  let chosen: { readonly arrow: Arrow; readonly at: Point } | undefined

  const off = document.createElement('button')
  off.type = 'button'
  off.className = 'canvas__arrow-off'
  off.tabIndex = -1
  off.textContent = '×'
  off.hidden = true
  layer.append(off)
  const place = () => {
    off.hidden = chosen === undefined
    if (!chosen) return
    const { x, y } = camera.toScreen(chosen.at)
    off.style.transform = `translate(calc(${x}px - 50%), calc(${y}px - 50%))`
  }
  const choose = (arrow: Arrow, at: Point) => {
    if (isFreeBoard(model) && model.may(Operation.markNote, arrow.from)) chosen = { arrow, at }
    place()
  }
  const leave = () => {
    chosen = undefined
    place()
  }
  off.addEventListener('pointerdown', (event) => event.stopPropagation())
  off.addEventListener('click', () => {
    // Somebody else may have taken it away meanwhile.
    if (chosen) commands.disconnect(chosen.arrow.from, chosen.arrow.to)
    leave()
  })
  root.addEventListener('pointerdown', leave)
  const arrows = createArrows(layer, model, choose)
  const isHeld = (id: string): boolean => held.has(id) || held.has(scene.notes.get(id)?.cluster ?? '')
  const offsetOf = (id: string) => (isHeld(id) ? by : view.shown().drags.get(id))
  const follow = () => arrows.follow(held.size > 0 || view.shown().drags.size > 0 ? offsetOf : undefined)

  const stops = [
    model.presence.onCursors(follow),
    camera.state.listen(() => chosen && place()),
    () => root.removeEventListener('pointerdown', leave),
    arrows.close,
  ]
  return {
    sketch: arrows.sketch,
    lift: (ids) => {
      held = ids
      by = { x: 0, y: 0 }
      follow()
    },
    moveLifted: (next) => {
      by = next
      if (held.size > 0) follow()
    },
    close: () => {
      for (const stop of stops) stop()
      off.remove()
    },
  }
}
