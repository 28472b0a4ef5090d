import type { ActivityStep } from '../agenda/activity.ts'
import type { Step } from '../agenda/template.ts'
import { Audience } from '../workshop/audience.ts'
import * as activities from './registry.ts'

const activitySteps: Readonly<Record<string, { readonly step?: ActivityStep }>> = activities

/** The audiences that words in this field of a step may have. The first is that of words without a choice. */
export function audiencesIn(step: Step, field?: string): readonly [Audience, ...Audience[]] {
  return activitySteps[step.activity]?.step?.audiences?.(step, field) ?? audiencesOf(step)
}

/** By the way in which people write in the step. */
function audiencesOf({ writing }: Step): readonly [Audience, ...Audience[]] {
  if (writing === 'private') return [Audience.hidden, Audience.hiddenSigned, Audience.onlyMe]
  return [Audience.open, Audience.openSigned]
}
