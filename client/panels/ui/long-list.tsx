import {
  createContext,
  Fragment,
  use,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type ReactElement,
  type RefObject,
  type CSSProperties,
} from 'react'
import { Virtualizer, type CustomContainerComponentProps, type CustomItemComponentProps } from 'virtua'

/** A list of this length is on the page as a whole, so that the browser's own search finds all of it. Not measured. */
export const wholeUpTo = 50

/** A list, a list with an order, or a table. */
type ListKind = 'ul' | 'ol' | 'table'

interface ListFacts {
  readonly label: string | undefined
  readonly length: number
  /** Position of a row among the items that count, from 0; undefined for headings. */
  readonly positionOf: ((index: number) => number | undefined) | undefined
}

const Facts = createContext<ListFacts>({ label: undefined, length: 0, positionOf: undefined })

interface LongListProps<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** Draws one row. The row's component should be a `memo`, because scrolling calls this for every row in sight. */
  readonly children: (item: Item, index: number) => ReactElement
  readonly kind?: ListKind
  readonly label?: string
  /** The number of items that count, and the position of each, where some rows are headings. */
  readonly length?: number
  readonly positionOf?: (index: number) => number | undefined
  /** The head of a table. */
  readonly head?: ReactElement
}

/**
 * A list whose rows are on the page only while they are in sight, in rows of any height. The nearest parent that scrolls
 * is its window. The row with the focus stays, and its neighbours, so that Tab leads on. Screen readers hear how long the
 * list is.
 */
export function LongList<Item>({
  items,
  keyOf,
  children,
  kind = 'ul',
  label,
  length = items.length,
  positionOf,
  head,
}: LongListProps<Item>) {
  const place = useRef<HTMLDivElement>(null)
  const { scroller, startMargin } = useScroller(place)
  const [focused, setFocused] = useState<string | null>(null)
  const kept = useMemo(() => {
    if (items.length <= wholeUpTo) return items.map((_, index) => index)
    const at = focused === null ? -1 : items.findIndex((item) => keyOf(item) === focused)
    return at === -1 ? [] : [at - 1, at, at + 1].filter((index) => index >= 0)
  }, [items, keyOf, focused])
  const facts = useMemo(() => ({ label, length, positionOf }), [label, length, positionOf])
  const look = ({ target }: FocusEvent) => {
    const index = Number(target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? Number.NaN)
    const item = items[index]
    setFocused(item === undefined ? null : keyOf(item))
  }
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setFocused(null)
  }
  const rows = (
    <Facts value={facts}>
      <Virtualizer
        data={items}
        as={containers[kind]}
        item={kind === 'table' ? TableRow : Row}
        scrollRef={scroller}
        startMargin={startMargin}
        keepMounted={kept}
      >
        {(item, index) => <Fragment key={keyOf(item)}>{children(item, index)}</Fragment>}
      </Virtualizer>
    </Facts>
  )
  return (
    <div ref={place} onFocus={look} onBlur={leave}>
      {kind === 'table' ? (
        <table aria-label={label} aria-rowcount={length + 1}>
          {head}
          {rows}
        </table>
      ) : (
        rows
      )}
    </div>
  )
}

/** The library takes no press while a list scrolls and a moment longer: a press there would be lost without a word. */
function pressable(style: CSSProperties): CSSProperties {
  return { ...style, pointerEvents: 'auto' }
}

function PlainRows({ ref, style, children }: CustomContainerComponentProps) {
  return (
    <ul ref={ref} style={pressable(style)} aria-label={use(Facts).label}>
      {children}
    </ul>
  )
}

function NumberedRows({ ref, style, children }: CustomContainerComponentProps) {
  return (
    <ol ref={ref} style={pressable(style)} aria-label={use(Facts).label}>
      {children}
    </ol>
  )
}

function TableRows({ ref, style, children }: CustomContainerComponentProps) {
  return (
    <tbody ref={ref} style={pressable(style)}>
      {children}
    </tbody>
  )
}

const containers = { ul: PlainRows, ol: NumberedRows, table: TableRows } satisfies Record<ListKind, unknown>

/** The first row of the table is its head. */
function TableRow({ ref, style, index, children }: CustomItemComponentProps) {
  return (
    <tr ref={ref} style={style} data-row={index} aria-rowindex={index + 2}>
      {children}
    </tr>
  )
}

function Row({ ref, style, index, children }: CustomItemComponentProps) {
  const { length, positionOf } = use(Facts)
  const position = positionOf ? positionOf(index) : index
  return (
    <li
      ref={ref}
      style={style}
      data-row={index}
      aria-setsize={position === undefined ? undefined : length}
      aria-posinset={position === undefined ? undefined : position + 1}
    >
      {children}
    </li>
  )
}

/** The parent that scrolls the list, and the height of everything above the list in it, CSS pixels. */
function useScroller(place: RefObject<HTMLElement | null>): {
  readonly scroller: RefObject<HTMLElement | null>
  readonly startMargin: number
} {
  const scroller = useRef<HTMLElement>(null)
  const [startMargin, setStartMargin] = useState(0)
  useLayoutEffect(() => {
    const list = place.current
    const parent = list && scrollingParent(list)
    if (!parent) return undefined
    scroller.current = parent
    const measure = () => {
      const top = (list.querySelector('ul, ol, tbody') ?? list).getBoundingClientRect().top
      const above = top - parent.getBoundingClientRect().top + parent.scrollTop
      setStartMargin(Math.round(above))
    }
    // Something above the list may grow: all parents up to the scrolling one are watched.
    const observer = new ResizeObserver(measure)
    for (
      let each: HTMLElement | null = list;
      each && each !== parent.parentElement;
      each = each.parentElement
    )
      observer.observe(each)
    measure()
    return () => observer.disconnect()
  }, [place])
  return { scroller, startMargin }
}

function scrollingParent(element: HTMLElement): HTMLElement {
  for (let each = element.parentElement; each; each = each.parentElement)
    if (/auto|scroll/u.test(getComputedStyle(each).overflowY)) return each
  return document.documentElement
}
