import type { ActivityStep } from '../agenda/activity.ts'
import { findStep } from '../agenda/steps.ts'
import type { StepPath, Template } from '../agenda/template.ts'
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
