import type * as Y from 'yjs'
import { areaIdFor, readArea, widenAreas } from '#shared/board/area.ts'
import { readMeta } from '#shared/board/document.ts'
import { addNote, topOf } from '#shared/board/note.ts'
import {
  blanksOfPrinciple,
  principleText,
  trimmedPrinciple,
  type Principle,
} from '#shared/board/principle.ts'
import { slotsIn } from '#shared/geometry/area-slots.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import { heightAtMost } from '#shared/text/height.ts'
import { areaContentOf } from '../../documents/new-note-spots.ts'

/** A principle that the server puts on the board, and the notes that it grew from. */
export interface NewPrinciple extends Principle {
  readonly from: readonly string[]
}

/** Adds principles to a field, in the next free places of its area, or of the table's own. They have no author. */
export function placePrinciples(
  doc: Y.Doc,
  origin: { readonly step: string; readonly field: string },
  byTable: ReadonlyMap<number | null, readonly NewPrinciple[]>,
  created: number,
): void {
  const { language } = readMeta(doc)
  const placed = [...byTable].map(([table, own]) => ({ id: areaIdFor(origin, table), own }))
  doc.transact(() => {
    widenAreas(doc, new Map(placed.flatMap(({ id, own }) => (id === null ? [] : [[id, own.length]]))))
    const content = areaContentOf(doc, new Set(placed.map(({ id }) => id)))
    for (const { id, own } of placed) {
      const texts = own.map((principle) => principleText(trimmedPrinciple(principle), language))
      const sizes = texts.map((text) => ({ width: noteSide, height: heightAtMost(text, false) }))
      const area = id === null ? undefined : readArea(doc, id)
      const spots = area ? slotsIn(area, sizes, content.get(area.id) ?? []) : []
      for (const [index, principle] of own.entries()) {
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
    }
  })
}
