import type { BoardModel } from '../../model/contract/board-model.ts'
import { keepInView } from '../host/keep-in-view.ts'
import { isStageAside } from '../host/column.ts'

/** Shows the whole board in place of the stage, or the stage again. */
export function switchBoard({ scene, camera, ui }: Pick<BoardModel, 'scene' | 'camera' | 'ui'>): void {
  const isAside = !isStageAside.get()
  isStageAside.set(isAside)
  const bounds = isAside ? scene.bounds() : undefined
  if (!bounds) return
  const stopKeeping = keepInView({ camera, ui }, bounds, { isAll: true, glide: false })
  const stop = isStageAside.listen(() => {
    stop()
    stopKeeping()
  })
}
