import type { SharedActivity } from '../../agenda/activity.ts'
import { Operation } from '../../workshop/policy.ts'
import { castBallot } from '../../workshop/round.ts'
import type { ConsentCommand, consentRefusals } from './commands.ts'
import { isDraftingIn } from './drafting.ts'
import { consentRights } from './rights.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly consent: NoSettings
  }
}

/** The group says from 0 to 5 whether it can carry one sentence. Without open objections the sentence is adopted. */
export const consent: SharedActivity<
  typeof consentRights,
  {
    readonly command: ConsentCommand
    readonly refusal: keyof typeof consentRefusals
    /** The round that the command was about. */
    readonly result: { readonly round?: string }
  }
> = {
  rights: consentRights,
  step: {
    allows: () => [castBallot, Operation.writeStatement],
    // An amendment is written together, in the words of the statement. Without one nobody is asked about other words.
    opensStatements: isDraftingIn,
    makes: null,
    takes: ['statements'],
  },
}
