import { use, useMemo, type ReactElement, type ReactNode } from 'react'
import { familiesOf, type BuildsOn } from '#shared/workshop/families.ts'
import { LongList } from '../ui/long-list.tsx'
import { OnStage } from './column.ts'
import './gallery.css'

/** More are a list whose rows come as they scroll into view. Not measured. */
const mostCards = 200

interface CardListProps<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** The cards on which a card was built: it hangs below them. Left out: every card stands alone. */
  readonly buildsOn?: BuildsOn | undefined
  readonly children: (item: Item) => ReactElement
}

/** On a stage cards in as many columns as there is room for; elsewhere, or where there are too many, a long list. */
export function CardList<Item>({ items, keyOf, buildsOn, children }: CardListProps<Item>) {
  const families = useFamilies(items, keyOf, buildsOn)
  const keyOfFamily = ([first]: readonly [Item, ...Item[]]) => keyOf(first)
  if (use(OnStage) !== 'gallery' || items.length > mostCards)
    return (
      <LongList items={families} keyOf={keyOfFamily}>
        {(family) => <Joined items={family} keyOf={keyOf} draw={children} />}
      </LongList>
    )
  return (
    <ul className="gallery__cards">
      {families.map((family) => (
        <li key={keyOfFamily(family)}>
          <Joined items={family} keyOf={keyOf} draw={children} />
        </li>
      ))}
    </ul>
  )
}

interface JoinedProps<Item> {
  /** The first is what the others were built on. */
  readonly items: readonly [Item, ...Item[]]
  readonly keyOf: (item: Item) => string
  readonly draw: (item: Item) => ReactNode
}

/** One family: what was built on a card hangs below it. */
function Joined<Item>({ items: [first, ...others], keyOf, draw }: JoinedProps<Item>) {
  if (others.length === 0) return draw(first)
  return (
    <div className="family">
      {draw(first)}
      <ul>
        {others.map((item) => (
          <li key={keyOf(item)}>{draw(item)}</li>
        ))}
      </ul>
    </div>
  )
}

function useFamilies<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  buildsOn: BuildsOn | undefined,
): readonly (readonly [Item, ...Item[]])[] {
  return useMemo(() => {
    if (!buildsOn) return items.map((item) => [item])
    const byKey = new Map(items.map((item) => [keyOf(item), item]))
    return familiesOf([...byKey.keys()], buildsOn).flatMap(({ members }) => {
      const [first, ...others] = members.flatMap((key) => byKey.get(key) ?? [])
      return first === undefined ? [] : [[first, ...others]]
    })
  }, [items, keyOf, buildsOn])
}
