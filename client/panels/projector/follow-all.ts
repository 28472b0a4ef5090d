import { inset, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** Nothing is closer than this: far enough apart to read from the last row (taste). */
const maxZoom = 2
/** What changes is gathered for so long, and then gone after in one slow movement (taste). */
const gatherMs = 1_500
const glideMs = 1_200
/** What the facilitator has led everyone to stays in view for so long (taste). */
const ledMs = 60_000
/** As long as everything is in view and would not be so much larger, the view stays (taste). */
const muchLarger = 1.4
/** CSS pixels between what is on the board and the edge, as the camera keeps them when it fits. */
const edge = 16

/**
 * A screen that nobody holds shows all of the board, and follows as it grows without a jump; where the facilitator leads
 * everyone, it goes, and comes back after a while. Returns its own undo.
 */
export function followAll({
  camera,
  scene,
  presence,
}: Pick<BoardModel, 'camera' | 'scene' | 'presence'>): () => void {
  let hasLooked = false
  let due: ReturnType<typeof setTimeout> | undefined

  const lookAtAll = () => {
    clearTimeout(due)
    due = undefined
    const bounds = scene.bounds()
    if (!bounds || camera.screen.get().width <= 1) return
    if (hasLooked && isWellSeen(bounds)) return
    camera.fit(bounds, { glide: hasLooked, glideMs, maxZoom, isCentred: true })
    hasLooked = true
  }
  const isWellSeen = (bounds: Rect) => {
    const view = camera.view()
    const { zoom } = camera.state.get()
    const inner = inset(view, edge / zoom)
    const isInside =
      bounds.x >= inner.x &&
      bounds.y >= inner.y &&
      bounds.x + bounds.width <= inner.x + inner.width &&
      bounds.y + bounds.height <= inner.y + inner.height
    const larger = Math.min(maxZoom / zoom, view.width / bounds.width, view.height / bounds.height)
    return isInside && larger < muchLarger
  }
  const lookSoon = () => {
    if (!hasLooked) return lookAtAll()
    due ??= setTimeout(lookAtAll, gatherMs)
  }
  const stops = [
    scene.onChange(lookSoon),
    camera.screen.listen(() => {
      hasLooked = false
      lookAtAll()
    }),
    presence.onGather((view) => {
      clearTimeout(due)
      camera.fit(view, { glideMs, maxZoom: 8, isCentred: true })
      due = setTimeout(lookAtAll, ledMs)
    }),
  ]
  lookAtAll()
  return () => {
    clearTimeout(due)
    for (const stop of stops) stop()
  }
}
