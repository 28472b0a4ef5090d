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
import { createSelectionBox, type SelectionBox } from './selection-box.ts'
import { onReturn } from './page-return.ts'
import type { CanvasStyle } from './style.ts'
import { watchTabFocus } from './tab-focus.ts'

export interface MountedBoard {
  readonly view: BoardView
  readonly setStyle: (style: CanvasStyle) => void
  readonly close: () => void
}

/** The thing under a resting pointer is looked up so often while panning, milliseconds. Not measured. */
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
  const { root, layer, ...canvases } = createElements()
  host.append(root)
  const words = () => style.words
  const view = createBoardView(model, canvases, style)
  const overlay = createOverlay(layer, model.camera, (joining) => style.words.joining[joining])
  const selectionBox = createSelectionBox(layer, model)
  const cursors = createCursors(layer, model, style.palette)
  const editor = createEditor(root, model, words)
  const announcer = createAnnouncer(host, model, words)
  const list = createAccessibleList(host, model, words, overlay.hint, announcer.say)
  const stopInput = listenToInput(root, model, view, { overlay, selectionBox }, requests)
  const label = () => {
    root.setAttribute('aria-label', style.words.board)
    root.setAttribute('aria-description', style.words.boardHint)
    list.relabel()
  }
  const stops = [
    stopInput,
    watchFonts(model),
    watchTabFocus(root),
    onReturn(() => view.setStyle(style)),
    overlay.close,
    selectionBox.close,
    cursors.close,
    editor.close,
    list.close,
    announcer.close,
    view.close,
  ]
  label()
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
      model.presence.pointTo(null)
      root.remove()
    },
  }
}

/** Listens to pointer, wheel, keys, clipboard and dropped files on the canvas. Returns its own undo. */
function listenToInput(
  root: HTMLElement,
  model: BoardModel,
  view: BoardView,
  { overlay, selectionBox }: { overlay: ReturnType<typeof createOverlay>; selectionBox: SelectionBox },
  requests: BoardRequests,
): () => void {
  let isPanHeld = false
  /** The upper edge of the board on the page. */
  let top: number | undefined
  const context = {
    model,
    shown: view.shown,
    lift: (ids: ReadonlySet<string>, isCopy: boolean) => {
      selectionBox.hide(true)
      view.lift(ids, isCopy)
    },
    moveLifted: view.moveLifted,
    drop: () => {
      view.drop()
      selectionBox.hide(false)
    },
    overlay,
    isPanHeld: () => isPanHeld,
    now: () => performance.now(),
  }
  const tools = createTools(context, ({ kind }) => {
    root.dataset['busy'] = kind
    model.ui.isHolding.set(kind !== 'idle' && kind !== 'held')
  })
  const hover = new Hover(root, model, view)
  const showTool = () => {
    root.dataset['tool'] = isPanHeld || !mayWrite(model.role) ? ToolName.pan : model.ui.tool.get()
  }
  const stops = [
    hover.listenToWheel(),
    listenToPointer(root, {
      send: tools.send,
      gesture: tools.gesture,
      hover: (at) => hover.to(at),
      panBy: model.camera.panBy,
      screen: () => model.camera.screen.get(),
    }),
    listenToTrackpad(root, {
      isBusy: () => tools.gesture().kind !== 'idle',
      zoom: (factor, at) => hover.moveView(at, () => zoomBy(model.camera, factor, at)),
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
    listenToClipboard({ root, model, pointer: () => hover.at(), onRows: requests.onPasteRows }),
    listenToDrops(root, model),
    model.scene.onChange(() => tools.send({ kind: 'changed' })),
    model.ui.tool.subscribe(showTool),
    model.ui.selection.subscribe(({ size }) => root.toggleAttribute('data-selected', size > 0)),
    watchSize(root, () => {
      const { camera } = model
      const before = camera.state.get()
      const wasTop = top
      hover.measure()
      top = hover.top()
      view.resize(root.clientWidth, root.clientHeight, window.devicePixelRatio)
      // The paper stays on the screen when a bar above takes some of its room, unless the view was fitted again.
      const isSettled = camera.state.get() === before && !camera.isGliding()
      if (isSettled && wasTop !== undefined && wasTop !== top) camera.panBy(0, wasTop - top)
    }),
    () => hover.close(),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Where the pointer is on the board, and what the canvas shows about the thing under it. */
class Hover {
  readonly #root: HTMLElement
  readonly #model: BoardModel
  readonly #view: BoardView
  #pointer: Point | null = null
  /** Of the canvas in the window, CSS pixels. Asking for it during a pan would have the page laid out in every frame. */
  #corner: Point = { x: 0, y: 0 }
  /** Things that pass under a resting pointer: looked up in every frame they would cost as much as the panning. */
  readonly #underWheel = throttled(() => {
    this.measure()
    this.#lookUnder()
  }, passingMs)

  constructor(root: HTMLElement, model: BoardModel, view: BoardView) {
    this.#root = root
    this.#model = model
    this.#view = view
  }

  /** In board units; null while the pointer is not on the board. */
  at(): Point | null {
    return this.#pointer
  }

  to(at: Point | null): void {
    this.#pointAt(at)
    this.#lookUnder()
  }

  /** The upper edge of the board on the page, as measured last. */
  top(): number {
    return this.#corner.y
  }

  measure(): void {
    this.#corner = this.#root.getBoundingClientRect()
  }

  /** Moves the view under a pointer that rests there. */
  moveView(at: Point, move: () => void): void {
    const { ui } = this.#model
    ui.following.set(null)
    ui.menu.set(null)
    move()
    this.#pointAt(at)
    this.#underWheel.ask()
  }

  listenToWheel(): () => void {
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      // React would otherwise search the page for listeners, of which there are none.
      event.stopPropagation()
      const { deltaX, deltaY, deltaMode, shiftKey: shift } = event
      const command = event.ctrlKey || event.metaKey
      const at = { x: event.clientX - this.#corner.x, y: event.clientY - this.#corner.y }
      const turn = { deltaX, deltaY, deltaMode, shift, command }
      this.moveView(at, () => turnWheel(this.#model.camera, turn, at))
    }
    this.#root.addEventListener('wheel', wheel, { passive: false })
    return () => this.#root.removeEventListener('wheel', wheel)
  }

  close(): void {
    this.#underWheel.stop()
  }

  #pointAt(at: Point | null): void {
    this.#pointer = at && this.#model.camera.toBoard(at)
    this.#model.presence.pointTo(this.#pointer)
  }

  #lookUnder(): void {
    const { dataset } = this.#root
    if (this.#model.voting.open.get() === undefined) delete dataset['over']
    else if (this.#pointer) dataset['over'] = this.#hitAt(this.#pointer).kind
    this.#showBarrier()
  }

  /** Over a thing that this person cannot move, the pointer and a tooltip say so. */
  #showBarrier(): void {
    const model = this.#model
    const hit = this.#pointer && mayWrite(model.role) ? this.#hitAt(this.#pointer) : undefined
    const isThing = hit?.kind === 'note' || hit?.kind === 'handle'
    const barrier = isThing ? model.barrierToMove(hit.id) : undefined
    this.#root.toggleAttribute('data-barred', barrier !== undefined)
    if (barrier === undefined) this.#root.removeAttribute('title')
    else this.#root.title = model.whyNot(barrier)
  }

  #hitAt(at: Point) {
    const { scene, camera } = this.#model
    return hitAt(scene, this.#view.shown(), at, camera.state.get().zoom)
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

/** A script's font is fetched when its first letter is drawn; texts measured before are then wrong. */
function watchFonts({ scene }: BoardModel): () => void {
  const remeasure = () => scene.remeasure()
  document.fonts.addEventListener('loadingdone', remeasure)
  void document.fonts.load(`16px ${noteFont}`)
  return () => document.fonts.removeEventListener('loadingdone', remeasure)
}
