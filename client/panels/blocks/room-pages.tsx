import type { ReactNode } from 'react'
import { RoomPageMark } from '../host/room-pages.tsx'
import { useColumnPages } from '../host/use-column-pages.ts'
import './room-pages.css'

interface RoomPagesProps {
  /** Names what is shown: see useRoomPage. */
  readonly name: string
  /** Type sizes, rem, the largest first: the smallest is read from the last row. */
  readonly sizes: readonly number[]
  /** Left out: one column. */
  readonly columnWidth?: string
  /** The first page has as much as it can hold: see useColumnPages. */
  readonly isFull?: boolean
  readonly children: ReactNode
}

/** A text for the room, in columns, on as many pages as it takes. The facilitator turns them. */
export function RoomPages({ name, sizes, columnWidth, isFull, children }: RoomPagesProps) {
  const { place, page, pages } = useColumnPages(name, sizes, { isFull })
  return (
    <div className="room-pages">
      <div className="room-pages__place" ref={place}>
        <div
          className="room-pages__flow"
          style={{
            transform: `translateX(calc(${-page} * (100% + var(--column-gap))))`,
            ...(columnWidth !== undefined && { columns: `${columnWidth} auto` }),
          }}
        >
          {children}
        </div>
      </div>
      <RoomPageMark page={page} pages={pages} />
    </div>
  )
}
