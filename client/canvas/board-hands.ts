import type { Point } from '#shared/geometry/rect.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { ToolName, type BoardModel } from '../model/contract/board-model.ts'
import { roundShown } from '../model/voting/voting.ts'
import { throttled } from '../model/basics/throttle.ts'
import { listenToClipboard } from '../tools/input/clipboard.ts'
import { listenToDrops } from '../tools/input/dropped-files.ts'
import { listenToKeys } from '../tools/input/keyboard.ts'
import { createTools } from '../tools/input/machine.ts'
import { listenToPointer } from '../tools/input/pointer.ts'
import { listenToTrackpad, turnWheel } from '../tools/input/trackpad.ts'
import { leaveFreeTools } from '../tools/free.ts'
import { hitAt } from '../tools/hit.ts'
import { zoomBy } from '../tools/view.ts'
import { labelOf } from './item-labels.ts'
import { createAreaHandles } from './area-handles.ts'
import { createBoardArrows, type BoardArrows } from './arrows.ts'
import { paintsAll } from './paint-late.ts'
import { createResizeHandle } from './resize-handle.ts'
import { createLaser } from './laser.ts'
import { createReactions } from './reactions.ts'
import { createOutline } from './outline.ts'
import type { BoardView } from './board-view.ts'
import { createCursors } from './cursors.ts'
import { createEditor } from './editor.ts'
import { createOverlay, createSelectionBox, type SelectionBox } from './overlay.ts'
import type { CanvasStyle, CanvasWords } from './style.ts'

export interface BoardRequests {
  readonly onPasteRows: (rows: readonly string[], text: string) => void
  readonly onNotesFile: (file: File) => void
}

/** The painted board that people get hold of. */
export interface Holding {
  readonly host: HTMLElement
  readonly root: HTMLElement
  readonly layer: HTMLElement
  readonly model: BoardModel
  readonly view: BoardView
  readonly requests: BoardRequests
}

/** Everything by which a person works on the painted board: pointers, keys, the editor, the outline. */
export interface BoardHands {
  readonly setStyle: (style: CanvasStyle) => void
  /** Call it with what fits the board to its new size: the paper then stays where it is on the screen. */
  readonly resize: (fit: () => void) => void
  readonly close: () => void
}

/** The thing under a resting pointer is looked up so often while panning, milliseconds. Not measured. */
const passingMs = 100

/** Loaded behind the first paint, which needs none of it. */
export function takeBoard(holding: Holding, first: CanvasStyle): BoardHands {
  const { host, root, layer, model, view } = holding
  let style = first
  const words = () => style.words
  paintsAll()
  if (model.scene.unusual.size > 0 || model.camera.state.get().zoom < 1 || roundShown(model))
    view.setStyle(first)
  const overlay = createOverlay(layer, model.camera, (joining) => style.words.joining[joining])
  const selectionBox = createSelectionBox(layer, model)
  const corner = createResizeHandle(layer, model, overlay.marquee)
  const arrows = createBoardArrows(holding)
  const cursors = createCursors(layer, model, style.palette)
  const editor = createEditor(root, model, words)
  const announcer = createAnnouncer(host, model, words)
  const list = createOutline(host, model, words, overlay.hint, announcer.say)
  const laser = createLaser(holding, () => style.palette)
  const reactions = createReactions(layer, model, words, announcer.say)
  const input = listenToInput(holding, { overlay, selectionBox, corner, arrows }, words)
  const parts = [
    laser,
    reactions,
    input,
    overlay,
    selectionBox,
    corner,
    arrows,
    cursors,
    editor,
    list,
    announcer,
  ]
  const stopTabFocus = watchTabFocus(root)
  const stopSettling = settleFirst(model)
  // Nobody hears of the board before it can be used.
  const label = () => {
    root.setAttribute('role', 'group')
    root.setAttribute('aria-label', style.words.board)
    root.setAttribute('aria-description', style.words.boardHint)
    list.relabel()
  }
  label()
  return {
    setStyle: (next) => {
      style = next
      cursors.setPalette(next.palette)
      label()
    },
    resize: input.resize,
    close: () => {
      stopTabFocus()
      stopSettling()
      for (const part of parts) part.close()
      model.presence.pointTo(null)
    },
  }
}

/** A key or press finds the whole board as a large undo leaves it. A modifier key says nothing yet. */
function settleFirst({ undo }: BoardModel): () => void {
  const settle = (event: Event) => {
    if (!(event instanceof KeyboardEvent && modifiers.has(event.key))) undo.settle()
  }
  const stopped = new AbortController()
  for (const kind of ['keydown', 'pointerdown'])
    window.addEventListener(kind, settle, { capture: true, signal: stopped.signal })
  return () => stopped.abort()
}

const modifiers: ReadonlySet<string> = new Set(['Control', 'Meta', 'Shift', 'Alt'])

/** The layers over the painted board while hands are at work on it. */
interface Marks {
  readonly overlay: ReturnType<typeof createOverlay>
  readonly selectionBox: SelectionBox
  readonly corner: ReturnType<typeof createResizeHandle>
  readonly arrows: BoardArrows
}

/** Listens to pointer, wheel, keys, clipboard and dropped files on the canvas. */
function listenToInput(
  { root, layer, model, view, requests }: Holding,
  { overlay, selectionBox, corner, arrows }: Marks,
  words: () => CanvasWords,
): Pick<BoardHands, 'resize' | 'close'> {
  let isPanHeld = false
  const context = {
    model,
    shown: view.shown,
    lift: (ids: ReadonlySet<string>, isCopy: boolean) => {
      selectionBox.hide(true)
      corner.hide(true)
      view.lift(ids, isCopy)
      arrows.lift(isCopy ? new Set() : ids)
    },
    moveLifted: (by: Point) => {
      view.moveLifted(by)
      arrows.moveLifted(by)
    },
    drop: () => {
      view.drop()
      arrows.lift(new Set())
      selectionBox.hide(false)
      corner.hide(false)
    },
    overlay,
    sketch: arrows.sketch,
    isPanHeld: () => isPanHeld,
    now: () => performance.now(),
  }
  const tools = createTools(context, ({ kind }) => {
    root.dataset['busy'] = kind
    model.ui.isHolding.set(kind !== 'idle' && kind !== 'held')
  })
  const areas = createAreaHandles(layer, model, context, words)
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
    listenToDrops(root, model, requests.onNotesFile),
    model.scene.onChange(() => tools.send({ kind: 'changed' })),
    model.ui.tool.subscribe(showTool),
    model.agenda.listen(() => leaveFreeTools(model)),
    model.ui.selection.subscribe(({ size }) => root.toggleAttribute('data-selected', size > 0)),
    () => hover.close(),
    areas.close,
  ]
  return {
    resize: (fit) => hover.keepPaper(fit),
    close: () => {
      for (const stop of stops) stop()
    },
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
    this.#measure()
    this.#lookUnder()
  }, passingMs)

  constructor(root: HTMLElement, model: BoardModel, view: BoardView) {
    this.#root = root
    this.#model = model
    this.#view = view
    this.#measure()
  }

  /** In board units; null while the pointer is not on the board. */
  at(): Point | null {
    return this.#pointer
  }

  to(at: Point | null): void {
    this.#pointAt(at)
    this.#lookUnder()
  }

  /** The paper stays on the screen when a bar above takes some of its room, unless the view was fitted again. */
  keepPaper(fit: () => void): void {
    const { camera } = this.#model
    const before = camera.state.get()
    const { y: top } = this.#corner
    this.#measure()
    fit()
    const isSettled = camera.state.get() === before && !camera.isGliding()
    if (isSettled && top !== this.#corner.y) camera.panBy(0, top - this.#corner.y)
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

  #measure(): void {
    this.#corner = this.#root.getBoundingClientRect()
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

/**
 * Marks the board while Tab has led the focus there. A press takes the mark away. The focus that Escape gives back to
 * the board, after somebody wrote, changes nothing. Returns its own undo.
 */
function watchTabFocus(root: HTMLElement): () => void {
  let isByTab = false
  const isHere = (target: EventTarget | null) => target instanceof Node && root.contains(target)
  const stopped = new AbortController()
  const { signal } = stopped
  const press = ({ key, target }: KeyboardEvent) => {
    // On the board itself Tab goes to the next note.
    if (key === 'Tab' && !isHere(target)) isByTab = true
  }
  const point = () => {
    isByTab = false
    root.removeAttribute('data-tabbed')
  }
  const enter = ({ relatedTarget }: FocusEvent) => {
    if (!isHere(relatedTarget)) root.toggleAttribute('data-tabbed', isByTab)
  }
  window.addEventListener('keydown', press, { capture: true, signal })
  window.addEventListener('pointerdown', point, { capture: true, signal })
  root.addEventListener('focusin', enter, { signal })
  return () => stopped.abort()
}

/**
 * Announces the thing that the keyboard has just selected on the canvas. In the list of the board a screen reader reads the
 * current item by itself. Dots are announced by the vote.
 */
function createAnnouncer(
  host: HTMLElement,
  model: BoardModel,
  words: () => CanvasWords,
): { readonly say: (text: string) => void; readonly close: () => void } {
  const region = document.createElement('div')
  region.className = 'visually-hidden'
  region.setAttribute('role', 'status')
  host.append(region)
  const say = () => {
    const selection = model.ui.selection.get()
    const [first] = selection
    const isRead = selection.size === 1 && document.activeElement?.getAttribute('role') === 'tree'
    if (first === undefined || isRead) region.textContent = ''
    else
      region.textContent =
        selection.size === 1 ? labelOf(model, first, words()) : words().selected(selection.size)
  }
  const stop = model.ui.selection.listen(say)
  return {
    say: (text) => {
      region.textContent = text
    },
    close: () => {
      stop()
      region.remove()
    },
  }
}
