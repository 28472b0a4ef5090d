import type { Rect } from '#shared/geometry/rect.ts'
import type { Camera, FitOptions } from '../../model/view/camera.ts'
import { phoneQuery } from '../ui/use-media.ts'
import type { Shell } from './feature.ts'

/** Shows this part of the board, as soon as the canvas is there to show it: on a phone it may have to appear first. */
export function lookAt(camera: Camera, rect: Rect, options: FitOptions = {}): void {
  if (camera.screen.get().width > 1) return camera.fit(rect, options)
  const stop = camera.screen.listen(({ width }) => {
    if (width <= 1) return
    stop()
    camera.fit(rect, options)
  })
}

/** Below this width (CSS pixels) a drawer lies over the canvas instead of beside it. */
const overlayQuery = '(max-width: 1100px)'

/** A drawer over the canvas makes way for what is looked for there. */
export function closeCoveringDrawer(shell: Shell): void {
  if (window.matchMedia(overlayQuery).matches) shell.drawer.set(null)
}

/** On a phone the canvas is behind the list or a drawer: puts it in front. */
export function uncoverBoard(shell: Shell): void {
  if (!window.matchMedia(phoneQuery).matches) return
  shell.drawer.set(null)
  shell.phoneView.set('board')
}
