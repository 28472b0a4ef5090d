import type { ActivityStep } from '../agenda/activity.ts'
import { AgendaState, type AgendaNow } from '../agenda/agenda.ts'
import { findStep } from '../agenda/steps.ts'
import type { Template } from '../agenda/template.ts'
import { Operation } from '../workshop/policy.ts'
import * as activities from './registry.ts'

const activitySteps: Readonly<Record<string, { readonly step?: ActivityStep }>> = activities

/**
 * True while the activity of the running step keeps the statements as they are: participants change none. `stateOf`: the
 * public state of an activity, by its name.
 */
export function areStatementsKept(
  now: AgendaNow | undefined,
  template: Template | undefined,
  stateOf: (activity: string) => unknown,
): boolean {
  if (now?.state !== AgendaState.running || now.step === null) return false
  if (now.opened.includes(Operation.writeStatement)) return false
  const step = template && findStep(template, now.step)?.step
  const opens = step && activitySteps[step.activity]?.step?.opensStatements
  return opens !== undefined && !opens(stateOf(step?.activity ?? ''), now.step)
}
