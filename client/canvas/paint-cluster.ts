import { groupName } from '#shared/board/group-name.ts'
import { clusterTitleLimit } from '#shared/board/limits.ts'
import { fieldBody, headingHeight, headingSize } from '#shared/geometry/field.ts'
import { cutTo } from '#shared/text/letters.ts'
import type { SceneCluster } from '../model/document/scene.ts'
import { fillRounded, snapped, strokeRounded, type Brush, type Lens } from './brush.ts'
import { paintLock, painters } from './paint-note.ts'
import type { Shown } from '../view/view-state.ts'
import { detail, type CanvasStyle, type CanvasWords } from './style.ts'
import { graphemeStarts } from '#shared/text/breaks.ts'

export const fieldRadius = 16
const cardRadius = 10

/** Titles stay readable when the board is seen from afar, CSS pixels. */
const smallestHeading = 12

/** The soft rounded field behind the notes, with the heading above its top left edge. */
export function paintField(brush: Brush, cluster: SceneCluster, style: CanvasStyle, shown: Shown): void {
  const { context, scale } = brush
  const { mixed } = style
  const body = snapped(brush, fieldBody(cluster.rect))
  brush.inPixels()
  context.fillStyle = mixed.fields[cluster.tint]
  fillRounded(context, body, fieldRadius * scale)
  if (brush.camera.zoom >= detail.bars) {
    context.strokeStyle = mixed.fieldEdges[cluster.tint]
    context.lineWidth = brush.ratio
    const edge = { x: body.x + 0.5, y: body.y + 0.5, width: body.width - 1, height: body.height - 1 }
    strokeRounded(context, edge, fieldRadius * scale)
  }
  if (!isHeadingEnlarged(brush)) paintHeading(brush, cluster, style, shown)
}

/** From afar titles are larger than the room they have: they then lie over notes of their group, on a strip of paper. */
export function isHeadingEnlarged({ scale, ratio }: Brush): boolean {
  return headingSize * scale < smallestHeading * ratio
}

/** A title of three letters and a count says nothing; from afar most fields are that small. */
export function isHeadingShown({ scale, ratio }: Lens, { rect }: SceneCluster): boolean {
  return rect.width * scale >= 6 * headingSizeAt(scale, ratio)
}

function headingSizeAt(scale: number, ratio: number): number {
  return Math.max(headingSize * scale, smallestHeading * ratio)
}

export function paintHeading(
  brush: Brush,
  cluster: SceneCluster,
  { palette, words }: CanvasStyle,
  shown: Shown,
): void {
  if (shown.editing === cluster.id) return
  const { context, scale, ratio } = brush
  if (!isHeadingShown(brush, cluster)) return
  const size = headingSizeAt(scale, ratio)
  const dots = painters.roomOfDots?.(cluster, shown.vote, brush.camera.zoom) ?? 0
  const room = cluster.rect.width * scale - dots * ratio
  if (room < 3 * size) return
  brush.inPixels()
  const x = brush.left(cluster.rect.x) + 2 * ratio
  const own = brush.top(cluster.rect.y + headingHeight) - Math.max(10 * scale, 4 * ratio)
  // Never above the group: the notes of others are there.
  const y = Math.max(own, brush.top(cluster.rect.y) + size)
  const isLocked = shown.locked.has(cluster.id)
  const { title, titleWidth, count, countWidth } = headingText(
    brush,
    cluster,
    words,
    Math.floor((4 * room) / size) / 4 - (isLocked ? lockRoom : 0),
  )
  if (isHeadingEnlarged(brush)) {
    context.fillStyle = palette.paper
    context.globalAlpha = 0.85
    const width = (titleWidth + 0.9 + countWidth + (isLocked ? lockRoom : 0)) * size + 2 * ratio
    fillRounded(context, { x: x - 2 * ratio, y: y - size, width, height: size * 1.3 }, 3 * ratio)
    context.globalAlpha = 1
  }
  brush.font(size, 600)
  context.fillStyle = cluster.title ? palette.ink : palette.inkFaint
  context.fillText(title, x, y)
  context.fillStyle = palette.inkFaint
  brush.font(size * countSize, 500)
  context.fillText(count, x + (titleWidth + 0.5) * size, y)
  if (!isLocked) return
  const lockHeight = countSize * size
  paintLock(context, x + (titleWidth + countWidth + 0.9) * size, y - lockHeight, lockHeight, palette.inkFaint)
}

/** A lock beside the count takes this much, in type sizes. */
const lockRoom = 1

/** The count beside a title is set so much smaller. */
const countSize = 0.73

interface HeadingText {
  /** The width for which it was shortened, in type sizes. */
  readonly room: number
  readonly title: string
  readonly titleWidth: number
  readonly count: string
  readonly countWidth: number
}

const headings = new WeakMap<SceneCluster, HeadingText>()

/** Widths in type sizes; kept, because shortening a title measures it many times. */
function headingText(brush: Brush, cluster: SceneCluster, words: CanvasWords, room: number): HeadingText {
  const known = headings.get(cluster)
  if (known?.room === room) return known
  // Measured at one size for all zooms, large enough for rounding not to show.
  brush.font(100, 600)
  const widthOf = (text: string) => brush.context.measureText(text).width / 100
  const count = String(cluster.members.length)
  const countWidth = widthOf(count) * countSize
  const title = shortened(groupName(cluster, words), (text) => widthOf(text) <= room - countWidth - 1.2)
  const made = { room, title, titleWidth: widthOf(title), count, countWidth }
  headings.set(cluster, made)
  return made
}

/** A collapsed cluster: a sheet with two more peeping out behind it. */
export function paintCard(brush: Brush, cluster: SceneCluster, style: CanvasStyle, shown: Shown): void {
  const { context, scale } = brush
  const { palette, words } = style
  const body = snapped(brush, cluster.rect)
  brush.inPixels()
  context.fillStyle = palette.marks[cluster.tint]
  const step = Math.max(1, Math.round(5 * scale))
  for (const [index, alpha] of [0.35, 0.6].entries()) {
    const by = (2 - index) * step
    context.globalAlpha = alpha
    fillRounded(
      context,
      { x: body.x + by, y: body.y + by, width: body.width - 2 * by, height: body.height },
      cardRadius * scale,
    )
  }
  context.globalAlpha = 1
  context.fillStyle = palette.tints[cluster.tint]
  fillRounded(context, body, cardRadius * scale)
  if (brush.camera.zoom < detail.bars || shown.editing === cluster.id) return
  brush.inUnits()
  const { x, y, width } = cluster.rect
  context.fillStyle = palette.onNote.ink
  brush.font(headingSize, 600)
  for (const [index, line] of cardLines(brush, cluster, words).entries())
    context.fillText(line, x + 16, y + 36 + index * 27)
  context.fillStyle = palette.onNote.inkSoft
  brush.font(15, 500)
  const count = String(cluster.members.length)
  context.fillText(count, x + width - 16 - context.measureText(count).width, y + cluster.rect.height - 16)
  if (shown.locked.has(cluster.id))
    paintLock(context, x + 16, y + cluster.rect.height - 30, 14, palette.onNote.inkSoft)
}

const cards = new WeakMap<SceneCluster, { readonly title: string; readonly lines: readonly string[] }>()

/** Kept, as those of a heading. `brush` has the font. */
function cardLines({ context }: Brush, cluster: SceneCluster, words: CanvasWords): readonly string[] {
  const title = groupName(cluster, words)
  const known = cards.get(cluster)
  if (known?.title === title) return known.lines
  const fits = (text: string) => context.measureText(text).width <= cluster.rect.width - 32
  const lines = twoLines(title, fits)
  cards.set(cluster, { title, lines })
  return lines
}

function twoLines(text: string, fits: (text: string) => boolean): readonly string[] {
  if (text.length <= clusterTitleLimit && fits(text)) return [text]
  const beginning = cutTo(text, clusterTitleLimit)
  const words = beginning.split(' ')
  let first = words.shift() ?? ''
  while (words.length > 0 && fits(`${first} ${words[0]}`)) first += ` ${words.shift()}`
  return first === beginning
    ? [shortened(text, fits)]
    : [shortened(first, fits), shortened(text.slice(first.length + 1), fits)]
}

/**
 * As many letters as fit, and an ellipsis for the rest. What merges have made longer than people may write is never
 * measured as a whole.
 */
export function shortened(text: string, fits: (text: string) => boolean): string {
  const beginning = cutTo(text, clusterTitleLimit)
  if (beginning === text && fits(text)) return text
  const starts = graphemeStarts(beginning)
  const cut = (letters: number) => `${beginning.slice(0, starts[letters]).trimEnd()}…`
  let low = 0
  let high = beginning === text ? starts.length - 1 : starts.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fits(cut(middle))) low = middle
    else high = middle - 1
  }
  return cut(low)
}
