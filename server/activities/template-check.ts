import * as shared from '#shared/activities/registry.ts'
import type { ActivityStep } from '#shared/agenda/activity.ts'
import { type TemplateActivities, TemplateCheck } from '../templates/check-template.ts'
import type { IsPlayable } from '../report/board-import.ts'
import { activities } from './activities.ts'

const steps: readonly (readonly [string, { readonly step?: ActivityStep }])[] = Object.entries(shared)

/** All that the check of templates must know of the activities. */
export const templateActivities: TemplateActivities = {
  steps: Object.fromEntries(steps.map(([name, { step }]) => [name, step])),
  settings: Object.fromEntries(Object.entries(activities).map(([name, { settings }]) => [name, settings])),
}

/** The one check of templates in this process: it keeps what it has compiled. */
export const templateCheck = new TemplateCheck(templateActivities)

/** True for a template whose steps are of activities that this server has. */
export const isPlayable: IsPlayable = (template) => templateCheck.check(template).ok
