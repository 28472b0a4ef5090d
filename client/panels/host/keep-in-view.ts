import type { Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/**
 * Shows this part of the board, and again when what stands around the canvas leaves it more room or less, as long as nobody has
 * moved the view or begun to write. On a phone the canvas may have to appear first. Returns its own undo.
 */
export function keepInView({ camera, ui }: Pick<BoardModel, 'camera' | 'ui'>, rect: Rect): () => void {
  /** The listeners of what changes within a listener are told afterwards: both are needed to know one's own. */
  let isOwn = false
  let own = camera.state.get()
  const look = () => {
    if (camera.screen.get().width <= 1) return
    isOwn = true
    camera.fit(rect)
    own = camera.state.get()
    isOwn = false
  }
  const stops: (() => void)[] = []
  const stop = () => stops.splice(0).forEach((end) => end())
  look()
  stops.push(
    camera.screen.listen(look),
    ui.editing.listen((id) => id !== null && stop()),
    camera.state.listen((state) => {
      if (!isOwn && state !== own && !camera.isGliding()) stop()
    }),
  )
  return stop
}
