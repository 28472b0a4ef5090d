import { TemplateCheck } from '../templates/check-template.ts'
import { templateActivities } from './template-activities.ts'

/** The one check of templates in this process: it keeps what it has compiled. */
export const templateCheck = new TemplateCheck(templateActivities)
