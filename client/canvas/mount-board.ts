import type { BoardModel } from '../model/board-model.ts'
import { createBoardView, type BoardView } from './board-view.ts'
import { noteFont } from './measure.ts'
import type { CanvasStyle } from './style.ts'

export interface MountedBoard {
  readonly view: BoardView
  readonly setStyle: (style: CanvasStyle) => void
  readonly close: () => void
}

export interface BoardRequests {
  readonly onPasteRows: (rows: readonly string[], text: string) => void
}

/** Puts the canvas and everything that belongs to it into `host`; `close` takes it all away again. */
export function mountBoard(
  host: HTMLElement,
  model: BoardModel,
  style: CanvasStyle,
  _requests: BoardRequests,
): MountedBoard {
  const root = document.createElement('div')
  root.className = 'canvas'
  root.tabIndex = 0
  const board = document.createElement('canvas')
  const lifted = document.createElement('canvas')
  lifted.className = 'canvas__lifted'
  lifted.hidden = true
  root.append(board, lifted)
  host.append(root)

  const view = createBoardView(model, { board, lifted }, style)
  const fitScreen = () => view.resize(root.clientWidth, root.clientHeight, window.devicePixelRatio)
  const observer = new ResizeObserver(fitScreen)
  observer.observe(root)
  fitScreen()
  const remeasure = () => model.scene.remeasure()
  document.fonts.addEventListener('loadingdone', remeasure)
  void document.fonts.load(`16px ${noteFont}`)

  return {
    view,
    setStyle: view.setStyle,
    close: () => {
      observer.disconnect()
      document.fonts.removeEventListener('loadingdone', remeasure)
      view.close()
      root.remove()
    },
  }
}
