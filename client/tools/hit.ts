import { contains, inset, type Point } from '#shared/geometry/rect.ts'
import { headingOf } from '#shared/geometry/field.ts'
import { dotActionAt, type DotAction } from '../view/dots.ts'
import { headingReach, type Shown } from '../view/view-state.ts'
import type { Scene } from '../model/document/scene.ts'

/** The thing under a point of the board. */
export type Hit =
  | { readonly kind: 'dot'; readonly id: string; readonly action: 'place' | 'take' }
  | { readonly kind: 'note'; readonly id: string }
  /** By which a cluster is taken: its heading, or the whole card of a collapsed one. */
  | { readonly kind: 'handle'; readonly id: string }
  | { readonly kind: 'field'; readonly id: string }
  | { readonly kind: 'nothing' }

/** Targets are at least this far across on screen, CSS pixels; fingers need more than a dot's size. */
const dotSlack = 5

export function hitAt(scene: Scene, shown: Shown, point: Point, zoom: number): Hit {
  const dot = dotAt(scene, shown, point, zoom)
  if (dot) return dot
  const found = scene.at(point)
  if (found?.kind === 'note') return { kind: 'note', id: found.id }
  const cluster = scene.clusters.get(found?.id ?? '') ?? clusterAbove(scene, point, zoom)
  if (!cluster) return { kind: 'nothing' }
  const isHandle = cluster.isCollapsed || isOnHeading(cluster.rect, point, zoom)
  return { kind: isHandle ? 'handle' : 'field', id: cluster.id }
}

function dotAt(scene: Scene, { vote }: Shown, point: Point, zoom: number): Hit | undefined {
  // Too small to aim at: the zoom comes first.
  if (vote?.kind !== 'open' || zoom < 0.2) return undefined
  const near = { x: point.x, y: point.y, width: 1e-6, height: 1e-6 }
  const slack = dotSlack / zoom
  const options = [
    ...scene.notesIn(inset(near, -slack)).toReversed(),
    ...scene.clustersIn(inset(near, -slack)).toReversed(),
  ]
  let nearest: (DotAction & { readonly id: string }) | undefined
  for (const option of options) {
    const found = dotActionAt(option, vote, point, Math.min(slack, 8))
    if (found && found.distance < (nearest?.distance ?? Infinity)) nearest = { ...found, id: option.id }
    // A note covers the things below it.
    if (contains(option.rect, point) && !('members' in option)) break
  }
  return nearest && { kind: 'dot', id: nearest.id, action: nearest.action }
}

/** Seen from afar a heading is drawn above its field, where the scene knows nothing of it. */
function clusterAbove(scene: Scene, point: Point, zoom: number) {
  const below = { x: point.x, y: point.y, width: 1e-6, height: headingReach / zoom }
  return scene
    .clustersIn(below)
    .findLast(({ isCollapsed, rect }) => !isCollapsed && isOnHeading(rect, point, zoom))
}

function isOnHeading(field: Parameters<typeof headingOf>[0], point: Point, zoom: number): boolean {
  const heading = headingOf(field)
  const height = Math.max(heading.height, headingReach / zoom)
  return contains({ ...heading, y: heading.y + heading.height - height, height }, point)
}
