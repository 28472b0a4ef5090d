import { cutTo } from '../../text/letters.ts'
import { encloses, intersects, type Point, type Rect, type Size } from '../../geometry/rect.ts'

/** The drawing of three rings in its own units. A screen is wider than high, and so are the rings; a room may be wider. */
export const ringMap = { width: 1_600, height: 1_000 } as const

interface Ellipse {
  readonly rx: number
  readonly ry: number
}

/** The half axes of the lines on which the names of a ring stand, and of the rings that people see around them. */
const lines = [
  { rx: 250, ry: 130 },
  { rx: 500, ry: 290 },
  { rx: 696, ry: 452 },
] as const
export const ringEdges = [
  { rx: 375, ry: 205 },
  { rx: 610, ry: 365 },
  { rx: 797, ry: 497 },
] as const

/** The type of a full map. */
export const mapType = { name: 20, title: 22 } as const

/** The room of a name on a full map: two lines of 16 letters. */
export const nameSize = { width: 184, height: 54 } as const satisfies Size

/** From the lower edge of each ring to the middle of its title: the edge bends upwards beside the words. */
const titleRise = [24, 36, 30] as const

/** The middle of the title of each ring, at its lower edge. */
export const titlePlaces = ringEdges.map(({ ry }, ring) => ({
  x: ringMap.width / 2,
  y: ringMap.height / 2 + ry - (titleRise[ring] ?? 0),
}))

/** The room of a title on a full map. */
const titleSize = { width: 380, height: 28 } as const satisfies Size
const largestTitle = 1.3

/** Titles grow with the names, as far as the rings leave them room. A room may need larger ones. */
function titleScale(scale: number, least: number): number {
  return Math.max(least, Math.min(scale, largestTitle))
}

/** Letters of a line on the map. */
const lineLetters = 17

/** A name on the map, in two lines at most. One that is longer is cut; the board has it whole. */
export function nameLines(name: string): readonly string[] {
  const lines: string[] = []
  for (const word of name.replaceAll(/\s+/gu, ' ').split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= lineLetters)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  const shown = lines
    .slice(0, 2)
    .map((line) => (line.length > lineLetters ? `${cutTo(line, lineLetters - 1)}…` : line))
  if (lines.length <= 2) return shown
  return [shown[0] ?? '', `${cutTo(shown[1] ?? '', lineLetters - 1)}…`]
}

/** Positions that are tried for the first name of a ring. Not measured. */
const starts = 48

/**
 * More names cover one another on any line, so nothing is tried for them: thousands would stop a page for minutes. The
 * longest line of the widest room has place for 37. Measured.
 */
export const mostOnLine = 40

/** Few names are larger. The first that leaves all of them uncovered counts. Not measured. */
const scales = [1.7, 1.45, 1.3, 1.2, 1.1, 1] as const
/** The same for a room. */
const roomScales = [2.4, 2, ...scales] as const

/** Names of one ring on the map. */
interface NamesOnMap {
  readonly ring: number
  /** The index of the first one in its ring. */
  readonly from: number
  /** The centre of each. */
  readonly places: readonly Point[]
}

export interface RingPage {
  readonly names: readonly NamesOnMap[]
  /** How much larger than on a full map names and titles are. */
  readonly scale: number
  readonly titleScale: number
}

/** A screen for the map. */
export interface MapRoom {
  /** The width of the drawing. */
  readonly width: number
  /** How much larger than on a full map names and titles are at least. */
  readonly least: { readonly name: number; readonly title: number }
}

const anyRoom: MapRoom = { width: ringMap.width, least: { name: 0, title: 0 } }

/** Where the names of three rings stand. Up to forty do not cover one another. */
export function ringPage(counts: readonly number[]): RingPage {
  for (const scale of scales) {
    const page = wholeAt(counts, scale, anyRoom)
    if (!page.isCovered || scale === 1) return page
  }
  return { names: [], scale: 1, titleScale: 1 }
}

/** The map on one page where its names are so large, else a page or more for each ring alone. */
export function ringPages(counts: readonly number[], room: MapRoom): readonly RingPage[] {
  for (const scale of scalesFor(room)) {
    const page = wholeAt(counts, scale, room)
    if (!page.isCovered) return [page]
  }
  return counts.flatMap((count, ring) => pagesOfRing(ring, count, room))
}

function scalesFor({ least }: MapRoom): readonly number[] {
  return [...roomScales.filter((scale) => scale > least.name), Math.max(1, least.name)]
}

function wholeAt(counts: readonly number[], scale: number, room: MapRoom) {
  const titles = titleScale(scale, room.least.title)
  const { places, covered } = placesAt(counts, scale, { room, ring: undefined })
  const names = places.map((centres, ring) => ({ ring, from: 0, places: centres }))
  return { names, scale, titleScale: titles, isCovered: covered > 0 }
}

function pagesOfRing(ring: number, count: number, room: MapRoom): readonly RingPage[] {
  const widths = scalesFor(room).map((scale) => roomOnLines(room, scale, ring))
  const largest = Math.max(1, ...widths.map(({ most }) => sumOf(most)))
  let tried = 0
  for (let parts = Math.max(1, Math.ceil(count / largest)); parts <= count; parts += 1) {
    const most = Math.ceil(count / parts)
    // One part more of thousands is no smaller.
    if (most === tried) continue
    tried = most
    // All pages but the last one are alike.
    const full = pageOfRing({ ring, count: most, widths }, room)
    const last = full && pageOfRing({ ring, count: count % most || most, widths }, room)
    if (!last) continue
    const length = Math.ceil(count / most)
    return Array.from({ length }, (_, part) => startingAt(part === length - 1 ? last : full, part * most))
  }
  return []
}

function startingAt({ names, ...page }: RingPage, from: number): RingPage {
  return { ...page, names: names.map((each) => ({ ...each, from })) }
}

/** How many names of a scale find room on each line, with the titles of one ring. */
interface RoomOnLines {
  readonly scale: number
  readonly most: readonly number[]
}

function roomOnLines(room: MapRoom, scale: number, ring: number): RoomOnLines {
  const placed = fixedIn(room, scale, ring)
  const around = { size: scaled(nameSize, scale), placed, width: room.width }
  return {
    scale,
    most: linesIn(room, scale).map((line) => Math.floor(wayAround(line, around).lengths.at(-1) ?? 0)),
  }
}

/** These names on all lines of the map, the outer one first; undefined where they find no room. */
function pageOfRing(
  {
    ring,
    count,
    widths,
  }: { readonly ring: number; readonly count: number; readonly widths: readonly RoomOnLines[] },
  room: MapRoom,
): RingPage | undefined {
  for (const { scale, most } of widths) {
    if (sumOf(most) < count) continue
    let left = count
    const counts = most
      .toReversed()
      .map((own) => {
        const onLine = Math.min(left, own)
        left -= onLine
        return onLine
      })
      .toReversed()
    const { places, covered } = placesAt(counts, scale, { room, ring })
    if (covered > 0) continue
    return {
      names: [{ ring, from: 0, places: places.flat() }],
      scale,
      titleScale: titleScale(scale, room.least.title),
    }
  }
  return undefined
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** Lines on which names of this scale stay inside the drawing. */
function linesIn({ width }: MapRoom, scale: number): readonly Ellipse[] {
  const size = scaled(nameSize, scale)
  return lines.map(({ rx, ry }) => ({
    rx: Math.min((rx * width) / ringMap.width, (width - size.width) / 2 - 4),
    ry: Math.min(ry, (ringMap.height - size.height) / 2 - 4),
  }))
}

/** Where names stand, with the titles of all rings, or of one that is alone. */
function placesAt(
  counts: readonly number[],
  scale: number,
  { room, ring: alone }: { readonly room: MapRoom; readonly ring: number | undefined },
): { readonly places: readonly (readonly Point[])[]; readonly covered: number } {
  const size = scaled(nameSize, scale)
  const placed = [...fixedIn(room, scale, alone)]
  let covered = 0
  const places = linesIn(room, scale).map((line, ring) => {
    const count = counts[ring] ?? 0
    const way = wayAround(line, { size, placed, width: room.width })
    if (count > mostOnLine) {
      covered += count
      return alongWay(way, count, 0)
    }
    let best: { readonly centres: readonly Point[]; readonly covered: number } | undefined
    for (let start = 0; start < starts && best?.covered !== 0; start += 1) {
      const centres = alongWay(way, count, start / starts)
      const most = best?.covered ?? Infinity
      const found = { centres, covered: coveredBy(centres, { size, placed, width: room.width }, most) }
      if (found.covered < most) best = found
    }
    if (!best) return []
    covered += best.covered
    placed.push(...best.centres.map((centre) => roomOf(centre, size)))
    return best.centres
  })
  return { places, covered }
}

/** Us in the middle, and the titles: names leave them free. */
function fixedIn(room: MapRoom, scale: number, alone: number | undefined): readonly Rect[] {
  const title = scaled(titleSize, titleScale(scale, room.least.title))
  const x = room.width / 2
  const titles = alone === undefined ? titlePlaces : titlePlaces.slice(-1)
  return [roomOf({ x, y: ringMap.height / 2 }, nameSize), ...titles.map(({ y }) => roomOf({ x, y }, title))]
}

function scaled({ width, height }: Size, scale: number): Size {
  return { width: width * scale, height: height * scale }
}

/** Points of an ellipse on which names may stand, in fine steps, and how far each is from the first, in names. */
interface Way {
  readonly points: readonly Point[]
  readonly lengths: readonly number[]
}

const parts = 720

interface AroundNames {
  readonly size: Size
  /** Names and titles that are there. */
  readonly placed: readonly Rect[]
  /** Of the drawing. */
  readonly width: number
}

function wayAround({ rx, ry }: Ellipse, { size, placed, width }: AroundNames): Way {
  const points: Point[] = []
  const lengths: number[] = []
  let length = 0
  /** Since the last free point. A gap that is wider than a name keeps names apart by itself. */
  let gap = 0
  let before: Point | undefined
  for (let part = 0; part <= parts; part += 1) {
    const angle = (part / parts) * 2 * Math.PI - Math.PI / 2
    const to = { x: width / 2 + rx * Math.cos(angle), y: ringMap.height / 2 + ry * Math.sin(angle) }
    const from = before ?? to
    // Names are wide: a step sideways takes more of the room than one downwards.
    gap += Math.max(Math.abs(to.x - from.x) / size.width, Math.abs(to.y - from.y) / size.height)
    before = to
    const room = roomOf(to, size)
    if (placed.some((other) => intersects(room, other))) continue
    length += gap < 1 ? gap : 0
    gap = 0
    points.push(to)
    lengths.push(length)
  }
  return { points, lengths }
}

/** So many points of a way, the same lengths apart, beginning at a share of one length. */
function alongWay({ points, lengths }: Way, count: number, start: number): readonly Point[] {
  const whole = lengths.at(-1) ?? 0
  return Array.from({ length: count }, (_, index) => {
    const wanted = (((index + start) % count) / count) * whole
    return points[firstFrom(lengths, wanted)] ?? points[0] ?? { x: 0, y: 0 }
  })
}

/** The index of the first of these rising numbers that is not below `least`. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [from, to] = [0, numbers.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((numbers[middle] ?? least) < least) from = middle + 1
    else to = middle
  }
  return from
}

function roomOf({ x, y }: Point, { width, height }: Size): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height }
}

/** How often names cover one another, others that are there, or the edge of the drawing; `most` once it is as often. */
function coveredBy(centres: readonly Point[], { size, placed, width }: AroundNames, most: number): number {
  const rooms = centres.map((centre) => roomOf(centre, size))
  const whole = { x: 0, y: 0, width, height: ringMap.height }
  let covered = 0
  for (const [index, room] of rooms.entries()) {
    if (!encloses(whole, room)) covered += 1
    for (const other of placed) if (intersects(room, other)) covered += 1
    for (let next = index + 1; next < rooms.length; next += 1) {
      const other = rooms[next]
      if (other && intersects(room, other)) covered += 1
    }
    if (covered >= most) return most
  }
  return covered
}
