import type { Point, Rect } from '#shared/geometry/rect.ts'

/** A line along which edges or middles agree; board units. */
export interface Guide {
  readonly axis: 'x' | 'y'
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface Snap {
  /** The corrected movement. */
  readonly by: Point
  readonly guides: readonly Guide[]
}

/** Moves a little further when an edge or the middle of what moves then lines up with that of something near. */
export function snap(moving: Rect, by: Point, others: readonly Rect[], within: number): Snap {
  const at = { ...moving, x: moving.x + by.x, y: moving.y + by.y }
  const dx = nearest(linesX(at), others, linesX, within)
  const dy = nearest(linesY(at), others, linesY, within)
  const snapped = { x: by.x + (dx ?? 0), y: by.y + (dy ?? 0) }
  const there = { ...moving, x: moving.x + snapped.x, y: moving.y + snapped.y }
  const guides: Guide[] = []
  if (dx !== undefined) guides.push(...guidesFor('x', there, others))
  if (dy !== undefined) guides.push(...guidesFor('y', there, others))
  return { by: snapped, guides }
}

function linesX({ x, width }: Rect): readonly number[] {
  return [x, x + width / 2, x + width]
}

function linesY({ y, height }: Rect): readonly number[] {
  return [y, y + height / 2, y + height]
}

function nearest(
  lines: readonly number[],
  others: readonly Rect[],
  linesOf: (rect: Rect) => readonly number[],
  within: number,
): number | undefined {
  let best: number | undefined
  for (const other of others) {
    for (const [index, target] of linesOf(other).entries()) {
      for (const [own, line] of lines.entries()) {
        const difference = target - line
        if (isMiddle(index) !== isMiddle(own) || Math.abs(difference) > within) continue
        if (best === undefined || Math.abs(difference) < Math.abs(best)) best = difference
      }
    }
  }
  return best
}

/** Edges line up with edges and middles with middles; of three lines the second is the middle. */
function isMiddle(index: number): boolean {
  return index === 1
}

/** One guide for each edge that agrees, as long as everything it touches; the middle only when no edge does. */
function guidesFor(axis: 'x' | 'y', moved: Rect, others: readonly Rect[]): readonly Guide[] {
  const linesOf = axis === 'x' ? linesX : linesY
  const extent = (rect: Rect) =>
    axis === 'x' ? [rect.y, rect.y + rect.height] : [rect.x, rect.x + rect.width]
  const guides = linesOf(moved).map((at, index): Guide | undefined => {
    const touching = others.filter((other) =>
      linesOf(other).some((line, own) => isMiddle(index) === isMiddle(own) && Math.abs(line - at) < 0.5),
    )
    if (touching.length === 0) return undefined
    const ends = [moved, ...touching].flatMap(extent)
    return { axis, at, from: Math.min(...ends), to: Math.max(...ends) }
  })
  const edges = guides.filter((guide, index) => guide !== undefined && !isMiddle(index))
  return (edges.length > 0 ? edges : guides).filter((guide) => guide !== undefined)
}
