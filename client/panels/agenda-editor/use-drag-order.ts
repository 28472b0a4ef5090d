import { useRef, useState, type PointerEvent, type RefObject } from 'react'

/** A step, or a whole phase, where `step` is null. A place to drop is before the thing that is there now. */
export interface OrderPlace {
  readonly phase: number
  readonly step: number | null
}

export interface DragOrder {
  /** The item being dragged. */
  readonly held: OrderPlace | null
  /** Where it would go. Null: nowhere else. */
  readonly drop: OrderPlace | null
  readonly gripOf: (place: OrderPlace) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerUp: () => void
    readonly onPointerCancel: () => void
  }
}

/** So near to an edge the list scrolls, and so far with each movement, CSS pixels. Not measured. */
const scrollZone = 56
const scrollBy = 14

/** Orders phases and steps with a mouse, a finger or a pen. Keys have the buttons. */
export function useDragOrder(
  list: RefObject<HTMLElement | null>,
  canPlace: (from: OrderPlace, to: OrderPlace) => boolean,
  onPlace: (from: OrderPlace, to: OrderPlace) => void,
): DragOrder {
  const [held, setHeld] = useState<OrderPlace | null>(null)
  const [drop, setDrop] = useState<OrderPlace | null>(null)
  const stopKeys = useRef<(() => void) | null>(null)
  const end = () => {
    stopKeys.current?.()
    stopKeys.current = null
    setHeld(null)
    setDrop(null)
  }
  const begin = (event: PointerEvent<HTMLElement>, place: OrderPlace) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    setHeld(place)
    // Escape gives up the drag, and the dialog stays.
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return
      key.stopPropagation()
      end()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    stopKeys.current = () => window.removeEventListener('keydown', onKey, { capture: true })
  }
  const move = ({ clientY }: PointerEvent<HTMLElement>) => {
    if (!held || !list.current) return
    scrollNear(list.current, clientY)
    const to = placeAt(list.current, clientY, held.step !== null)
    const isElsewhere = to !== undefined && canPlace(held, to)
    const next = isElsewhere ? to : null
    if (next?.phase !== drop?.phase || next?.step !== drop?.step) setDrop(next)
  }
  const release = () => {
    if (held && drop) onPlace(held, drop)
    end()
  }
  return {
    held,
    drop,
    gripOf: (place) => ({
      onPointerDown: (event) => begin(event, place),
      onPointerMove: move,
      onPointerUp: release,
      onPointerCancel: end,
    }),
  }
}

/** Before the first thing whose middle is lower than the pointer. */
function placeAt(list: HTMLElement, y: number, isStep: boolean): OrderPlace | undefined {
  const phases = [...list.querySelectorAll('.agenda-editor__phase')]
  if (!isStep) return { phase: countAbove(phases, y), step: null }
  const phase = phases.findLastIndex((card, index) => index === 0 || card.getBoundingClientRect().top <= y)
  const card = phases[phase]
  return card && { phase, step: countAbove([...card.querySelectorAll('.agenda-editor__step')], y) }
}

function countAbove(elements: readonly Element[], y: number): number {
  return elements.filter((element) => {
    const { top, height } = element.getBoundingClientRect()
    return top + height / 2 < y
  }).length
}

function scrollNear(list: HTMLElement, y: number): void {
  const body = list.closest('.dialog__body')
  if (!body) return
  const { top, bottom } = body.getBoundingClientRect()
  if (y < top + scrollZone) body.scrollBy(0, -scrollBy)
  if (y > bottom - scrollZone) body.scrollBy(0, scrollBy)
}
