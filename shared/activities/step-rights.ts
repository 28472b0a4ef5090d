import type { ActivityStep } from '../agenda/activity.ts'
import { findStep } from '../agenda/steps.ts'
import type { StepPath, Template, Step } from '../agenda/template.ts'
import { AgendaState, type AgendaNow, type Agenda } from '../agenda/agenda.ts'
import { Operation, type AheadAllowance } from '../workshop/policy.ts'
import { openAhead, Openness, opennessOf } from '../agenda/own-pace.ts'
import type { PolicyOperation } from './policy.ts'
import * as activities from './registry.ts'

const activitySteps: Readonly<Record<string, { readonly step?: ActivityStep }>> = activities

/** The right that a note of this kind needs to stand among those of a step. Undefined: the step’s other rules are enough. */
export function rightToKeep(
  template: Template | undefined,
  path: StepPath | undefined,
  kind: string,
): PolicyOperation | undefined {
  const step = template && path !== undefined ? findStep(template, path)?.step : undefined
  const kept = step && activitySteps[step.activity]?.step?.keeps?.(step)
  // Each activity names a right of its own.
  return kept?.kind === kind ? (kept.operation as PolicyOperation) : undefined
}

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

type Progress = Pick<Agenda, 'template' | 'now' | 'log'>

/** The operations that people may use at this moment for steps at their own pace. */
export function aheadOf(agenda: Progress | undefined, nowMs: number): AheadAllowance {
  return { allows: agenda ? openAhead(agenda, nowMs).flatMap(({ step }) => allowedIn(step)) : [] }
}

/** The operations that people may use at this moment for this step alone. */
export function aheadIn(agenda: Progress | undefined, path: StepPath, nowMs: number): AheadAllowance {
  const placed = agenda && findStep(agenda.template, path)
  const isOpen = placed && opennessOf(agenda, placed, nowMs) === Openness.open
  return { allows: isOpen ? allowedIn(placed.step) : [] }
}

function allowedIn(step: Step): readonly string[] {
  return activitySteps[step.activity]?.step?.allows(step) ?? []
}
