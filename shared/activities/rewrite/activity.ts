import type { SharedActivity } from '../../agenda/activity.ts'
import { Operation, type RightsTable } from '../../workshop/policy.ts'
import type { RewriteCommand, RewriteResult, rewriteRefusals } from './commands.ts'
import { Audience } from '../../workshop/audience.ts'
import { Role } from '../../workshop/role.ts'

export const RewriteOperation = {
  /** Keep the words of a statement as a version. */
  keep: 'version.keep',
  /** Say something about words of a statement, and say that it is dealt with. */
  comment: 'comment.write',
} as const

const rewriteRights = {
  [RewriteOperation.keep]: {
    roles: [Role.facilitator, Role.participant],
    needsStep: true,
    conditions: ['boardIsOpen'],
  },
  [RewriteOperation.comment]: {
    roles: [Role.facilitator, Role.participant],
    needsStep: true,
    conditions: ['boardIsOpen'],
  },
} as const satisfies RightsTable

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly rewrite: NoSettings
  }
}

/** People rewrite a few statements together, side by side, and keep versions of them. */
export const rewrite: SharedActivity<
  typeof rewriteRights,
  {
    readonly command: RewriteCommand
    readonly refusal: keyof typeof rewriteRefusals
    readonly result: RewriteResult
  }
> = {
  rights: rewriteRights,
  step: {
    allows: () => [Operation.writeStatement, RewriteOperation.keep, RewriteOperation.comment],
    makes: 'statements',
    takes: ['statements', 'shortlist', 'notes', 'clusters'],
    isForTables: true,
    // Others see who writes in a sentence.
    audiences: () => [Audience.openSigned],
  },
}
