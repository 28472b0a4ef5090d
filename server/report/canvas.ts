import type { Language } from '#shared/board/document.ts'
import { fullTitleIn } from '#shared/board/area.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { timesOf } from '#shared/board/note-look.ts'
import { tintColours } from '#shared/board/tint-colours.ts'
import { areaAround } from '#shared/geometry/area.ts'
import { fieldAround } from '#shared/geometry/field.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { heightAtMost } from '#shared/text/height.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import type { BoardSnapshot, SnapshotNote } from '../board-file/snapshot.ts'
import { photoInWords, groupTitle } from './outline.ts'

/**
 * The board as JSON Canvas 1.0 (jsoncanvas.org): a text for each note, a group for each group, each area with notes and
 * each that people drew, and an edge for each arrow. Nodes are in the order in which they are drawn. Votes are not in it.
 */
export function writeCanvas(board: BoardSnapshot, language: Language): string {
  const rects = new Map(board.notes.map((note) => [note.id, rectOf(note)]))
  const rectsWhere = (isIn: (note: SnapshotNote) => boolean) =>
    board.notes.flatMap((note) => (isIn(note) ? (rects.get(note.id) ?? []) : []))
  const members = Map.groupBy(board.notes, ({ cluster }) => cluster)
  const areas = board.areas.flatMap((area) => {
    const inside = rectsWhere((note) => note.area === area.id)
    if (inside.length === 0 && !isDrawnAreaId(area.id)) return []
    const label = printableLine(fullTitleIn({ phaseTitle: {}, ...area }, language))
    return [{ id: `area ${area.id}`, type: 'group', ...placed(areaAround(area, inside)), label }]
  })
  const groups = board.clusters.flatMap(({ id, title, tint }) => {
    const field = fieldAround((members.get(id) ?? []).flatMap((note) => rects.get(note.id) ?? []))
    if (!field) return []
    const label = groupTitle(board, { id, title }, language)
    return [{ id, type: 'group', ...placed(field), label, color: tintColours[tint] }]
  })
  const texts = board.notes
    .toSorted((a, b) => a.z - b.z)
    .map((note) => ({
      id: note.id,
      type: 'text',
      ...placed(rectOf(note)),
      color: tintColours[note.tint],
      text: wordsOn(note, language),
    }))
  const nodes = new Set([...groups, ...texts].map(({ id }) => id))
  const edges = board.notes.flatMap(({ id, arrows = [] }) =>
    arrows.filter((end) => nodes.has(end)).map((end) => ({ id: `${id} ${end}`, fromNode: id, toNode: end })),
  )
  return `${JSON.stringify({ nodes: [...areas, ...groups, ...texts], edges }, null, 1)}\n`
}

/** A signed note says so in its last line. */
function wordsOn({ text, photo, signature = '' }: SnapshotNote, language: Language): string {
  const words = printable(text).trim() || (photo ? photoInWords(photo, language) : '')
  return signature === '' ? words : `${words}\n— ${printableLine(signature)}`
}

function rectOf({ x, y, text, photo, ...look }: SnapshotNote): Rect {
  const times = timesOf(look)
  return { x, y, width: noteSide * times, height: heightAtMost(text, photo !== undefined) * times }
}

/** Whole numbers, as the format asks for. */
function placed({ x, y, width, height }: Rect): Rect {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}
