import type { ReactNode } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useColumnPages } from '../ui/use-column-pages.ts'
import { blocksWords } from './words.ts'
import './room-pages.css'

interface RoomPagesProps {
  /** Type sizes, rem, the largest first: the smallest is read from the last row. */
  readonly sizes: readonly number[]
  /** Left out: one column. */
  readonly columnWidth?: string
  readonly children: ReactNode
}

/** A text for the room, in columns, on as many pages as it takes. */
export function RoomPages({ sizes, columnWidth, children }: RoomPagesProps) {
  const t = useWords(blocksWords)
  const { place, page, pages } = useColumnPages(sizes)
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
      {pages > 1 && <p className="room-pages__page tabular">{t('page', { page: page + 1, pages })}</p>}
    </div>
  )
}
