import { useStore } from '@nanostores/react'
import { useCallback, useState, type ReactNode, use, useMemo, type ReactElement } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { titleIn } from '#shared/board/area.ts'
import { blanksInLine } from '#shared/board/blanks.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { familiesOf, type BuildsOn } from '#shared/workshop/families.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { SceneNote } from '../../model/document/scene.ts'
import { Button } from '../ui/button.tsx'
import { LongList } from '../ui/long-list.tsx'
import { areasOfStep, isOfSentences } from './areas-of-step.ts'
import { useBoard } from './board-context.tsx'
import { Card } from './card.tsx'
import { useNumber } from './use-number.ts'
import { useSceneList } from './use-scene.ts'
import { hostWords } from './words.ts'
import { OnStage } from './column.ts'
import './gallery.css'

/** More cards would be slow to lay out; the next ones are one press away. Not measured. */
const atOnce = 200

interface Shelf {
  readonly id: string
  readonly title: string
  readonly hasSentences: boolean
  readonly notes: readonly SceneNote[]
}

/** The notes of the running step as cards in columns, in the order of the board, under the titles of their areas. */
export function Gallery({ renderUnder }: Pick<NoteCardProps, 'renderUnder'>) {
  const t = useWords(hostWords)
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const own = useStore(model.tables) && model.ownTable()
  const [most, setMost] = useState(atOnce)
  const read = useCallback(
    (scene: BoardModel['scene']) => shelvesOf(scene, agenda, areasOfStep(agenda, scene.areas, own)),
    [agenda, own],
  )
  const shelves = useSceneList(model.scene, read, isSame)
  const buildsOn = useCallback((id: string) => model.scene.notes.get(id)?.from ?? [], [model])
  const count = shelves.reduce((sum, { notes }) => sum + notes.length, 0)
  return (
    <div className="gallery">
      {firstOf(shelves, most).map(({ id, title, hasSentences, notes, shown }) => (
        <section key={id} aria-label={title}>
          {shelves.length > 1 && (
            <h3 className="gallery__title">
              {title} <span className="tabular">{notes.length}</span>
            </h3>
          )}
          <CardList items={shown} keyOf={idOf} buildsOn={buildsOn}>
            {(note) => <NoteCard note={note} isSentence={hasSentences} renderUnder={renderUnder} />}
          </CardList>
        </section>
      ))}
      {count > most && (
        <Button onClick={() => setMost(most + atOnce)}>{t('moreCards', { count: count - most })}</Button>
      )}
    </div>
  )
}

const idOf = ({ id }: SceneNote): string => id

/** The first notes of all shelves together, on the shelves that have some of them. */
function firstOf(
  shelves: readonly Shelf[],
  most: number,
): readonly (Shelf & { readonly shown: readonly SceneNote[] })[] {
  let left = most
  return shelves.flatMap((shelf) => {
    const shown = shelf.notes.slice(0, Math.max(0, left))
    left -= shelf.notes.length
    return shown.length > 0 ? [{ ...shelf, shown }] : []
  })
}

interface NoteCardProps {
  readonly note: SceneNote
  readonly isSentence: boolean
  /** At the foot of a card: the part of the step that is about it. */
  readonly renderUnder?: ((note: string, isSelected: boolean) => ReactNode) | undefined
}

/** A press selects it, as on the board. */
function NoteCard({ note, isSentence, renderUnder }: NoteCardProps) {
  const t = useWords(hostWords)
  const { model } = useBoard()
  const isSelected = useStore(model.ui.selection).has(note.id)
  const number = useNumber(note.id)
  const named = note.signature ?? blanksInLine(note.blanks, currentLanguage())
  return (
    <Card
      id={note.id}
      text={note.text}
      note={note}
      isSentence={isSentence}
      {...(number !== undefined && { head: number })}
      facts={[named, note.isLate ? t('common.addedLater') : '']}
      press={{
        isOn: isSelected,
        run: () => model.ui.selection.set(new Set(isSelected ? [] : [note.id])),
      }}
      below={renderUnder?.(note.id, isSelected)}
    />
  )
}

function shelvesOf(
  { areas, notes }: BoardModel['scene'],
  agenda: Agenda | null,
  ids: ReadonlySet<string> | undefined,
): readonly Shelf[] {
  const lying = new Map<string, SceneNote[]>()
  for (const note of notes.values()) {
    const { area } = note
    if (area === null || ids?.has(area) !== true || (note.text.trim() === '' && !note.photo)) continue
    const there = lying.get(area)
    if (there) there.push(note)
    else lying.set(area, [note])
  }
  return [...areas.values()].flatMap((area) => {
    const there = lying.get(area.id)
    if (!there) return []
    return [
      {
        id: area.id,
        title: titleIn(area, currentLanguage()),
        hasSentences: isOfSentences(agenda, area.id),
        notes: inReadingOrder(there, ({ rect }) => rect),
      },
    ]
  })
}

function isSame(a: Shelf, b: Shelf): boolean {
  return (
    a.id === b.id &&
    a.title === b.title &&
    a.notes.length === b.notes.length &&
    a.notes.every((note, index) => note === b.notes[index])
  )
}

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
