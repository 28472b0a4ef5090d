import { Operation } from '../../workshop/policy.ts'
import { noRights, type NoCommands, type SharedActivity } from '../../agenda/activity.ts'

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
export const pass: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: { allows: () => [Operation.sendPhoto], makes: null, takes: ['notes'], isForTables: true },
}
