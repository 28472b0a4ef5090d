import type { Point, Rect } from '../geometry/rect.ts'
import { cutTo } from '../text/letters.ts'
import { lineageColumns, type Lineage, type LineageColumn, type LineageThing } from './lineage.ts'

/** A box of the drawing: one thing, or several that are folded into one. */
export interface LineageBox extends Rect {
  /** Unique in the drawing. */
  readonly key: string
  readonly column: LineageColumn
  /** The things that it stands for. */
  readonly ids: readonly string[]
  /** Empty for a folded box, which says its count. */
  readonly lines: readonly string[]
  readonly isFolded: boolean
  readonly numbers: LineageThing['numbers']
}

export interface LineageLine {
  readonly from: string
  readonly to: string
  /** A cubic curve: its ends and its two control points. */
  readonly points: readonly [Point, Point, Point, Point]
}

export interface LineageHead {
  readonly column: LineageColumn
  readonly x: number
  readonly width: number
  readonly count: number
}

export interface LineageDrawing {
  readonly width: number
  readonly height: number
  readonly heads: readonly LineageHead[]
  readonly boxes: readonly LineageBox[]
  readonly lines: readonly LineageLine[]
}

/** Of the letters, in the units of the drawing. A drawing of five columns is 1,500 units wide: 1,440 px, or a page that lies. */
export const lineageLetters = { box: 17, adopted: 22, head: 15 } as const

/** Widths, and the most lines of a box. */
const columns: Readonly<Record<LineageColumn, { readonly width: number; readonly lines: number }>> = {
  note: { width: 270, lines: 3 },
  group: { width: 220, lines: 2 },
  proposal: { width: 270, lines: 3 },
  version: { width: 280, lines: 4 },
  adopted: { width: 260, lines: 14 },
}

const between = 56
const headRoom = 44
const margin = 8
/** Of the mean letter of Inter, and of the serif of the sentence, of its size. */
const letterWidth = 0.525

/** Rows of notes that a page has room for. The other columns have fewer and higher boxes. Not measured. */
const mostRows = 16
const mostBoxes = { group: 12, proposal: 8, version: 7 } as const
/** More notes of one group are counted. Not measured. */
const mostInGroup = 6

/** An upright page has narrow boxes, with one line more and a letter less: words fill them less evenly. Those of versions have room for their names, and the sentence for long words. */
const uprightWidths = { note: 167, group: 136, proposal: 167, version: 196, adopted: 230 }
const uprightBetween = 34

/** Pure. The drawing of these things and of the ways between them, from left to right. */
export function lineageDrawing(
  lineage: Lineage,
  ids: ReadonlySet<string>,
  isUpright = false,
): LineageDrawing {
  const things = [...lineage.values()].filter(({ id }) => ids.has(id))
  const ways = waysOf(things, lineage)
  const shown = new Map([...things, ...ways.groups].map((thing) => [thing.id, thing]))
  const ordered = inOrder([...shown.values()], ways.pairs)
  const folded = fold(ordered, ways.pairs)
  return placed(folded, ways.pairs, ordered, isUpright)
}

type Pair = readonly [from: string, to: string]
type Ordered = ReadonlyMap<LineageColumn, readonly LineageThing[]>

/** A note that something grew from leads there through its group. */
function waysOf(
  things: readonly LineageThing[],
  lineage: Lineage,
): { readonly pairs: readonly Pair[]; readonly groups: readonly LineageThing[] } {
  const here = new Map(things.map((thing) => [thing.id, thing]))
  const groups = new Map<string, LineageThing>()
  const direct: Pair[] = []
  // Several notes of a group lead on through it.
  const pairs = new Map<string, Pair>()
  const add = (from: string, to: string) => pairs.set(`${from} ${to}`, [from, to])
  for (const thing of things) {
    for (const id of thing.sources) {
      const source = here.get(id)
      if (!source) continue
      const group = source.column === 'note' && source.group !== null ? lineage.get(source.group) : undefined
      const isThrough = group !== undefined && thing.column !== 'note' && thing.id !== group.id
      if (!isThrough) {
        if (source.column === 'group') add(id, thing.id)
        else direct.push([id, thing.id])
        continue
      }
      groups.set(group.id, group)
      add(id, group.id)
      add(group.id, thing.id)
    }
  }
  return { pairs: [...direct, ...pairs.values()], groups: [...groups.values()] }
}

/** Each column in the order of the things on its right, so that few ways cross. The rightmost is in the order of the board. */
function inOrder(things: readonly LineageThing[], pairs: readonly Pair[]): Ordered {
  const heirs = Map.groupBy(pairs, ([from]) => from)
  const rank = new Map<string, number>()
  const ordered = new Map<LineageColumn, readonly LineageThing[]>()
  for (const column of lineageColumns.toReversed()) {
    const own = things.filter((thing) => thing.column === column)
    const wanted = new Map(
      own.map(({ id }) => {
        const ranks = (heirs.get(id) ?? []).flatMap(([, to]) => rank.get(to) ?? [])
        const mean =
          ranks.length === 0 ? Number.POSITIVE_INFINITY : ranks.reduce((a, b) => a + b, 0) / ranks.length
        return [id, mean] as const
      }),
    )
    const sorted = own
      .map((thing, index) => ({ thing, index, at: wanted.get(thing.id) ?? 0 }))
      .sort(
        (a, b) =>
          compare(statementOf(a.thing), statementOf(b.thing)) || compare(a.at, b.at) || a.index - b.index,
      )
      .map(({ thing }) => thing)
    const chained = column === 'note' ? byGroup(sorted) : afterSources(sorted, pairs)
    chained.forEach(({ id }, index) => rank.set(id, index / Math.max(1, chained.length)))
    if (chained.length > 0) ordered.set(column, chained)
  }
  return ordered
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Versions stand by statement, the first version first. */
function statementOf({ numbers }: LineageThing): number {
  return numbers ? numbers[0] : 0
}

/** What was built on something in the same column stands below it. */
function afterSources(things: readonly LineageThing[], pairs: readonly Pair[]): readonly LineageThing[] {
  const here = new Map(things.map((thing) => [thing.id, thing]))
  const sources = Map.groupBy(pairs, ([, to]) => to)
  const order = new Map<string, LineageThing>()
  const begun = new Set<string>()
  for (const thing of things) {
    const waiting = [thing]
    for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
      begun.add(next.id)
      const first = (sources.get(next.id) ?? []).flatMap(([from]) => here.get(from) ?? [])
      const missing = first.find(({ id }) => !begun.has(id))
      if (missing) waiting.push(missing)
      else {
        order.set(next.id, next)
        waiting.pop()
      }
    }
  }
  return [...order.values()]
}

function byGroup(notes: readonly LineageThing[]): readonly LineageThing[] {
  return [...Map.groupBy(notes, ({ group }) => group).values()].flat()
}

interface Cell {
  readonly column: LineageColumn
  readonly things: readonly LineageThing[]
  readonly isFolded: boolean
}

/** So many things of each column that they can be read; the rest is counted. Nothing is left out. */
function fold(ordered: Ordered, pairs: readonly Pair[]): readonly Cell[] {
  const cells: Cell[] = []
  for (const [column, things] of ordered) {
    if (column === 'note') cells.push(...foldNotes(things))
    else if (column === 'adopted') cells.push(...things.map((thing) => single(thing)))
    else cells.push(...foldColumn(column, things, mostBoxes[column], pairs))
  }
  return cells
}

function single(thing: LineageThing): Cell {
  return { column: thing.column, things: [thing], isFolded: false }
}

function foldNotes(notes: readonly LineageThing[]): readonly Cell[] {
  const groups = [...Map.groupBy(notes, ({ group }) => group).values()]
  const rowsWith = (each: number) => groups.reduce((rows, own) => rows + Math.min(own.length, each + 1), 0)
  let each = mostInGroup
  while (each > 0 && rowsWith(each) > mostRows) each -= 1
  const cells = groups.flatMap((own): readonly Cell[] => {
    // One more is shown instead of a box that counts it.
    if (own.length <= each + 1) return own.map((note) => single(note))
    const rest: Cell = { column: 'note', things: own.slice(each), isFolded: true }
    return [...own.slice(0, each).map((note) => single(note)), rest]
  })
  if (cells.length <= mostRows) return cells
  const rest = cells.slice(mostRows - 1).flatMap(({ things }) => things)
  return [...cells.slice(0, mostRows - 1), { column: 'note', things: rest, isFolded: true }]
}

/** The things that lead on to another column are shown first: those between are counted. */
function foldColumn(
  column: LineageColumn,
  things: readonly LineageThing[],
  most: number,
  pairs: readonly Pair[],
): readonly Cell[] {
  if (things.length <= most) return things.map((thing) => single(thing))
  const own = new Set(things.map(({ id }) => id))
  const leading = new Set(pairs.flatMap(([from, to]) => (own.has(from) && !own.has(to) ? [from] : [])))
  const first = things.filter(({ id }) => leading.has(id))
  const others = things.filter(({ id }) => !leading.has(id))
  const shown = new Set([...first, ...others].slice(0, most - 1).map(({ id }) => id))
  const rest = things.filter(({ id }) => !shown.has(id))
  return [
    ...things.filter(({ id }) => shown.has(id)).map((thing) => single(thing)),
    { column, things: rest, isFolded: true },
  ]
}

function placed(
  cells: readonly Cell[],
  pairs: readonly Pair[],
  ordered: Ordered,
  isUpright: boolean,
): LineageDrawing {
  const used = lineageColumns.filter((column) => ordered.has(column))
  const gap = isUpright ? uprightBetween : between
  const widthOf = (column: LineageColumn): number =>
    isUpright ? uprightWidths[column] : columns[column].width
  const heads: LineageHead[] = []
  let x = margin
  for (const column of used) {
    const width = widthOf(column)
    heads.push({ column, x, width, count: ordered.get(column)?.length ?? 0 })
    x += width + gap
  }
  const noteLines = linesOfNotes(cells.filter(({ column }) => column === 'note').length)
  const sized = cells.map((cell) => sizedCell(cell, widthOf(cell.column), noteLines, isUpright ? 1 : 0))
  const heightOf = (column: LineageColumn) => {
    const own = sized.filter(({ cell }) => cell.column === column)
    return own.reduce((sum, { height }) => sum + height, 0) + gapOf(column) * Math.max(0, own.length - 1)
  }
  const tallest = Math.max(0, ...used.map(heightOf))
  const tops = new Map(used.map((column) => [column, headRoom + (tallest - heightOf(column)) / 2]))
  const boxes = sized.map(({ cell, lines, height }): LineageBox => {
    const { column, things, isFolded } = cell
    const y = tops.get(column) ?? headRoom
    tops.set(column, y + height + gapOf(column))
    return {
      key: things[0]?.id ?? column,
      column,
      ids: things.map(({ id }) => id),
      lines,
      isFolded,
      numbers: isFolded ? null : (things[0]?.numbers ?? null),
      x: heads.find((head) => head.column === column)?.x ?? 0,
      y,
      width: widthOf(column),
      height,
    }
  })
  const width = Math.max(margin, x - gap) + margin
  return { width, height: headRoom + tallest + margin, heads, boxes, lines: linesBetween(boxes, pairs) }
}

function gapOf(column: LineageColumn): number {
  return column === 'note' ? 7 : 18
}

interface SizedCell {
  readonly cell: Cell
  readonly lines: readonly string[]
  readonly height: number
}

/** Few notes leave room for more of their words, on one page. */
function linesOfNotes(count: number): number {
  return count <= 7 ? 3 : count <= 12 ? 2 : 1
}

function sizedCell(cell: Cell, width: number, noteLines: number, moreLines: number): SizedCell {
  const { column, things, isFolded } = cell
  const [thing] = things
  const { lines: lineLimit } = columns[column]
  const most = column === 'note' ? Math.min(noteLines, lineLimit) : lineLimit + moreLines
  const letters = column === 'adopted' ? lineageLetters.adopted : lineageLetters.box
  const lines =
    isFolded || !thing ? [] : wrapped(thing.text, (width - 24) / (letters * letterWidth) - moreLines, most)
  const label = thing?.numbers && !isFolded ? lineageLetters.head * 1.4 : 0
  return { cell, lines, height: Math.round(Math.max(1, lines.length) * letters * 1.3 + 16 + label) }
}

/** Lines of so many letters at most. What does not fit is cut: the list beside the drawing has it whole. */
function wrapped(text: string, letters: number, most: number): readonly string[] {
  const lines: string[] = []
  const limit = Math.floor(letters)
  for (const word of text.trim().split(/\s+/u)) {
    const last = lines.at(-1)
    const part = word.length > limit ? `${cutTo(word, limit - 1)}…` : word
    if (last !== undefined && last.length + 1 + part.length <= limit)
      lines[lines.length - 1] = `${last} ${part}`
    else lines.push(part)
  }
  if (lines.length <= most) return lines
  const last = cutTo(lines[most - 1] ?? '', limit - 1).replace(/[\s,;:.]+$/u, '')
  return [...lines.slice(0, most - 1), `${last}…`]
}

/** Of two boxes of one column, the way bends out to the left. */
function linesBetween(boxes: readonly LineageBox[], pairs: readonly Pair[]): readonly LineageLine[] {
  const boxOf = new Map(boxes.flatMap((box) => box.ids.map((id) => [id, box] as const)))
  const lines = new Map<string, LineageLine>()
  for (const [source, heir] of pairs) {
    const [from, to] = [boxOf.get(source), boxOf.get(heir)]
    if (!from || !to || from === to) continue
    lines.set(`${from.key} ${to.key}`, { from: from.key, to: to.key, points: curveBetween(from, to) })
  }
  return [...lines.values()]
}

function curveBetween(from: LineageBox, to: LineageBox): LineageLine['points'] {
  const middle = ({ y, height }: Rect) => y + height / 2
  if (from.column !== to.column) {
    const [start, end] = [
      { x: from.x + from.width, y: middle(from) },
      { x: to.x, y: middle(to) },
    ]
    const reach = (end.x - start.x) / 2
    return [start, { x: start.x + reach, y: start.y }, { x: end.x - reach, y: end.y }, end]
  }
  const isNext = to.y > from.y && to.y - (from.y + from.height) <= 2 * gapOf(from.column)
  if (isNext) {
    const x = from.x + 28
    const [start, end] = [
      { x, y: from.y + from.height },
      { x, y: to.y },
    ]
    return [start, start, end, end]
  }
  const [start, end] = [
    { x: from.x, y: middle(from) },
    { x: to.x, y: middle(to) },
  ]
  const bend = between * 0.7
  return [start, { x: start.x - bend, y: start.y }, { x: end.x - bend, y: end.y }, end]
}
