import type { Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Camera, FitOptions } from '../../model/view/camera.ts'
import { viewToBring } from '../../model/view/gathering.ts'
import { tellRefusal } from '../../tools/tell-refusal.ts'
import { overlayQuery } from '../ui/use-media.ts'
import { isPhone } from '../../style/phone.ts'
import { isStageAside } from './column.ts'
import type { Shell } from './feature.ts'
import { hostWords } from './words.ts'

/** Shows this part of the board. On a phone it waits until the canvas has appeared. */
export function lookAt(camera: Camera, rect: Rect, options: FitOptions = {}): void {
  if (camera.screen.get().width > 1) return camera.fit(rect, options)
  const stop = camera.screen.listen(({ width }) => {
    if (width <= 1) return
    stop()
    camera.fit(rect, options)
  })
}

/** Closes a drawer that covers the canvas, and with it a search result. */
export function closeCoveringDrawer(shell: Shell): void {
  if (window.matchMedia(overlayQuery).matches) shell.drawer.set(null)
}

/** Brings the canvas in front of the list, and on a phone of the drawer. */
export function uncoverBoard({ drawer, columnView }: Shell): void {
  if (isPhone()) drawer.set(null)
  columnView.set('board')
  isStageAside.set(true)
}

/** Brings everyone to the view of this screen; undefined where there is nothing to bring them to. */
export function bringEveryone(model: BoardModel): (() => void) | undefined {
  const view = viewToBring(model)
  if (!view) return undefined
  return () =>
    tellRefusal(model, model.commands.gather(viewToBring(model) ?? view), () =>
      model.notices.show({ text: hostWords.t('brought'), tone: 'calm' }),
    )
}
