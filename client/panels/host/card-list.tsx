import { use, type ReactElement } from 'react'
import { LongList } from '../ui/long-list.tsx'
import { OnStage } from './column.ts'
import './gallery.css'

/** More are a list whose rows come as they scroll into view. Not measured. */
const mostCards = 200

interface CardListProps<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly children: (item: Item) => ReactElement
}

/** On a stage cards in as many columns as there is room for; elsewhere, or where there are too many, a long list. */
export function CardList<Item>({ items, keyOf, children }: CardListProps<Item>) {
  if (use(OnStage) !== 'gallery' || items.length > mostCards)
    return (
      <LongList items={items} keyOf={keyOf}>
        {children}
      </LongList>
    )
  return (
    <ul className="gallery__cards">
      {items.map((item) => (
        <li key={keyOf(item)}>{children(item)}</li>
      ))}
    </ul>
  )
}
