import type { IsPlayable } from '../report/board-import.ts'
import { TemplateCheck } from '../templates/check-template.ts'
import { templateActivities } from './template-activities.ts'

const templates = new TemplateCheck(templateActivities)

/** True for a template whose steps are of activities that this server has. */
export const isPlayable: IsPlayable = (template) => templates.check(template).ok
