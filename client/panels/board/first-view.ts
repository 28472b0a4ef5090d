import type { BoardModel } from '../../model/contract/board-model.ts'
import { keepInView } from '../host/keep-in-view.ts'

/**
 * Who comes to a board that has notes sees all of them once; who comes to an empty one, has moved or has begun to write
 * stays put. A bar that comes a moment later, as of a vote, takes nothing out of sight. Returns its own undo.
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
  // On a phone, for as long as the list is in front, nothing has been seen yet.
  const isSeen = () => camera.screen.get().width > 1
  const look = () => {
    if (camera.state.get() !== start) return stop()
    if (!isSeen()) return
    const bounds = scene.bounds()
    if (bounds) {
      stop()
      undos.push(keepInView({ camera, ui }, bounds))
    } else if (hasArrived()) stop()
  }
  /** With nothing on it: the first note will be written within this view, also before the server has answered. */
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
