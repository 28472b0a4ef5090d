import { useStore } from '@nanostores/react'
import { useEffect } from 'react'
import type { RoomPage } from '#shared/board/spotlight.ts'
import type { ProjectedPages } from '#shared/wire/command.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'
import { hostWords } from './words.ts'
import './room-page-mark.css'

/** More are the number alone. Not measured. */
const mostMarks = 9

/** On a projector: which page of how many the room reads. Nothing for one. */
export function RoomPageMark({ page, pages }: { readonly page: number; readonly pages: number }) {
  const t = useWords(hostWords)
  if (pages <= 1) return null
  return (
    <p className="room-page tabular">
      {pages <= mostMarks &&
        Array.from({ length: pages }, (_, place) => (
          // A mark is its place.
          <span key={place} className="room-page__mark" data-now={place === page || undefined} />
        ))}
      {t('roomPage', { page: page + 1, pages })}
    </p>
  )
}

/** A facilitator whose page is loaded again hears of the pages after so long. */
const tellMs = 5_000

/**
 * On a projector: the page of so many that the facilitator has turned to, from 0. `place` names what is shown: something
 * else begins at its first page.
 */
export function useRoomPage(place: string, pages: number): number {
  const { model } = useBoard()
  const turned = useStore(model.roomPage)
  useEffect(() => {
    const tell = () => void model.run({ kind: 'room.pages', place, pages })
    tell()
    if (pages <= 1) return undefined
    const timer = setInterval(tell, tellMs)
    return () => clearInterval(timer)
  }, [model, place, pages])
  useEffect(() => () => void model.run({ kind: 'room.pages', place, pages: 1 }), [model, place])
  return pageOf({ place, pages }, turned)
}

/** For a facilitator: the pages that they may turn now. Undefined: there is one, or no projector. */
export function useTurnedPages(model: BoardModel): (ProjectedPages & RoomPage) | undefined {
  useStore(model.presence.projected)
  useStore(model.roomPage)
  return turnedPages(model)
}

function turnedPages({ presence, roomPage }: BoardModel): (ProjectedPages & RoomPage) | undefined {
  const projected = presence.projected.get()
  if (!projected || projected.pages <= 1) return undefined
  return { ...projected, page: pageOf(projected, roomPage.get()) }
}

/** Turns the pages of projectors by one. False: there is no such page. */
export function turnPage(model: BoardModel, by: 1 | -1): boolean {
  const shown = turnedPages(model)
  if (!shown) return false
  const page = shown.page + by
  if (page < 0 || page >= shown.pages) return false
  void model.run({ kind: 'room.page', place: shown.place, page })
  return true
}

function pageOf({ place, pages }: ProjectedPages, turned: RoomPage | null): number {
  return turned?.place === place ? Math.min(turned.page, Math.max(0, pages - 1)) : 0
}
