import { useEffect, useRef, useState } from 'react'
import type { BoardModel } from '../model/contract/board-model.ts'
import { afterPaint } from '../offline/download.ts'
import type { BoardHands, BoardRequests } from './board-hands.ts'
import { createBoardView, type BoardView } from './board-view.ts'
import { noteFont } from './measure.ts'
import { onReturn } from './frames.ts'
import type { CanvasStyle } from './style.ts'
import { useCanvasStyle } from './use-canvas-style.ts'
import './board-canvas.css'

interface BoardCanvasProps {
  readonly model: BoardModel
  /** Asks before pasted rows, or the notes of a file, are added. */
  readonly requests: BoardRequests
}

/** The board, filling its parent. Everything on it is painted and handled outside React. */
export function BoardCanvas({ model, requests }: BoardCanvasProps) {
  const style = useCanvasStyle()
  const host = useRef<HTMLDivElement>(null)
  const mounted = useRef<MountedBoard | null>(null)
  const asked = useRef(requests)
  const [firstStyle] = useState(style)
  useEffect(() => {
    asked.current = requests
  }, [requests])
  useEffect(() => {
    if (!host.current) return
    const board = mountBoard(host.current, model, firstStyle, {
      onPasteRows: (rows, text) => asked.current.onPasteRows(rows, text),
      onNotesFile: (file) => asked.current.onNotesFile(file),
    })
    mounted.current = board
    return () => {
      mounted.current = null
      board.close()
    }
  }, [model, firstStyle])
  useEffect(() => mounted.current?.setStyle(style), [style])
  return <div ref={host} className="canvas-host" style={{ position: 'absolute', inset: 0 }} />
}

interface MountedBoard {
  readonly view: BoardView
  readonly setStyle: (style: CanvasStyle) => void
  readonly close: () => void
}

/** Puts the canvas and everything that belongs to it into `host`; `close` takes it all away again. */
function mountBoard(
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
  for (const element of [plane, stage, lifted, glass, layer]) element.setAttribute('aria-hidden', 'true')
  root.append(plane, stage, lifted, glass, layer)
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
