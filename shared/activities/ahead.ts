import type { ActivityStep } from '../agenda/activity.ts'
import type { Agenda } from '../agenda/agenda.ts'
import { openAhead, Openness, opennessOf } from '../agenda/own-pace.ts'
import { findStep } from '../agenda/steps.ts'
import type { Step, StepPath } from '../agenda/template.ts'
import type { AheadAllowance } from '../workshop/policy.ts'
import * as activities from './registry.ts'

type Progress = Pick<Agenda, 'template' | 'now' | 'log'>

const activitySteps: Readonly<Record<string, { readonly step?: ActivityStep }>> = activities

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
