import type { Agenda } from '#shared/agenda/agenda.ts'
import { boundsOf, intersects, type Rect } from '#shared/geometry/rect.ts'
import type { Scene } from '../../model/document/scene.ts'
import { areasOfStep } from '../host/areas-of-step.ts'

/** The areas of the running step while nothing lies in them. Without areas: the whole of an empty board. */
export interface EmptyPlace {
  readonly areas: Rect | null
  /** Of areas. */
  readonly count: number
}

export function emptyPlace(
  agenda: Agenda,
  { areas, notes, clusters }: Pick<Scene, 'areas' | 'notes' | 'clusters'>,
  ownTable: number | null = null,
): EmptyPlace | null {
  const ids = areasOfStep(agenda, areas, ownTable)
  if (!ids) return notes.size + clusters.size === 0 ? { areas: null, count: 0 } : null
  const rects = [...areas.values()].flatMap(({ id, rect }) => (ids.has(id) ? [rect] : []))
  const all = boundsOf(rects)
  if (!all) return null
  for (const note of notes.values()) if (intersects(note.rect, all)) return null
  return { areas: all, count: rects.length }
}
