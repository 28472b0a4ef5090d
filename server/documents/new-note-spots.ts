import type * as Y from 'yjs'
import { areaIdFor, areasOf, widenAreas } from '#shared/board/area.ts'
import { notesOf, type NoteOrigin, readNote, readPlace, type Note } from '#shared/board/note.ts'
import { addTo, contentByArea } from '#shared/geometry/area.ts'
import { slotsIn } from '#shared/geometry/area-slots.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { columnsForPage, packRows } from '#shared/geometry/packing.ts'
import { boundsOf, type Point, type Size, type Rect } from '#shared/geometry/rect.ts'
import { heightAtMost } from '#shared/text/height.ts'
import type { Pace } from '../basics/yield-turn.ts'
import { notesRoot } from '#shared/board/document.ts'

/** A note that the server is about to add: its step and field name its area, at tables that of one table. */
export interface ComingNote extends NoteOrigin {
  readonly text: string
  readonly hasPhoto: boolean
  readonly table: number | null
}

export interface Spot extends Point {
  readonly area: string | null
}

/** Distance between the board's notes and new ones beside them: a note and a half. Not measured. */
const distance = 300
/** Notes further out than any screen goes are not taken into account. */
const farOut = 1_000_000

/** In the order of the notes: the next free places of each note's area, or beside everything where it has none. */
export function spotsFor(doc: Y.Doc, notes: readonly ComingNote[]): readonly Spot[] {
  const placing = placingOf(doc, notes)
  for (;;) {
    const { done, value } = placing.next()
    if (done === true) return value
  }
}

/** The same for thousands of notes, with pauses for other work. */
export async function pacedSpotsFor(
  doc: Y.Doc,
  notes: readonly ComingNote[],
  pace: Pace,
): Promise<readonly Spot[]> {
  const placing = placingOf(doc, notes)
  for (;;) {
    const { done, value } = placing.next()
    if (done === true) return value
    await pace()
  }
}

/** It yields where other work may have a turn. */
function* placingOf(doc: Y.Doc, notes: readonly ComingNote[]): Generator<void, readonly Spot[]> {
  const sizes: Size[] = []
  for (const { text, hasPhoto } of notes) {
    sizes.push({ width: noteSide, height: heightAtMost(text, hasPhoto) })
    yield
  }
  const known = new Set(areasOf(doc).map(({ id }) => id))
  const byArea = new Map<string | null, number[]>()
  for (const [index, note] of notes.entries()) {
    const wanted = [areaIdFor(note, note.table), areaIdFor(note)]
    addTo(byArea, wanted.find((id) => id !== null && known.has(id)) ?? null, index)
  }
  yield
  widenAreas(doc, new Map([...byArea].flatMap(([id, { length }]) => (id === null ? [] : [[id, length]]))))
  const areas = new Map(areasOf(doc).map((area) => [area.id, area]))
  yield
  const content = areaContentOf(doc, new Set(byArea.keys()))
  yield
  const spots: Spot[] = []
  for (const [id, indexes] of byArea) {
    const area = id === null ? undefined : areas.get(id)
    const own = indexes.flatMap((index) => sizes[index] ?? [])
    const places = area ? slotsIn(area, own, content.get(area.id) ?? []) : besideAll(doc, own)
    for (const [at, index] of indexes.entries()) {
      const place = places[at] ?? { x: 0, y: 0 }
      spots[index] = { x: place.x, y: place.y, area: id }
    }
    yield
  }
  return spots
}

function besideAll(doc: Y.Doc, sizes: readonly Size[]): readonly Point[] {
  const from = besideOf(doc)
  const { places } = packRows(sizes, columnsForPage(sizes))
  return places.map(({ x, y }) => ({ x: from.x + x, y: from.y + y }))
}

/** To the right of everything, level with its top. */
function besideOf(doc: Y.Doc): Point {
  const notes = notesOf(doc).filter(({ x, y }) => Math.abs(x) < farOut && Math.abs(y) < farOut)
  const bounds = boundsOf([...notes.map(rectAtMost), ...areasOf(doc)])
  return bounds ? { x: bounds.x + bounds.width + distance, y: bounds.y } : { x: 0, y: 0 }
}

/** The content of these areas, for new things that the server puts in. It reads all places, and the words in these areas. */
export function areaContentOf(
  doc: Y.Doc,
  areas: ReadonlySet<string | null>,
): ReadonlyMap<string, readonly Rect[]> {
  const places = [...notesRoot(doc).keys()].flatMap((id) => {
    const place = readPlace(doc, id)
    return place ? [{ id, ...place }] : []
  })
  const isInside = ({ area }: Pick<Note, 'area'>): boolean => area !== null && areas.has(area)
  // A group lies where most of its notes do, so all of them are read.
  const groups = new Set(places.filter(isInside).flatMap(({ cluster }) => cluster ?? []))
  const near = places.filter((place) =>
    place.cluster === null ? isInside(place) : groups.has(place.cluster),
  )
  return contentByArea(
    near.flatMap(({ id }) => {
      const note = readNote(doc, id)
      return note ? [{ ...note, rect: rectAtMost(note) }] : []
    }),
  )
}

/** No screen draws the note larger. The server cannot measure its words. */
export function rectAtMost({ x, y, text, photo }: Pick<Note, 'x' | 'y' | 'text' | 'photo'>): Rect {
  return { x, y, width: noteSide, height: heightAtMost(text, photo !== undefined) }
}
