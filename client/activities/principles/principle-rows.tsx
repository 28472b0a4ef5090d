import type { ReactElement } from 'react'
import { LongList, wholeUpTo } from '../../panels/ui/long-list.tsx'

interface PrincipleRowsProps<Item> {
  readonly items: readonly Item[]
  readonly children: (item: Item, index: number) => ReactElement
}

/** Principles in their order. Of hundreds, which only ill will writes, those in sight are drawn. */
export function PrincipleRows<Item extends { readonly id: string }>({
  items,
  children,
}: PrincipleRowsProps<Item>) {
  if (items.length > wholeUpTo)
    return (
      <LongList items={items} keyOf={({ id }) => id} kind="ol">
        {(item, index) => <div className="principles__row">{children(item, index)}</div>}
      </LongList>
    )
  return (
    <ol className="principles__list">
      {items.map((item, index) => (
        <li key={item.id}>{children(item, index)}</li>
      ))}
    </ol>
  )
}
