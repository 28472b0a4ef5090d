import type { Point } from '#shared/geometry/rect.ts'
import type { Scene } from '../document/scene.ts'

/** The group whose field, title or note is there. */
export function groupAt(scene: Pick<Scene, 'at' | 'notes'>, at: Point): string | null {
  const there = scene.at(at)
  if (!there) return null
  return there.kind === 'cluster' ? there.id : (scene.notes.get(there.id)?.cluster ?? null)
}
