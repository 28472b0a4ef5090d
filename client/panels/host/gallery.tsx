import { useStore } from '@nanostores/react'
import { useCallback, useState, type ReactNode } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { titleIn } from '#shared/board/area.ts'
import { blanksInLine } from '#shared/board/blanks.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { SceneNote } from '../../model/document/scene.ts'
import { Button } from '../ui/button.tsx'
import { areasOfStep, isOfSentences } from './areas-of-step.ts'
import { useBoard } from './board-context.tsx'
import { CardList } from './card-list.tsx'
import { Card } from './card.tsx'
import { useNumber } from './use-number.ts'
import { useSceneList } from './use-scene.ts'
import { hostWords } from './words.ts'
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
