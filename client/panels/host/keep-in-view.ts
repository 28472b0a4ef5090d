import type { Rect } from '#shared/geometry/rect.ts'
import type { FitOptions } from '../../model/view/camera.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/**
 * Shows this part of the board, and again when the canvas changes its size. It ends when the person moves
 * the view or begins to write. On a phone the canvas may have to appear first. `again` says when the part may have another
 * size. Returns its own undo.
 */
export function keepInView(
  { camera, ui }: Pick<BoardModel, 'camera' | 'ui'>,
  part: Rect | (() => Rect | undefined),
  options: FitOptions = {},
  again: (look: () => void) => () => void = () => () => {},
): () => void {
  /** A listener runs after the change that it caused. Both are needed to recognise a change of our own. */
  let isOwn = false
  let own = camera.state.get()
  const look = () => {
    const rect = typeof part === 'function' ? part() : part
    if (!rect || camera.screen.get().width <= 1) return
    isOwn = true
    camera.fit(rect, options)
    own = camera.state.get()
    isOwn = false
  }
  const stops: (() => void)[] = []
  const stop = () => stops.splice(0).forEach((end) => end())
  look()
  stops.push(
    camera.screen.listen(look),
    camera.cover.listen(look),
    again(look),
    ui.editing.listen((id) => id !== null && stop()),
    camera.state.listen((state) => {
      if (!isOwn && state !== own && !camera.isGliding()) stop()
    }),
  )
  return stop
}
