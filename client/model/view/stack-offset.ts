import type { Point } from '#shared/geometry/rect.ts'
import type { Scene } from '../document/scene.ts'

/** A note exactly on another would hide it, so it moves aside by this much, repeatedly. Board units. Not measured. */
export const aside = 24

/** True if a note is at exactly this corner. */
export function isTaken(scene: Pick<Scene, 'notesIn'>, { x, y }: Point): boolean {
  const near = { x: x - 1, y: y - 1, width: 2, height: 2 }
  return scene.notesIn(near).some((note) => note.x === x && note.y === y)
}
