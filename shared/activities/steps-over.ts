import type { ActivityStep } from '../agenda/activity.ts'
import { AgendaState, visitedSteps, type Agenda, type AgendaNow } from '../agenda/agenda.ts'
import { findStep } from '../agenda/steps.ts'
import type { StepPath, Template } from '../agenda/template.ts'
import type { Target } from '../workshop/policy.ts'
import * as activities from './registry.ts'

const activitySteps: Readonly<Record<string, { readonly step?: ActivityStep }>> = activities

/** Its author may end a sentence for so long after the step. Not measured. */
export const finishMs = 15_000

export interface AgendaMoment {
  readonly now: AgendaNow
  readonly template: Template | undefined
  /** The step that the last move left. */
  readonly left: StepPath | null
  /** Milliseconds since 1970 by the server's clock. */
  readonly time: number
}

/**
 * The one rule about notes of the past: while a step runs, the table of rights says who may change its notes. From then on
 * facilitators alone do, and its author for a moment ends a sentence. After the workshop every note is of the past. The
 * guard and the interface ask it. Undefined: the board has no agenda, or it has not begun.
 */
export function overness(
  agenda: AgendaMoment | undefined,
  step: StepPath | undefined,
): Pick<Target, 'isOver' | 'isJustOver'> {
  switch (agenda?.now.state) {
    case undefined:
    case AgendaState.ready:
      return {}
    case AgendaState.ended:
      return { isOver: true }
    case AgendaState.running: {
      if (step === undefined || isTakingNotes(agenda, step)) return {}
      const isJustOver = step === agenda.left && agenda.time - agenda.now.since <= finishMs
      return { isOver: true, ...(isJustOver && { isJustOver }) }
    }
  }
}

/** True while notes come into this step: it runs, or the running one adds to its notes. */
export function isTakingNotes(
  { now, template }: Pick<AgendaMoment | Agenda, 'now' | 'template'>,
  step: StepPath,
): boolean {
  const open = new Set<StepPath>()
  let path = now.state === AgendaState.running ? (now.step ?? undefined) : undefined
  while (path !== undefined && !open.has(path)) {
    open.add(path)
    const running = template && findStep(template, path)?.step
    path = running && activitySteps[running.activity]?.step?.addsTo?.(running)
  }
  return open.has(step)
}

/** The group has been in this step and has gone on: words that are sent for it now come late. */
export function isLeft(agenda: Agenda, step: StepPath): boolean {
  return !isTakingNotes(agenda, step) && visitedSteps(agenda).has(step)
}
