import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Shell } from '../host/feature.ts'
import { lookAt, uncoverBoard } from '../host/look-at.ts'

/** Room around the note, board units. Not measured. */
const around = 200

/** Selects the note and brings it into view. */
export function showNote({ scene, ui, camera }: BoardModel, shell: Shell, id: string): void {
  const rect = scene.notes.get(id)?.rect
  if (!rect) return
  uncoverBoard(shell)
  ui.selection.set(new Set([id]))
  const { x, y, width, height } = rect
  lookAt(camera, { x: x - around, y: y - around, width: width + 2 * around, height: height + 2 * around })
}
