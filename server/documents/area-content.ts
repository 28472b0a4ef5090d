import type * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import { readNote, readPlace, type Note } from '#shared/board/note.ts'
import { contentByArea } from '#shared/geometry/area.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { heightAtMost } from '#shared/text/height.ts'

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
