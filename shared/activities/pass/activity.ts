import { Operation, type RightsTable } from '../../workshop/policy.ts'
import type { SharedActivity } from '../../agenda/activity.ts'
import type { PassCommand } from './commands.ts'
import { Role } from '../../workshop/role.ts'

export const PassOperation = {
  /** Give texts to people who came after the pass began. */
  deal: 'pass.deal',
} as const

const passRights = {
  [PassOperation.deal]: { roles: [Role.facilitator] },
} as const satisfies RightsTable

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
