import { afterPaint } from '../offline/download.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { BoardHands, BoardRequests } from './board-hands.ts'
import { createBoardView, type BoardView } from './board-view.ts'
import { noteFont } from './measure.ts'
import { onReturn } from './page-return.ts'
import type { CanvasStyle } from './style.ts'

export interface MountedBoard {
  readonly view: BoardView
  readonly setStyle: (style: CanvasStyle) => void
  readonly close: () => void
}

/** Puts the canvas and everything that belongs to it into `host`; `close` takes it all away again. */
export function mountBoard(
  host: HTMLElement,
  model: BoardModel,
  first: CanvasStyle,
  requests: BoardRequests,
): MountedBoard {
  let style = first
  let hands: BoardHands | undefined
  let isClosed = false
  const { root, layer, ...canvases } = createElements()
  host.append(root)
  const view = createBoardView(model, canvases, style)
  const fit = () => view.resize(root.clientWidth, root.clientHeight, window.devicePixelRatio)
  const stops = [
    watchSize(root, () => (hands ? hands.resize(fit) : fit())),
    watchFonts(model),
    onReturn(() => view.setStyle(style)),
    view.close,
  ]
  const take = async () => {
    const [{ takeBoard }] = await Promise.all([afterPaint(() => import('./board-hands.ts')), model.ready])
    if (!isClosed) hands = takeBoard({ host, root, layer, model, view, requests }, style)
  }
  void take()
  return {
    view,
    setStyle: (next) => {
      style = next
      view.setStyle(next)
      hands?.setStyle(next)
    },
    close: () => {
      isClosed = true
      hands?.close()
      for (const stop of stops) stop()
      root.remove()
    },
  }
}

function createElements() {
  const root = document.createElement('div')
  root.className = 'canvas'
  root.tabIndex = 0
  const plane = document.createElement('div')
  plane.className = 'canvas__plane'
  const stage = document.createElement('canvas')
  stage.className = 'canvas__stage'
  const lifted = document.createElement('canvas')
  lifted.className = 'canvas__lifted'
  lifted.hidden = true
  const layer = document.createElement('div')
  layer.className = 'canvas__layer'
  const glass = document.createElement('div')
  glass.className = 'canvas__glass'
  for (const element of [plane, stage, lifted, layer, glass]) element.setAttribute('aria-hidden', 'true')
  root.append(plane, stage, lifted, layer, glass)
  return { root, plane, stage, lifted, layer }
}

function watchSize(root: HTMLElement, fit: () => void): () => void {
  const observer = new ResizeObserver(fit)
  observer.observe(root)
  window.addEventListener('resize', fit)
  fit()
  return () => {
    observer.disconnect()
    window.removeEventListener('resize', fit)
  }
}

/** A script's font is fetched when its first letter is drawn; texts measured before are then wrong. */
function watchFonts({ scene }: BoardModel): () => void {
  const remeasure = () => scene.remeasure()
  document.fonts.addEventListener('loadingdone', remeasure)
  void document.fonts.load(`16px ${noteFont}`)
  return () => document.fonts.removeEventListener('loadingdone', remeasure)
}
