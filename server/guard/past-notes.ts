import type * as Y from 'yjs'
import { visitedSteps } from '#shared/agenda/agenda.ts'
import { overness } from '#shared/activities/steps-over.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { stepPathIn } from '#shared/board/id.ts'
import { Shape } from '#shared/board/schema.ts'
import { agendaMomentOf } from './agenda-moment.ts'
import type { Changes } from './changes.ts'
import { Content } from './parse-update.ts'
import { areaIn } from './right-targets.ts'
import { isFacts, isPlace } from './values.ts'

/** New notes that say that they are of a step that is over, or that lie in its area. */
export function lateNotesIn(doc: Y.Doc, { keys }: Changes, time: number): readonly string[] {
  const agenda = agendaMomentOf(doc, time)
  if (!agenda) return []
  const late = keys.flatMap(({ path, root, current, placed }) => {
    if (current || root.partOf !== 'note') return []
    const values = placed.flatMap(({ struct }) =>
      struct.content === Content.any ? (struct.value as readonly unknown[]) : [],
    )
    const steps = values.flatMap((value) => stepOf(root.shape, value) ?? [])
    return steps.some((step) => overness(agenda, step).isOver) ? [{ id: path.id, steps }] : []
  })
  if (late.length === 0) return []
  // Somebody may prepare a step that is still to come.
  const whole = readAgenda(doc)
  const visited = whole ? visitedSteps(whole) : new Set()
  return [...new Set(late.flatMap(({ id, steps }) => (steps.some((step) => visited.has(step)) ? [id] : [])))]
}

function stepOf(shape: Shape, value: unknown): string | undefined {
  if (shape === Shape.facts && isFacts(value)) return value.step
  const area = shape === Shape.place && isPlace(value) ? areaIn(value) : null
  return area === null ? undefined : stepPathIn(area)
}
