import type { Language } from '#shared/board/document.ts'
import { noteSide } from '#shared/board/note.ts'
import { fieldAround, fieldBody, headingOf } from '#shared/geometry/field.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { layoutText, type Measure } from '#shared/text/layout.ts'
import { outlineOf, type BoardFacts } from './outline.ts'
import { tintColours } from './palette.ts'
import { pilesOf } from './piles.ts'
import { passageOf, passagesOf, type Passage } from './runs.ts'
import { notesIn, type BoardSnapshot, type SnapshotNote } from './snapshot.ts'
import { squeezed } from './squeeze.ts'
import { printable } from './text.ts'

/** What the board template draws, in board units; see board.typ. Rectangles are where they are on the screen. */
export type SheetItem =
  | { readonly kind: 'field'; readonly rect: Rect; readonly fill: string }
  | {
      readonly kind: 'heading'
      readonly rect: Rect
      readonly title: Passage
      readonly count: number
      readonly dots: number | null
    }
  | {
      readonly kind: 'note'
      readonly rect: Rect
      readonly fill: string
      readonly size: number
      readonly text: readonly Passage[]
      /** What the last round gave it; null when it was not voted on. */
      readonly dots: number | null
    }

export interface BoardSheet {
  readonly title: Passage
  readonly plainTitle: string
  readonly facts: string
  /** What lies behind comes first; after the fields, in the order it is read. */
  readonly items: readonly SheetItem[]
}

/** Lays the board out for paper. Collapsed clusters are spread: paper cannot be clicked open. */
export function boardSheet(
  board: BoardSnapshot,
  facts: BoardFacts,
  language: Language,
  measure: Measure,
): BoardSheet {
  const outline = outlineOf(board, facts, language)
  const layouts = new Map(board.notes.map((note) => [note.id, layoutText(printable(note.text), measure)]))
  const places = squeezed(
    new Map(
      board.notes.map(({ id, x, y }) => [
        id,
        { x, y, width: noteSide, height: layouts.get(id)?.height ?? noteSide },
      ]),
    ),
  )
  const placeOf = (note: SnapshotNote): Rect =>
    places.get(note.id) ?? { x: note.x, y: note.y, width: noteSide, height: noteSide }
  const dots = dotsOf(board)

  const draw = (note: SnapshotNote): SheetItem => ({
    kind: 'note',
    rect: placeOf(note),
    fill: tintColours[note.tint],
    size: layouts.get(note.id)?.fontSize ?? 12,
    text: passagesOf(layouts.get(note.id)?.lines ?? []),
    dots: dots.get(note.id) ?? null,
  })
  const inOrder = (notes: readonly SnapshotNote[]): readonly SheetItem[] =>
    pilesOf(notes, placeOf).flat().map(draw)

  const fields: SheetItem[] = []
  const spread: SheetItem[] = []
  for (const [place, cluster] of board.clusters.entries()) {
    const notes = notesIn(board, cluster.id)
    const rect = fieldAround(notes.map(placeOf))
    if (!rect) continue
    fields.push({ kind: 'field', rect: fieldBody(rect), fill: tintColours[cluster.tint] })
    const title = passageOf(outline.clusters[place]?.title ?? '')
    spread.push({
      kind: 'heading',
      rect: headingOf(rect),
      title,
      count: notes.length,
      dots: dots.get(cluster.id) ?? null,
    })
    spread.push(...inOrder(notes))
  }
  return {
    title: passageOf(outline.title),
    plainTitle: outline.title,
    facts: outline.facts.join(' · '),
    items: [...fields, ...inOrder(notesIn(board, null)), ...spread],
  }
}

/** Totals of the last round that published any, by note or cluster. */
function dotsOf(board: BoardSnapshot): ReadonlyMap<string, number> {
  const last = board.rounds.findLast((round) => round.totals !== null)
  return new Map(Object.entries(last?.totals ?? {}))
}
