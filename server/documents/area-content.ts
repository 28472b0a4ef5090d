import type * as Y from 'yjs'
import { notesOf, type Note } from '#shared/board/note.ts'
import { contentByArea } from '#shared/geometry/area.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { heightAtMost } from '#shared/text/height.ts'

/** The content of each area, for new things that the server puts in. It reads all notes. */
export function areaContentOf(doc: Y.Doc): ReadonlyMap<string, readonly Rect[]> {
  return contentByArea(notesOf(doc).map((note) => ({ ...note, rect: rectAtMost(note) })))
}

/** No screen draws the note larger. The server cannot measure its words. */
export function rectAtMost({ x, y, text, photo }: Pick<Note, 'x' | 'y' | 'text' | 'photo'>): Rect {
  return { x, y, width: noteSide, height: heightAtMost(text, photo !== undefined) }
}
