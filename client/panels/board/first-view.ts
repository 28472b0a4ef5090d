import type { Rect } from '#shared/geometry/rect.ts'
import type { FitOptions } from '../../model/view/camera.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { keepInView } from '../host/keep-in-view.ts'

/** The person has seen nothing yet, so there is nothing to glide from. */
const first: FitOptions = { isAll: true, glide: false }

/**
 * Shows all notes once to a person who opens a board with notes. A large board comes in slices: its first
 * notes come into view, and then all of them. The view stays on an empty board, and after the person has
 * moved it or begun to write. A bar that appears a moment later hides none of the
 * notes. Returns its own undo.
 */
export function takeFirstView({
  camera,
  scene,
  saving,
  ui,
  undo,
}: Pick<BoardModel, 'camera' | 'scene' | 'saving' | 'ui' | 'undo'>): () => void {
  let own = camera.state.get()
  let hasShownSome = false
  const undos: (() => void)[] = []
  const stop = () => undos.splice(0).forEach((end) => end())
  // On a phone the list may still be in front: the person has seen nothing yet.
  const isSeen = () => camera.screen.get().width > 1
  const look = () => {
    if (camera.state.get() !== own) return stop()
    if (!isSeen()) return
    const bounds = scene.bounds()
    if (bounds && saving.get() === 'joining') showSome(bounds)
    else if (bounds) {
      stop()
      undos.push(keepInView({ camera, ui }, bounds, first))
    } else if (hasArrived()) stop()
  }
  const showSome = (bounds: Rect) => {
    if (hasShownSome) return
    hasShownSome = true
    camera.fit(bounds, first)
    own = camera.state.get()
  }
  /** The board is empty. Its first note will be written in this view, even before the server has answered. */
  const hasArrived = () => saving.get() === 'saving' || saving.get() === 'saved'
  const stay = (isAtWork: boolean) => {
    if (isAtWork && isSeen()) stop()
  }
  undos.push(
    scene.onChange(look),
    camera.screen.listen(look),
    saving.listen(look),
    ui.editing.listen((id) => stay(id !== null)),
    undo.canUndo.listen(stay),
  )
  look()
  return stop
}
