import type { BoardModel } from '../../model/contract/board-model.ts'
import { keepInView } from '../host/keep-in-view.ts'

/**
 * Shows all notes once to a person who opens a board with notes. The view stays on an empty board, and
 * after the person has moved it or begun to write. A bar that appears a moment later hides none of the
 * notes. Returns its own undo.
 */
export function takeFirstView({
  camera,
  scene,
  saving,
  ui,
  undo,
}: Pick<BoardModel, 'camera' | 'scene' | 'saving' | 'ui' | 'undo'>): () => void {
  const start = camera.state.get()
  const undos: (() => void)[] = []
  const stop = () => undos.splice(0).forEach((end) => end())
  // On a phone the list may still be in front: the person has seen nothing yet.
  const isSeen = () => camera.screen.get().width > 1
  const look = () => {
    if (camera.state.get() !== start) return stop()
    if (!isSeen()) return
    const bounds = scene.bounds()
    if (bounds) {
      stop()
      undos.push(keepInView({ camera, ui }, bounds, { isAll: true }))
    } else if (hasArrived()) stop()
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
