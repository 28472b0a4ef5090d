import { cardAround, fieldAround, fieldMargin, headingHeight } from './field.ts'
import { noteSide, packingGap, pageAspect } from './sizes.ts'
import { boundsOf, inset, union, type Point, type Rect, type Size } from './rect.ts'

/** Board units, on the 4 px grid. Not measured. */
export const areaMargin = 32
/** The area's title stands in a band above its upper edge. */
export const titleBand = 40

/** The type of an area's title, board units. */
export const areaTitleSize = 26
/** A thing that was put at the side of an area is at least this far inside. */
const edge = 8
/** Above the first row of notes there is room for the heading of a group. */
export const areaHeading = edge + headingHeight + fieldMargin

/** Between the areas of one step, and between those of two steps. Not measured. */
const besideGap = 40
export const stepGap = 160

/** From one note of an area to the next. */
export const pitch = noteSide + packingGap

/** Columns that fill a screen between the bars: of notes, and of long ones, whose type is small. */
const pageColumns = { short: 8, long: 4 } as const
/** A page has one row for so many columns. */
const columnsPerRow = 2

/** Columns of each of so many fields side by side. */
export function columnsFor(fields: number, notes: keyof typeof pageColumns = 'short'): number {
  return Math.max(2, Math.ceil(pageColumns[notes] / Math.max(1, fields)))
}

/** Columns of notes in an area. */
export function columnsIn({ width }: Size): number {
  return Math.max(1, Math.floor((width - 2 * areaMargin + packingGap) / pitch))
}

/** An area of this many columns and rows of notes, with its title. */
function areaSize(columns: number, rows: number): Size {
  return {
    width: columns * pitch - packingGap + 2 * areaMargin,
    height: rows * pitch - packingGap + areaHeading + areaMargin,
  }
}

/** The parking lot as it begins: a narrow column beside the work. */
export const parkingSize: Size = areaSize(2, pageColumns.short / columnsPerRow)

/**
 * So many areas side by side, which fill a screen together, with the first one's corner at `corner`. Each has so many
 * columns at least and room for so many notes: together they keep the shape of a screen.
 */
export function areasBeside(
  fields: number,
  corner: Point,
  leastColumns = columnsFor(fields),
  notes = 0,
): readonly Rect[] {
  const columns = Math.max(leastColumns, Math.ceil(Math.sqrt((pageAspect * notes) / Math.max(1, fields))))
  const rows = Math.max(Math.round((columns * fields) / columnsPerRow), Math.ceil(notes / columns))
  const size = areaSize(columns, rows)
  return Array.from({ length: fields }, (_, index) => ({
    x: corner.x + index * (size.width + besideGap),
    y: corner.y,
    ...size,
  }))
}

/**
 * The areas of a step for so many notes each, of which there are some: every area has columns for its own notes, and all
 * have as many rows as make them together the shape of a screen.
 */
export function areasFilled(notes: readonly number[], corner: Point): readonly Rect[] {
  const total = notes.reduce((sum, count) => sum + count, 0)
  // The shape of a screen is wide: it never has more rows than columns.
  const shapes = Array.from({ length: Math.ceil(Math.sqrt(total)) }, (_, index) => {
    const rows = index + 1
    const sizes = notes.map((count) => areaSize(Math.max(2, Math.ceil(count / rows)), rows))
    const width = sizes.reduce((sum, size) => sum + size.width + besideGap, -besideGap)
    return { sizes, strain: Math.abs(Math.log(width / (sizes[0]?.height ?? 1) / pageAspect)) }
  })
  const [best] = shapes.toSorted((one, other) => one.strain - other.strain)
  let { x } = corner
  return (best?.sizes ?? []).map((size) => {
    const rect = { x, y: corner.y, ...size }
    x += size.width + besideGap
    return rect
  })
}

/** Columns of a table's areas together, and rows of each: some twenty notes. Not measured. */
const tableColumns = 4
const tableRows = 5
/** So many tables stand in one row, and each has no end below it. Of more, one stands below another. */
const tablesInRow = 4

/**
 * The areas of each table, with the first one's corner at `corner`. The second table stands below the first where there
 * are many, with room for both to grow.
 */
export function areasOfTables(fields: number, tables: number, corner: Point): readonly (readonly Rect[])[] {
  const size = areaSize(Math.max(2, Math.ceil(tableColumns / Math.max(1, fields))), tableRows)
  const width = fields * (size.width + besideGap)
  const height = 2 * size.height + titleBand
  const perColumn =
    tables <= tablesInRow ? 1 : Math.max(2, Math.round(Math.sqrt((tables * width) / (pageAspect * height))))
  return Array.from({ length: tables }, (_, table) =>
    Array.from({ length: fields }, (__, field) => ({
      x: corner.x + Math.floor(table / perColumn) * (width + stepGap) + field * (size.width + besideGap),
      y: corner.y + (table % perColumn) * height,
      ...size,
    })),
  )
}

/**
 * The rectangle in which an area is drawn: the stored one, or larger where its notes and groups reach beyond. It grows
 * downwards with its rows.
 */
export function areaAround(stored: Rect, content: Iterable<Rect>): Rect {
  const near = inset(stored, -farthest)
  const inside = boundsOf([...content].filter((rect) => isNear(near, rect)))
  return inside ? union(stored, roomAround(inside)) : stored
}

/** A thing farther beside or above its area, or so many rows below, does not make it larger. Not measured. */
const farthest = 2_000
const mostRows = 400

function isNear(near: Rect, { x, y, width }: Rect): boolean {
  const isBeside = x < near.x || x + width > near.x + near.width
  return !isBeside && y > near.y && y < near.y + near.height + mostRows * pitch
}

/** A thing in an area, with the room that it needs around it. */
export function roomAround({ x, y, width, height }: Rect): Rect {
  return {
    x: x - edge,
    y: y - edge,
    width: width + 2 * edge,
    height: height + edge + areaMargin,
  }
}

/** The part of an area in which things lie, as far down as they need. */
export function innerOf({ x, y, width, height }: Rect): Rect {
  return { x: x + edge, y: y + edge, width: width - 2 * edge, height: height - 2 * edge }
}

/** The most columns of a group that fits into an area. */
export function columnsOfGroups(area: Rect): number {
  return Math.max(1, Math.floor((innerOf(area).width - 2 * fieldMargin + packingGap) / pitch))
}

interface AreaContent {
  readonly rect: Rect
  readonly area: string | null
  readonly cluster: string | null
}

/**
 * The content of each area: its notes outside groups, and the fields or cards of its groups. A group lies in the area of
 * most of its notes.
 */
export function contentByArea(
  notes: Iterable<AreaContent>,
  isCollapsed: (cluster: string) => boolean = () => false,
): ReadonlyMap<string, readonly Rect[]> {
  const content = new Map<string, Rect[]>()
  const groups = new Map<string, AreaContent[]>()
  for (const note of notes) {
    if (note.cluster !== null) addTo(groups, note.cluster, note)
    else if (note.area !== null) addTo(content, note.area, note.rect)
  }
  for (const [cluster, members] of groups) {
    const area = mostFrequent(members.flatMap((note) => note.area ?? []))
    const rects = members.map(({ rect }) => rect)
    const rect = isCollapsed(cluster) ? cardAround(rects) : fieldAround(rects)
    if (rect && area !== null) addTo(content, area, rect)
  }
  return content
}

/** The area named most often. The first by id of two named as often. Null when none is named. */
export function mostFrequent(areas: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const area of areas) counts.set(area, (counts.get(area) ?? 0) + 1)
  let most: string | null = null
  for (const [area, count] of counts) {
    const best = most === null ? 0 : (counts.get(most) ?? 0)
    if (count > best || (count === best && most !== null && area < most)) most = area
  }
  return most
}

/** Adds a thing to the list under this key. */
export function addTo<Key, Thing>(lists: Map<Key, Thing[]>, key: Key, thing: Thing): void {
  const there = lists.get(key)
  if (there) there.push(thing)
  else lists.set(key, [thing])
}
