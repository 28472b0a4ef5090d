import type { Point, Size } from '#shared/geometry/rect.ts'
import { edgeSpeed } from './edge-pan.ts'
import type { Gesture } from '../gesture.ts'
import { holdMs, threshold, type Modifiers, type ToolEvent } from '../tool-event.ts'

/** How often a gesture that waits (for a dwell, at an edge) hears that time has passed, milliseconds. */
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
  /** Known already: to ask the page has it lay itself out once more in every frame of a drag. */
  readonly screen: () => Size
}

/** Turns DOM events on the canvas into tool events. Events that begin in a text field are the field's own. */
export function listenToPointer(root: HTMLElement, hand: Hand): () => void {
  const fingers = new Map<number, Point>()
  let main: number | null = null
  let isMainTouch = false
  let rested: { readonly at: Point; readonly timer: ReturnType<typeof setTimeout> } | null = null
  let last: Point = { x: 0, y: 0 }
  let ticking: ReturnType<typeof setInterval> | null = null
  let edge = 0

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = root.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const forgetRest = () => {
    if (rested) clearTimeout(rested.timer)
    rested = null
  }
  const isWaiting = () => hand.gesture().kind === 'dragging' || hand.gesture().kind === 'marquee'
  const keepTicking = () => {
    if (!isWaiting()) {
      if (ticking !== null) clearInterval(ticking)
      ticking = null
      cancelAnimationFrame(edge)
      edge = 0
      return
    }
    ticking ??= setInterval(() => {
      hand.send({ kind: 'tick' })
      keepTicking()
    }, tickMs)
    if (edge === 0 && edgeSpeed(last, hand.screen())) edge = requestAnimationFrame(panAtEdge)
  }
  const panAtEdge = () => {
    edge = 0
    if (!isWaiting()) return
    const speed = edgeSpeed(last, hand.screen())
    if (!speed) return
    hand.panBy(-speed.x, -speed.y)
    hand.send({ kind: 'tick' })
    edge = requestAnimationFrame(panAtEdge)
  }
  const pair = (): readonly [Point, Point] | undefined => {
    const [first, second] = fingers.values()
    return first && second ? [first, second] : undefined
  }

  const down = (event: PointerEvent) => {
    const button = buttonOf(event)
    if (isField(event.target) || button === undefined) return
    // Otherwise a phone's mouse events come after the tap and take the focus from the note just made.
    event.preventDefault()
    const isTouch = event.pointerType === 'touch'
    // A palm beside the pen, or a sleeve beside the mouse, is no hand of its own.
    if (isTouch && main !== null && !isMainTouch) return
    root.dataset['pointed'] = ''
    letGoOfText()
    root.focus({ preventScroll: true })
    const at = pointOf(event)
    last = at
    if (isTouch) fingers.set(event.pointerId, at)
    capture(event.pointerId)
    const both = pair()
    if (both) {
      forgetRest()
      hand.send({ kind: 'pinch', fingers: both })
      return
    }
    if (main !== null) return
    main = event.pointerId
    isMainTouch = isTouch
    const device = event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse'
    hand.send({ kind: 'down', at, device, button, mods: modifiersOf(event) })
    if (device !== 'touch') return
    const timer = setTimeout(() => {
      rested = null
      hand.send({ kind: 'hold', at })
    }, holdMs)
    rested = { at, timer }
  }
  const move = (event: PointerEvent) => {
    const at = pointOf(event)
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, at)
    const both = pair()
    if (both) return hand.send({ kind: 'pinch', fingers: both })
    if (main === null) return hand.hover(isField(event.target) ? null : at)
    if (event.pointerId !== main) return
    if (event.buttons === 0) return giveUp()
    // What the hand is in the middle of is nobody else's; who else listens is React, which would look for whom to ask.
    event.stopPropagation()
    last = at
    if (rested && Math.hypot(at.x - rested.at.x, at.y - rested.at.y) >= threshold.touch) forgetRest()
    hand.send({ kind: 'move', at, mods: modifiersOf(event) })
    keepTicking()
  }
  const up = (event: PointerEvent) => {
    const wasPair = pair() !== undefined
    const wasFinger = fingers.delete(event.pointerId)
    if (wasPair && pair() === undefined) hand.send({ kind: 'pinchEnd' })
    if (main === null || (event.pointerId !== main && !wasFinger)) return
    if (fingers.size > 0) return
    forgetRest()
    main = null
    if (event.type === 'pointercancel') hand.send({ kind: 'cancel' })
    else hand.send({ kind: 'up', at: pointOf(event), mods: modifiersOf(event) })
    keepTicking()
  }
  /** The release never comes: it was another window's, or the system's. What was begun is not done. */
  const giveUp = () => {
    if (main === null) return
    main = null
    fingers.clear()
    forgetRest()
    hand.send({ kind: 'cancel' })
    keepTicking()
  }
  const lose = ({ pointerId }: PointerEvent) => {
    // After a release, or of the first of two fingers: the others go on.
    if (pointerId === main && fingers.size === 0) giveUp()
  }
  const double = (event: MouseEvent) => {
    if (!isField(event.target)) hand.send({ kind: 'double', at: pointOf(event) })
  }
  const leave = () => {
    if (main === null) hand.hover(null)
  }
  const capture = (id: number) => {
    try {
      root.setPointerCapture(id)
    } catch {
      // The pointer was lifted before this event arrived; nothing is left to capture.
    }
  }
  const blur = () => delete root.dataset['pointed']
  const noMenu = (event: Event) => {
    if (!isField(event.target)) event.preventDefault()
  }

  root.addEventListener('pointerdown', down)
  root.addEventListener('pointermove', move)
  root.addEventListener('pointerup', up)
  root.addEventListener('pointercancel', up)
  root.addEventListener('lostpointercapture', lose)
  window.addEventListener('blur', giveUp)
  root.addEventListener('pointerleave', leave)
  root.addEventListener('dblclick', double)
  root.addEventListener('contextmenu', noMenu)
  root.addEventListener('blur', blur)
  return () => {
    forgetRest()
    if (ticking !== null) clearInterval(ticking)
    cancelAnimationFrame(edge)
    root.removeEventListener('pointerdown', down)
    root.removeEventListener('pointermove', move)
    root.removeEventListener('pointerup', up)
    root.removeEventListener('pointercancel', up)
    root.removeEventListener('lostpointercapture', lose)
    window.removeEventListener('blur', giveUp)
    root.removeEventListener('pointerleave', leave)
    root.removeEventListener('dblclick', double)
    root.removeEventListener('contextmenu', noMenu)
    root.removeEventListener('blur', blur)
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

/** What is marked elsewhere on the page is not what the next key is about. */
function letGoOfText(): void {
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
