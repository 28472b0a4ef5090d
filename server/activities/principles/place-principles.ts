import type * as Y from 'yjs'
import { areaIdFor, readArea, widenAreas } from '#shared/board/area.ts'
import { readMeta } from '#shared/board/document.ts'
import { addNote, notesOf, topOf } from '#shared/board/note.ts'
import {
  blanksOfPrinciple,
  principleText,
  trimmedPrinciple,
  type Principle,
} from '#shared/board/principle.ts'
import { contentByArea, slotsIn } from '#shared/geometry/area.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import { heightAtMost } from '#shared/text/height.ts'

/** A principle that the server puts on the board, and the notes that it grew from. */
export interface NewPrinciple extends Principle {
  readonly from: readonly string[]
}

/** Adds principles to a field, in the next free places of its area, or of this table's own. They have no author. */
export function placePrinciples(
  doc: Y.Doc,
  { table, ...origin }: { readonly step: string; readonly field: string; readonly table: number | null },
  principles: readonly NewPrinciple[],
  created: number,
): void {
  const { language } = readMeta(doc)
  const id = areaIdFor(origin, table)
  const texts = principles.map((principle) => principleText(trimmedPrinciple(principle), language))
  const sizes = texts.map((text) => ({ width: noteSide, height: heightAtMost(text, false) }))
  doc.transact(() => {
    if (id !== null) widenAreas(doc, new Map([[id, principles.length]]))
    const area = id === null ? undefined : readArea(doc, id)
    const content = contentByArea(
      notesOf(doc).map((note) => ({
        ...note,
        rect: {
          x: note.x,
          y: note.y,
          width: noteSide,
          height: heightAtMost(note.text, note.photo !== undefined),
        },
      })),
    )
    const spots = area ? slotsIn(area, sizes, content.get(area.id) ?? []) : []
    for (const [index, principle] of principles.entries()) {
      const { x, y } = spots[index] ?? { x: 0, y: 0 }
      addNote(doc, {
        x,
        y,
        z: topOf(doc) + 1,
        area: area?.id ?? null,
        kind: 'principle',
        author: null,
        created,
        text: texts[index] ?? '',
        ...origin,
        blanks: blanksOfPrinciple(principle),
        from: principle.from,
      })
    }
  })
}
