import type { Point } from '#shared/geometry/rect.ts'
import type { Scene } from '../document/scene.ts'

/** A note put exactly onto another would hide it: it goes this much aside, again and again; board units, taste. */
export const aside = 24

/** Does a note stand at exactly this corner? */
export function isTaken(scene: Pick<Scene, 'notesIn'>, { x, y }: Point): boolean {
  const near = { x: x - 1, y: y - 1, width: 2, height: 2 }
  return scene.notesIn(near).some((note) => note.x === x && note.y === y)
}
