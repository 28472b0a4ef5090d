import type { Point } from '#shared/geometry/rect.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { ToolName, type BoardModel } from '../model/contract/board-model.ts'
import { listenToClipboard } from '../tools/input/clipboard.ts'
import { listenToDrops } from '../tools/input/dropped-files.ts'
import { hitAt } from '../tools/hit.ts'
import { listenToKeys } from '../tools/input/keyboard.ts'
import { createTools } from '../tools/input/machine.ts'
import { listenToPointer } from '../tools/input/pointer.ts'
import { listenToTrackpad } from '../tools/input/trackpad.ts'
import { zoomBy } from '../tools/view.ts'
import { turnWheel } from '../tools/input/wheel.ts'
import { throttled } from '../model/basics/throttle.ts'
import { createAccessibleList } from './accessible-list.ts'
import { createAnnouncer } from './announcer.ts'
import { createBoardView, type BoardView } from './board-view.ts'
import { createCursors } from './cursors.ts'
import { createEditor } from './editor.ts'
import { noteFont } from './measure.ts'
import { createOverlay } from './overlay.ts'
import { onReturn } from './page-return.ts'
import type { CanvasStyle } from './style.ts'

export interface MountedBoard {
  readonly view: BoardView
  readonly setStyle: (style: CanvasStyle) => void
  readonly close: () => void
}

/** How soon what has come under the pointer by panning is told apart, ms; taste. */
const passingMs = 100

export interface BoardRequests {
  readonly onPasteRows: (rows: readonly string[], text: string) => void
}

/** Puts the canvas and everything that belongs to it into `host`; `close` takes it all away again. */
export function mountBoard(
  host: HTMLElement,
  model: BoardModel,
  first: CanvasStyle,
  requests: BoardRequests,
): MountedBoard {
  let style = first
  let pointer: Point | null = null
  let isPanHeld = false
  /** Of the canvas in the window, CSS pixels: to ask for it has the page lay itself out once more in every frame of a pan. */
  let corner: Point = { x: 0, y: 0 }
  const { root, layer, ...canvases } = createElements()
  host.append(root)

  const view = createBoardView(model, canvases, style)
  const overlay = createOverlay(layer, model.camera)
  const cursors = createCursors(layer, model, style.palette)
  const editor = createEditor(root, model, () => style.words)
  const list = createAccessibleList(host, model, () => style.words, overlay.hint)
  const stopAnnouncing = createAnnouncer(host, model, () => style.words)

  const context = {
    model,
    shown: view.shown,
    lift: view.lift,
    moveLifted: view.moveLifted,
    drop: view.drop,
    overlay,
    isPanHeld: () => isPanHeld,
    now: () => performance.now(),
  }
  const tools = createTools(context, ({ kind }) => {
    root.dataset['busy'] = kind
  })
  const pointAt = (at: Point | null) => {
    pointer = at && model.camera.toBoard(at)
    model.presence.pointTo(pointer)
  }
  const hover = (at: Point | null) => {
    pointAt(at)
    lookUnder()
  }
  const lookUnder = () => {
    if (model.voting.open.get() === undefined) delete root.dataset['over']
    else if (pointer)
      root.dataset['over'] = hitAt(model.scene, view.shown(), pointer, model.camera.state.get().zoom).kind
    showBarrier()
  }
  /** Over what this person cannot take, the pointer and a tooltip say so. */
  const showBarrier = () => {
    const hit = pointer && mayWrite(model.role) ? hitUnder(pointer) : undefined
    const isThing = hit?.kind === 'note' || hit?.kind === 'handle'
    const barrier = isThing ? model.barrierToMove(hit.id) : undefined
    root.toggleAttribute('data-barred', barrier !== undefined)
    if (barrier === undefined) root.removeAttribute('title')
    else root.title = model.whyNot(barrier)
  }
  const hitUnder = (at: Point) => hitAt(model.scene, view.shown(), at, model.camera.state.get().zoom)
  const showTool = () => {
    root.dataset['tool'] = isPanHeld || !mayWrite(model.role) ? ToolName.pan : model.ui.tool.get()
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    // Whoever else listens is React, which would look for what nobody has asked of it.
    event.stopPropagation()
    const { deltaX, deltaY, deltaMode, shiftKey: shift } = event
    const command = event.ctrlKey || event.metaKey
    const at = { x: event.clientX - corner.x, y: event.clientY - corner.y }
    look(at, () => turnWheel(model.camera, { deltaX, deltaY, deltaMode, shift, command }, at))
  }
  /** Elsewhere, with the pointer where it is. */
  const look = (at: Point, move: () => void) => {
    model.ui.following.set(null)
    model.ui.menu.set(null)
    move()
    pointAt(at)
    underWheel.ask()
  }
  /** What passes under a resting pointer is looked at now and then: in every frame it would cost as much as the panning. */
  const underWheel = throttled(() => {
    corner = root.getBoundingClientRect()
    lookUnder()
  }, passingMs)
  root.addEventListener('wheel', wheel, { passive: false })

  const stops = [
    listenToPointer(root, {
      send: tools.send,
      gesture: tools.gesture,
      hover,
      panBy: model.camera.panBy,
      screen: () => model.camera.screen.get(),
    }),
    listenToTrackpad(root, {
      isBusy: () => tools.gesture().kind !== 'idle',
      zoom: (factor, at) => look(at, () => zoomBy(model.camera, factor, at)),
    }),
    listenToKeys({
      root,
      model,
      gesture: tools.gesture,
      cancel: () => tools.send({ kind: 'cancel' }),
      holdPan: (isHeld) => {
        isPanHeld = isHeld
        showTool()
      },
    }),
    listenToClipboard({ root, model, pointer: () => pointer, onRows: requests.onPasteRows }),
    listenToDrops(root, model),
    model.scene.onChange(() => tools.send({ kind: 'changed' })),
    model.ui.tool.subscribe(showTool),
    model.ui.selection.subscribe(({ size }) => root.toggleAttribute('data-selected', size > 0)),
    watchSize(root, () => {
      corner = root.getBoundingClientRect()
      view.resize(root.clientWidth, root.clientHeight, window.devicePixelRatio)
    }),
    watchFonts(model),
    onReturn(() => view.setStyle(style)),
    underWheel.stop,
    overlay.close,
    cursors.close,
    editor.close,
    list.close,
    stopAnnouncing,
    view.close,
  ]
  label()

  function label(): void {
    root.setAttribute('aria-label', style.words.board)
    root.setAttribute('aria-description', style.words.boardHint)
    list.relabel()
  }
  return {
    view,
    setStyle: (next) => {
      style = next
      view.setStyle(next)
      cursors.setPalette(next.palette)
      label()
    },
    close: () => {
      for (const stop of stops) stop()
      root.removeEventListener('wheel', wheel)
      model.presence.pointTo(null)
      root.remove()
    },
  }
}

function createElements() {
  const root = document.createElement('div')
  root.className = 'canvas'
  root.tabIndex = 0
  root.setAttribute('role', 'group')
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

/** A script's font is fetched when its first letter is drawn: what was measured before is then wrong. */
function watchFonts({ scene }: BoardModel): () => void {
  const remeasure = () => scene.remeasure()
  document.fonts.addEventListener('loadingdone', remeasure)
  void document.fonts.load(`16px ${noteFont}`)
  return () => document.fonts.removeEventListener('loadingdone', remeasure)
}
