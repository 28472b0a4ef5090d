import type { IsPlayable } from '../report/board-import.ts'
import { templateCheck } from './template-check.ts'

/** True for a template whose steps are of activities that this server has. */
export const isPlayable: IsPlayable = (template) => templateCheck.check(template).ok
