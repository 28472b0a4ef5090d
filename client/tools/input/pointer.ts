import type { Point, Size } from '#shared/geometry/rect.ts'
import type { Gesture } from '../gesture.ts'
import { holdMs, threshold, type Modifiers, type ToolEvent } from '../tool-event.ts'

/** Interval of the ticks for a gesture that waits, for a rest or at an edge, milliseconds. */
const tickMs = 80

/** By the DOM's numbers; back and forward (3 and 4) are the browser's. A pen's eraser (5) presses as its tip does. */
const buttons: Readonly<Record<number, 'main' | 'middle' | 'right' | undefined>> = {
  0: 'main',
  1: 'middle',
  2: 'right',
  5: 'main',
}

interface Hand {
  readonly send: (event: ToolEvent) => void
  readonly gesture: () => Gesture
  readonly hover: (at: Point | null) => void
  readonly panBy: (dx: number, dy: number) => void
  /** Size of the screen as known already: asking the page would have it laid out in every frame of a drag. */
  readonly screen: () => Size
}

/** Turns DOM events on the canvas into tool events. Events that begin in a text field are the field's own. */
export function listenToPointer(root: HTMLElement, hand: Hand): () => void {
  const pointers = new PointerInput(root, hand)
  const noMenu = (event: Event) => {
    if (!isField(event.target)) event.preventDefault()
  }
  const stopped = new AbortController()
  const { signal } = stopped
  root.addEventListener('pointerdown', (event) => pointers.down(event), { signal })
  root.addEventListener('pointermove', (event) => pointers.move(event), { signal })
  root.addEventListener('pointerup', (event) => pointers.up(event), { signal })
  root.addEventListener('pointercancel', (event) => pointers.up(event), { signal })
  root.addEventListener('lostpointercapture', (event) => pointers.lose(event), { signal })
  window.addEventListener('blur', () => pointers.giveUp(), { signal })
  root.addEventListener('pointerleave', () => pointers.leave(), { signal })
  root.addEventListener('dblclick', (event) => pointers.double(event), { signal })
  root.addEventListener('contextmenu', noMenu, { signal })
  return () => {
    pointers.close()
    stopped.abort()
  }
}

class PointerInput {
  readonly #root: HTMLElement
  readonly #hand: Hand
  readonly #ticker: GestureTicker
  readonly #fingers = new Map<number, Point>()
  #main: number | null = null
  #isMainTouch = false
  #rested: { readonly at: Point; readonly timer: ReturnType<typeof setTimeout> } | null = null

  constructor(root: HTMLElement, hand: Hand) {
    this.#root = root
    this.#hand = hand
    this.#ticker = new GestureTicker(hand)
  }

  close(): void {
    this.#forgetRest()
    this.#ticker.close()
  }

  down(event: PointerEvent): void {
    const button = buttonOf(event)
    if (isField(event.target) || button === undefined) return
    // Otherwise a phone's mouse events come after the tap and take the focus from the note just made.
    event.preventDefault()
    const isTouch = event.pointerType === 'touch'
    // A palm beside the pen, or a sleeve beside the mouse, is no hand of its own.
    if (isTouch && this.#main !== null && !this.#isMainTouch) return
    clearTextSelection()
    this.#root.focus({ preventScroll: true })
    const at = this.#pointOf(event)
    this.#ticker.last = at
    if (isTouch) this.#fingers.set(event.pointerId, at)
    this.#capture(event.pointerId)
    const pair = this.#pair()
    if (pair) {
      this.#forgetRest()
      return this.#hand.send({ kind: 'pinch', fingers: pair })
    }
    if (this.#main === null) this.#begin(event, at, button, isTouch)
  }

  move(event: PointerEvent): void {
    const at = this.#pointOf(event)
    if (this.#fingers.has(event.pointerId)) this.#fingers.set(event.pointerId, at)
    const pair = this.#pair()
    if (pair) return this.#hand.send({ kind: 'pinch', fingers: pair })
    if (this.#main === null) return this.#hand.hover(isField(event.target) ? null : at)
    if (event.pointerId !== this.#main) return
    if (event.buttons === 0) return this.giveUp()
    // Nobody else needs this event, and React would search the page for listeners.
    event.stopPropagation()
    this.#ticker.last = at
    const rested = this.#rested?.at
    if (rested && Math.hypot(at.x - rested.x, at.y - rested.y) >= threshold.touch) this.#forgetRest()
    this.#hand.send({ kind: 'move', at, mods: modifiersOf(event) })
    this.#ticker.keep()
  }

  up(event: PointerEvent): void {
    const wasPair = this.#pair() !== undefined
    const wasFinger = this.#fingers.delete(event.pointerId)
    if (wasPair && this.#pair() === undefined) this.#hand.send({ kind: 'pinchEnd' })
    if (this.#main === null || (event.pointerId !== this.#main && !wasFinger)) return
    if (this.#fingers.size > 0) return
    this.#forgetRest()
    this.#main = null
    if (event.type === 'pointercancel') this.#hand.send({ kind: 'cancel' })
    else this.#hand.send({ kind: 'up', at: this.#pointOf(event), mods: modifiersOf(event) })
    this.#ticker.keep()
  }

  /** The release never comes: another window or the system took it. The gesture is cancelled. */
  giveUp(): void {
    if (this.#main === null) return
    this.#main = null
    this.#fingers.clear()
    this.#forgetRest()
    this.#hand.send({ kind: 'cancel' })
    this.#ticker.keep()
  }

  lose({ pointerId }: PointerEvent): void {
    // Also fires after a release, and for the first of two fingers: the others go on.
    if (pointerId === this.#main && this.#fingers.size === 0) this.giveUp()
  }

  leave(): void {
    if (this.#main === null) this.#hand.hover(null)
  }

  double(event: MouseEvent): void {
    if (!isField(event.target)) this.#hand.send({ kind: 'double', at: this.#pointOf(event) })
  }

  #begin(event: PointerEvent, at: Point, button: 'main' | 'middle' | 'right', isTouch: boolean): void {
    this.#main = event.pointerId
    this.#isMainTouch = isTouch
    const device = event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse'
    this.#hand.send({ kind: 'down', at, device, button, mods: modifiersOf(event) })
    if (device !== 'touch') return
    const timer = setTimeout(() => {
      this.#rested = null
      this.#hand.send({ kind: 'hold', at })
    }, holdMs)
    this.#rested = { at, timer }
  }

  #pair(): readonly [Point, Point] | undefined {
    const [first, second] = this.#fingers.values()
    return first && second ? [first, second] : undefined
  }

  #forgetRest(): void {
    if (this.#rested) clearTimeout(this.#rested.timer)
    this.#rested = null
  }

  #pointOf(event: MouseEvent): Point {
    const { left, top } = this.#root.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }

  #capture(id: number): void {
    try {
      this.#root.setPointerCapture(id)
    } catch {
      // The pointer was lifted before this event arrived; nothing is left to capture.
    }
  }
}

/** Tells a waiting gesture that time passes, and pans the board while the pointer is at an edge. */
class GestureTicker {
  /** Where the pointer was last, CSS pixels from the canvas's corner. */
  last: Point = { x: 0, y: 0 }
  readonly #hand: Hand
  #ticking: ReturnType<typeof setInterval> | null = null
  #edge = 0

  constructor(hand: Hand) {
    this.#hand = hand
  }

  /** Starts or stops the ticks, by the gesture under way. */
  keep(): void {
    if (!this.#isWaiting()) return this.close()
    this.#ticking ??= setInterval(() => {
      this.#hand.send({ kind: 'tick' })
      this.keep()
    }, tickMs)
    if (this.#edge === 0 && this.#speed()) this.#edge = requestAnimationFrame(this.#panAtEdge)
  }

  close(): void {
    if (this.#ticking !== null) clearInterval(this.#ticking)
    this.#ticking = null
    cancelAnimationFrame(this.#edge)
    this.#edge = 0
  }

  readonly #panAtEdge = (): void => {
    this.#edge = 0
    const speed = this.#isWaiting() && this.#speed()
    if (!speed) return
    this.#hand.panBy(-speed.x, -speed.y)
    this.#hand.send({ kind: 'tick' })
    this.#edge = requestAnimationFrame(this.#panAtEdge)
  }

  #speed() {
    return edgeSpeed(this.last, this.#hand.screen())
  }

  #isWaiting(): boolean {
    const { kind } = this.#hand.gesture()
    return kind === 'dragging' || kind === 'marquee'
  }
}

export function modifiersOf(event: MouseEvent | KeyboardEvent): Modifiers {
  return { shift: event.shiftKey, alt: event.altKey, command: event.ctrlKey || event.metaKey }
}

/** On a Mac Ctrl makes the left button the right one. */
function buttonOf({ button, ctrlKey, pointerType }: PointerEvent): 'main' | 'middle' | 'right' | undefined {
  const isRight = button === 0 && ctrlKey && pointerType === 'mouse' && navigator.platform.startsWith('Mac')
  return isRight ? 'right' : buttons[button]
}

/** Text marked elsewhere on the page must not be the target of the next key. */
function clearTextSelection(): void {
  const marked = document.getSelection()
  if (marked?.isCollapsed === false) marked.removeAllRanges()
}

/** Somewhere a person types. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null)
  )
}

/** A drag this close to the screen's edge pans the board, CSS pixels. */
const zone = 32

/** At the very edge, CSS pixels a frame: crosses a laptop's screen in about two seconds. */
const fastest = 12

/** How fast the board moves under the pointer; undefined away from the edges. */
export function edgeSpeed(at: Point, screen: Size): Point | undefined {
  const x = along(at.x, screen.width)
  const y = along(at.y, screen.height)
  return x === 0 && y === 0 ? undefined : { x, y }
}

function along(at: number, length: number): number {
  if (at < zone) return -fastest * Math.min(1, (zone - at) / zone)
  if (at > length - zone) return fastest * Math.min(1, (at - length + zone) / zone)
  return 0
}
