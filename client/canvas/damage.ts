import { union, type Rect } from '#shared/geometry/rect.ts'

/** Above this share of the screen, or this many pieces, painting everything is cheaper. Measured at 10,000 notes. */
const mostShare = 0.5
const mostPieces = 160

/** Collects the rectangles to paint again, in board units, until the next frame takes them. */
export interface Damage {
  readonly add: (rect: Rect) => void
  readonly addAll: () => void
  /** Returns the pieces to paint, hardly overlapping, or 'all' for the whole screen, and begins a new collection. */
  readonly take: (view: Rect) => readonly Rect[] | 'all'
  readonly isEmpty: () => boolean
}

export function createDamage(): Damage {
  let pieces: Rect[] = []
  let isAll = false
  return {
    add: (rect) => {
      if (isAll) return
      pieces.push(rect)
      if (pieces.length > 4 * mostPieces) isAll = true
    },
    addAll: () => {
      isAll = true
    },
    take: (view) => {
      const merged = isAll ? [] : merge(pieces)
      const area = merged.reduce((sum, { width, height }) => sum + width * height, 0)
      const isMuch = isAll || merged.length > mostPieces || area > mostShare * view.width * view.height
      pieces = []
      isAll = false
      return isMuch ? 'all' : merged
    },
    isEmpty: () => !isAll && pieces.length === 0,
  }
}

/** Joins rectangles where painting them together is not much more than painting each. */
export function merge(rects: readonly Rect[]): Rect[] {
  const merged: Rect[] = []
  for (const rect of rects) {
    let whole = rect
    for (let index = 0; index < merged.length;) {
      const other = merged[index]
      if (!other) break
      const both = union(whole, other)
      if (both.width * both.height > 1.1 * (whole.width * whole.height + other.width * other.height)) {
        index += 1
        continue
      }
      whole = both
      merged.splice(index, 1)
      index = 0
    }
    merged.push(whole)
  }
  return merged
}
