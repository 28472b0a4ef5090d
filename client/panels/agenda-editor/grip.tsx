import { GripVertical } from 'lucide-react'
import type { DragOrder, OrderPlace } from './use-drag-order.ts'

/** Drags a step or a phase. Screen readers and keys have the buttons beside it. */
export function Grip({
  place,
  drag,
  isFixed,
}: {
  readonly place: OrderPlace
  readonly drag: DragOrder
  readonly isFixed: boolean
}) {
  if (isFixed) return <span className="agenda-editor__grip" aria-hidden="true" />
  return (
    <span className="agenda-editor__grip" data-live aria-hidden="true" {...drag.gripOf(place)}>
      <GripVertical />
    </span>
  )
}
