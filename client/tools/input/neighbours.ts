import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { centreOf, type Rect } from '#shared/geometry/rect.ts'
import type { Scene } from '../../model/document/scene.ts'

/** A note, or a collapsed cluster, as the keyboard goes from one to the next. */
export interface Stop {
  readonly id: string
  readonly rect: Rect
}

export function stopsOf(scene: Scene): readonly Stop[] {
  const notes = [...scene.notes.values()].filter(({ isHidden }) => !isHidden)
  const cards = [...scene.clusters.values()].filter(({ isCollapsed }) => isCollapsed)
  return inReadingOrder<Stop>([...notes, ...cards], ({ rect }) => rect)
}

/** The next in reading order, undefined after the last; from nothing, the first (or the last, backwards). */
export function nextStop(scene: Scene, from: string | undefined, step: 1 | -1): string | undefined {
  const stops = stopsOf(scene)
  const index = stops.findIndex(({ id }) => id === from)
  if (index < 0) return (step === 1 ? stops[0] : stops[stops.length - 1])?.id
  return stops[index + step]?.id
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The nearest in a direction: straight ahead counts more than aside. */
export function stopTowards(scene: Scene, from: Rect, direction: Direction): string | undefined {
  const start = centreOf(from)
  let best: { readonly id: string; readonly cost: number } | undefined
  for (const { id, rect } of stopsOf(scene)) {
    const { x, y } = centreOf(rect)
    const across = direction === 'left' || direction === 'right'
    const sign = direction === 'right' || direction === 'down' ? 1 : -1
    const ahead = sign * (across ? x - start.x : y - start.y)
    const aside = Math.abs(across ? y - start.y : x - start.x)
    if (ahead <= 1 || aside > 2 * ahead) continue
    const cost = ahead + 2 * aside
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id
}
