import { titleIn } from '#shared/board/area.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { blanksInLine } from '#shared/board/blanks.ts'
import type { Language } from '#shared/board/document.ts'
import { type Tint } from '#shared/board/note.ts'
import { shortSignature, signaturePlace } from '#shared/board/signatures.ts'
import { timesOf } from '#shared/board/note-look.ts'
import { arrowBetween, type ArrowShape } from '#shared/geometry/arrow.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { bareText, noteSide } from '#shared/geometry/sizes.ts'
import { fieldAround, fieldBody, fieldMargin, headingOf, headingSize } from '#shared/geometry/field.ts'
import { areaAround, roomAround, titleBand } from '#shared/geometry/area.ts'
import { boundsOf, type Point, type Rect } from '#shared/geometry/rect.ts'
import {
  layoutBare,
  layoutText,
  linesIn,
  noteMargin,
  type Measure,
  type TextLayout,
} from '#shared/text/layout.ts'
import { captionTop, photoFrame } from '#shared/text/photo-note.ts'
import { breakable } from './breakable.ts'
import { outlineOf, photoInWords, type BoardFacts, groupTitle } from './outline.ts'
import { RoundTarget } from '#shared/workshop/round.ts'
import { rankRound } from '#shared/workshop/tally.ts'
import { placesOnPaper } from './places-on-paper.ts'
import { passageOf, passagesOf, type Passage } from './runs.ts'
import {
  areaOfCluster,
  notesById,
  notesIn,
  type BoardSnapshot,
  type SnapshotNote,
} from '../board-file/snapshot.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import { wordsOf } from './words.ts'

/** An item that the board template draws, in board units; see board.typ. Rectangles are those of the screen. */
export type SheetItem =
  | { readonly kind: 'arrow'; readonly rect: Rect; readonly shape: Omit<ArrowShape, 'bounds'> }
  | { readonly kind: 'area'; readonly rect: Rect }
  | {
      readonly kind: 'field'
      readonly rect: Rect
      readonly tint: Tint
    }
  | {
      readonly kind: 'heading'
      readonly rect: Rect
      readonly title: Passage
      /** Type size, smaller for a title that is wider than its field. */
      readonly size: number
      /** Number of lines. The rest is cut off. */
      readonly lines: number
      readonly count: number
    }
  /** Result of a cluster, in the lower left corner of its field. */
  | { readonly kind: 'result'; readonly rect: Rect; readonly result: Result }
  | {
      readonly kind: 'note'
      readonly rect: Rect
      readonly tint: Tint
      readonly size: number
      readonly text: readonly Passage[]
      /** So many times its usual size. The other measures are those of the usual size. */
      readonly times: number
      /** Words without paper. */
      readonly isBare: boolean
      /** Distance of the text from the upper edge. */
      readonly top: number
      /** Takes the whole width at the upper edge. */
      readonly photo: PrintedPhoto | null
      /** The name of its author, if the author signed it; null otherwise. */
      readonly signature: { readonly name: Passage; readonly size: number } | null
      /** Result of the last round; null for a note outside the vote. */
      readonly result: Result | null
    }

interface PrintedPhoto {
  /** Name of a file of the template. */
  readonly file: string
  readonly height: number
  /** Never empty: the standard demands words for each image. */
  readonly alt: string
}

/** A result as on the screen: the total in a ring, the rank beside it, a bracket around both in the tie band. */
interface Result {
  readonly total: number
  readonly rank: string
  readonly isShortlisted: boolean
  readonly isInTieBand: boolean
}

interface BoardSheet {
  readonly title: Passage
  readonly plainTitle: string
  readonly facts: string
  /** Fields first, then the items in reading order. Later items cover earlier ones. */
  readonly items: readonly SheetItem[]
}

/** A wide title is set smaller first, then on as many lines as the heading has room for. Not measured. */
const minSizeOnOneLine = 16
const onMoreLines = [
  { size: 16, lines: 2 },
  { size: 14, lines: 2 },
  { size: 12, lines: 2 },
  // A smaller title would be harder to read than the notes.
  { size: 11, lines: 3 },
] as const

/** Lays the board out for paper. */
export function boardSheet(
  board: BoardSnapshot,
  facts: BoardFacts,
  language: Language,
  measure: Measure,
  /** Files of photos, by note. A note without a file is drawn without a photo. */
  photoFiles: ReadonlyMap<string, string> = new Map(),
): BoardSheet {
  const outline = outlineOf(board, facts, language)
  const layouts = layoutsOf(board, measure)
  const places = placesOnPaper(board, rectsOf(board, layouts))
  const placeOf = (note: SnapshotNote): Rect =>
    places.get(note.id) ?? { x: note.x, y: note.y, width: noteSide, height: noteSide }
  const results = resultsOf(board, language)

  const draw = (note: SnapshotNote): SheetItem => ({
    kind: 'note',
    rect: placeOf(note),
    tint: note.tint,
    times: timesIn(note),
    isBare: note.form !== undefined,
    size: layouts.get(note.id)?.fontSize ?? 12,
    text: passagesOf(layouts.get(note.id)?.lines ?? []),
    top: note.photo ? captionTop : noteMargin.top,
    photo: photoOf(note),
    signature: signatureOf(note, language, measure),
    result: results.get(note.id) ?? null,
  })
  const photoOf = ({ id, text, photo }: SnapshotNote): PrintedPhoto | null => {
    const file = photoFiles.get(id)
    if (!photo || file === undefined) return null
    return { file, height: photoFrame(printable(text)).height, alt: photoInWords(photo, language) }
  }
  const inOrder = (notes: readonly SnapshotNote[]): readonly SheetItem[] =>
    pilesOf(notes, placeOf).flat().map(draw)

  const headed = (name: string, rect: Rect, count: number): SheetItem => ({
    kind: 'heading',
    rect: headingOf(rect),
    title: passageOf(breakable(name)),
    ...headingFit(name, rect.width, measure),
    count,
  })
  const fields: SheetItem[] = []
  const partOf = (area: string | null): Part => {
    const loose = notesIn(board, null).filter((note) => (note.area ?? null) === area)
    const content = loose.map(placeOf)
    const inClusters: SheetItem[] = []
    let count = loose.length
    for (const cluster of board.clusters) {
      if (areaOfCluster(board, cluster.id) !== area) continue
      const notes = notesIn(board, cluster.id)
      const rect = fieldAround(notes.map(placeOf))
      if (!rect) continue
      count += notes.length
      content.push(rect)
      fields.push({ kind: 'field', rect: fieldBody(rect), tint: cluster.tint })
      const name = groupTitle(board, cluster, language)
      inClusters.push(headed(name, rect, notes.length))
      const result = results.get(cluster.id)
      if (result) inClusters.push({ kind: 'result', rect: cornerOf(rect), result })
      inClusters.push(...inOrder(notes))
    }
    return { rect: boundsOf(content), count, items: [...inOrder(loose), ...inClusters] }
  }
  const areas: SheetItem[] = []
  const inAreas = board.areas.flatMap(({ id, title, ...stored }): readonly SheetItem[] => {
    const { rect: content, count, items } = partOf(id)
    if (!content && !isDrawnAreaId(id)) return []
    const rect = isDrawnAreaId(id)
      ? areaAround(stored, content ? [content] : [])
      : roomAround(content ?? stored)
    areas.push({ kind: 'area', rect })
    const line = { ...rect, y: rect.y - titleBand }
    return [headed(printableLine(titleIn({ title }, language)), line, count), ...items]
  })
  const outside = partOf(null).items
  return {
    title: passageOf(breakable(outline.title)),
    plainTitle: outline.title,
    facts: outline.facts.join(' · '),
    items: [...areas, ...fields, ...inAreas, ...outside, ...arrowsOf(board, placeOf)],
  }
}

type Layouts = ReadonlyMap<string, TextLayout>

function layoutsOf({ notes }: BoardSnapshot, measure: Measure): Layouts {
  return new Map(
    notes.map(({ id, text, form, photo }) => [
      id,
      form ? layoutBare(printable(text), measure) : layoutText(printable(text), measure, photo !== undefined),
    ]),
  )
}

function rectsOf({ notes }: BoardSnapshot, layouts: Layouts): ReadonlyMap<string, Rect> {
  return new Map(
    notes.map((note) => {
      const { id, x, y, form } = note
      const times = timesIn(note)
      const width = (form ? bareText.width : noteSide) * times
      return [id, { x, y, width, height: (layouts.get(id)?.height ?? noteSide) * times }]
    }),
  )
}

/** As on the screen: groups keep their notes in rows, so these are all of one size there. */
function timesIn(note: SnapshotNote): number {
  return note.cluster === null ? timesOf(note) : 1
}

/** They follow their things, also where these moved together. */
function arrowsOf(board: BoardSnapshot, placeOf: (note: SnapshotNote) => Rect): readonly SheetItem[] {
  const notes = notesById(board)
  const rectOf = (id: string): Rect | undefined => {
    const note = notes.get(id)
    return note ? placeOf(note) : fieldAround(notesIn(board, id).map(placeOf))
  }
  return board.notes.flatMap((note) =>
    (note.arrows ?? []).flatMap((to): readonly SheetItem[] => {
      const target = to === note.id ? undefined : rectOf(to)
      const shape = target && arrowBetween(placeOf(note), target)
      if (!shape) return []
      const { bounds, start, end, bends, head } = shape
      const near = ({ x, y }: Point): Point => ({ x: x - bounds.x, y: y - bounds.y })
      return [
        {
          kind: 'arrow',
          rect: bounds,
          shape: {
            start: near(start),
            end: near(end),
            bends: [near(bends[0]), near(bends[1])],
            head: [near(head[0]), near(head[1])],
          },
        },
      ]
    }),
  )
}

/** The content of one area, or of the board outside areas. */
interface Part {
  readonly rect: Rect | undefined
  readonly count: number
  readonly items: readonly SheetItem[]
}

/** A wide name is set smaller: the painter of the screen squeezes it. */
function signatureOf(
  { signature, blanks }: SnapshotNote,
  language: Language,
  measure: Measure,
): { readonly name: Passage; readonly size: number } | null {
  const name = printableLine(shortSignature(signature ?? blanksInLine(blanks, language)))
  if (name === '') return null
  const { fontSize, maxWidth } = signaturePlace
  return { name: passageOf(name), size: Math.min(fontSize, (fontSize * maxWidth) / measure(name, fontSize)) }
}

/** Place of a cluster's result, as on the screen: on the lower margin of its field. */
function cornerOf(field: Rect): Rect {
  return { x: field.x + fieldMargin, y: field.y + field.height - 25, width: 110, height: 26 }
}

/** Width of bold titles relative to the measured regular type. */
export const titleWidening = 1.06

/** Size and lines of a heading. The number of notes stands beside it. */
function headingFit(
  title: string,
  field: number,
  measure: Measure,
): { readonly size: number; readonly lines: number } {
  const room = (field - 2 * headingSize) / titleWidening
  const size = (headingSize * room) / Math.max(1, measure(title, headingSize))
  if (size >= minSizeOnOneLine) return { size: Math.min(headingSize, size), lines: 1 }
  const fit = onMoreLines.find(({ size, lines }) => linesIn(room, title, size, measure).length <= lines)
  return fit ?? { size: 11, lines: 3 }
}

/**
 * Results of the last round about notes or clusters that published totals. None stands beside words that nobody voted on: the
 * chapter of the vote has those that people did.
 */
function resultsOf(board: BoardSnapshot, language: Language): ReadonlyMap<string, Result> {
  const last = board.rounds.findLast(({ totals, target }) => totals !== null && target !== RoundTarget.texts)
  const words = wordsOf(language)
  const wordsNow = new Map([
    ...board.notes.map(({ id, text }) => [id, text] as const),
    ...board.clusters.map(({ id, title }) => [id, title] as const),
  ])
  const texts = last?.texts ?? {}
  const isAsVoted = ({ option }: { readonly option: string }): boolean =>
    !Object.hasOwn(texts, option) || texts[option] === wordsNow.get(option)
  return new Map(
    (last ? rankRound(last).filter(isAsVoted) : []).map(
      ({ option, total, rank, isShortlisted, isInTieBand }) => [
        option,
        { total, rank: total === 0 ? '' : words.rank(rank), isShortlisted, isInTieBand },
      ],
    ),
  )
}

/**
 * Groups notes that lie on one another into piles, lowest note first. A note alone is a pile of one. Piles keep the order
 * of their first notes, so that a page reads in that order and looks like the screen.
 */
export function pilesOf(
  notes: readonly SnapshotNote[],
  placeOf: (note: SnapshotNote) => Rect,
): readonly (readonly SnapshotNote[])[] {
  const items = notes.map((note) => ({ note, rect: placeOf(note) }))
  const grid = createGrid<(typeof items)[number]>()
  for (const item of items) grid.add(item)
  const seen = new Set<(typeof items)[number]>()
  const piles: SnapshotNote[][] = []
  for (const item of items) {
    if (seen.has(item)) continue
    seen.add(item)
    const pile = [item]
    // The pile grows in this loop: each note that touches one of its notes belongs to it.
    for (const member of pile) {
      for (const touching of grid.query(member.rect)) {
        if (seen.has(touching)) continue
        seen.add(touching)
        pile.push(touching)
      }
    }
    piles.push(pile.map(({ note }) => note).sort((a, b) => a.z - b.z || (a.id < b.id ? -1 : 1)))
  }
  return piles
}
