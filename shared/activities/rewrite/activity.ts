import type { SharedActivity } from '../../agenda/activity.ts'
import { Operation } from '../../workshop/policy.ts'
import type { RewriteCommand, RewriteResult } from './commands.ts'
import type { rewriteRefusals } from './refusals.ts'
import { RewriteOperation, rewriteRights } from './rights.ts'
import { Audience } from '../../workshop/audience.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly rewrite: {
      /** So many statements are rewritten side by side, at most five. */
      readonly most: number
    }
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
