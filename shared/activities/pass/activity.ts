import { Operation } from '../../workshop/policy.ts'
import type { SharedActivity } from '../../agenda/activity.ts'
import type { PassCommand } from './commands.ts'
import { passRights } from './rights.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly pass: NoSettings
  }
}

/**
 * Everybody builds on a text that another person wrote in private, in the step that this one takes from; at tables another
 * person of their own. What they write
 * belongs to that step.
 */
export const pass: SharedActivity<
  typeof passRights,
  { readonly command: PassCommand; readonly refusal: never; readonly result: object }
> = {
  rights: passRights,
  step: { allows: () => [Operation.sendPhoto], makes: null, takes: ['notes'], isForTables: true },
}
