import { contains, inset, type Point } from '#shared/geometry/rect.ts'
import { headingHeight, headingOf } from '#shared/geometry/field.ts'
import type { Scene, SceneCluster, SceneNote } from '../model/document/scene.ts'
import { dotActionAt, dotReach, leastDotZoom, type DotAction, type DotDeed } from '../view/dots.ts'
import type { Shown } from '../view/view-state.ts'

/** The thing under a point of the board. */
export type Hit =
  | { readonly kind: 'dot'; readonly id: string; readonly action: DotDeed }
  | { readonly kind: 'note'; readonly id: string }
  /** By which a cluster is taken: its heading, or the whole card of a collapsed one. */
  | { readonly kind: 'handle'; readonly id: string }
  | { readonly kind: 'field'; readonly id: string }
  | { readonly kind: 'nothing' }

export function hitAt(scene: Scene, shown: Shown, point: Point, zoom: number): Hit {
  const dot = dotAt(scene, shown, point, zoom)
  if (dot) return dot
  const titled = titleAt(scene, point, zoom)
  if (titled !== undefined) return { kind: 'handle', id: titled }
  const found = scene.at(point)
  if (found?.kind === 'note') return { kind: 'note', id: found.id }
  const cluster = scene.clusters.get(found?.id ?? '')
  if (!cluster) return { kind: 'nothing' }
  const isHandle = cluster.isCollapsed || contains(headingOf(cluster.rect), point)
  return { kind: isHandle ? 'handle' : 'field', id: cluster.id }
}

function dotAt(scene: Scene, { vote }: Shown, point: Point, zoom: number): Hit | undefined {
  if (vote?.kind !== 'open' || zoom < leastDotZoom) return undefined
  const around = inset({ x: point.x, y: point.y, width: 1e-6, height: 1e-6 }, -dotReach / zoom)
  let nearest: (DotAction & { readonly id: string }) | undefined
  const look = (option: SceneNote | SceneCluster) => {
    const found = dotActionAt(option, vote, point, zoom)
    if (found && found.distance < (nearest?.distance ?? Infinity)) nearest = { ...found, id: option.id }
  }
  for (const cluster of scene.clustersIn(around)) look(cluster)
  for (const note of scene.notesIn(around).toReversed()) {
    look(note)
    // A note covers the things below it.
    if (contains(note.rect, point)) break
  }
  return nearest && { kind: 'dot', id: nearest.id, action: nearest.action }
}

/** Seen from afar a title lies over the upper edge of its group's notes. CSS pixels. */
const titleHeight = 16

function titleAt(scene: Scene, point: Point, zoom: number): string | undefined {
  if (headingHeight * zoom >= titleHeight) return undefined
  const spot = { x: point.x, y: point.y, width: 1e-6, height: 1e-6 }
  const isOnTitle = ({ isCollapsed, rect }: SceneCluster) =>
    !isCollapsed && rect.width * zoom >= leastTitle && point.y - rect.y <= titleHeight / zoom
  return scene.clustersIn(spot).findLast(isOnTitle)?.id
}

/** A group so narrow has no title from afar. CSS pixels. */
const leastTitle = 72
