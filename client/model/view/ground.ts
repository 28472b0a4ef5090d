import { columnsOfGroups, innerOf, pitch } from '#shared/geometry/area.ts'
import { fieldMargin } from '#shared/geometry/field.ts'
import { packingGap } from '#shared/geometry/sizes.ts'
import { centreOf, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { Scene } from '../document/scene.ts'

export type GroundScene = Pick<Scene, 'areas' | 'areasIn' | 'areaAt'>

/** Beyond the end of every board. */
const endless = 1_000_000

/**
 * The areas, for a plan: a thing of an area stays between its left and its right edge, and may go as far down as there is
 * room; all others stay outside. A thing that is too wide for its area only keeps out of the other ones.
 */
export class Ground {
  readonly #scene: GroundScene

  constructor(scene: GroundScene) {
    this.#scene = scene
  }

  /** The area in which a thing lies: that of its middle. */
  areaUnder(rect: Rect): string | null {
    return this.#scene.areas.size === 0 ? null : (this.#scene.areaAt(centreOf(rect))?.id ?? null)
  }

  /** The nearest place for the thing within its area. */
  nearestInside(area: string | null, rect: Rect): Point {
    const inner = this.#innerFor(area, rect)
    if (!inner) return { x: rect.x, y: rect.y }
    return {
      x: Math.min(Math.max(rect.x, inner.x), inner.x + inner.width - rect.width),
      y: Math.max(rect.y, inner.y),
    }
  }

  allows(area: string | null, rect: Rect): boolean {
    if (this.#scene.areas.size === 0) return true
    const inner = this.#innerFor(area, rect)
    if (inner && !isWithin(inner, rect)) return false
    return this.#scene.areasIn(rect).every(({ id }) => id === area)
  }

  /** What a thing of this area must keep clear of, around it. */
  wallsFor(area: string | null, rect: Rect, around: Rect): readonly Rect[] {
    if (this.#scene.areas.size === 0) return []
    const others = this.#scene.areasIn(around).filter(({ id }) => id !== area)
    const walls = others.map((other) => other.rect)
    const inner = this.#innerFor(area, rect)
    if (!inner) return walls
    const [right, top] = [inner.x + inner.width, inner.y]
    return [
      ...walls,
      { x: inner.x - endless, y: -endless, width: endless, height: 2 * endless },
      { x: right, y: -endless, width: endless, height: 2 * endless },
      { x: inner.x - endless, y: top - endless, width: 2 * endless, height: endless },
    ]
  }

  /** The most columns of a group of this area. */
  columnsIn(area: string | null): number {
    const there = area === null ? undefined : this.#scene.areas.get(area)
    return there ? columnsOfGroups(there) : Infinity
  }

  /** The width of a group of this area with the most columns, in board units. */
  widestGroup(area: string | null): number {
    return this.columnsIn(area) * pitch - packingGap + 2 * fieldMargin
  }

  #innerFor(area: string | null, { width }: Rect): Rect | undefined {
    const there = area === null ? undefined : this.#scene.areas.get(area)
    const inner = there && innerOf(there)
    return inner && inner.width >= width ? inner : undefined
  }
}

function isWithin(inner: Rect, { x, y, width }: Rect): boolean {
  return x >= inner.x && x + width <= inner.x + inner.width && y >= inner.y
}
