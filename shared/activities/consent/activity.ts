import type { SharedActivity } from '../../agenda/activity.ts'
import { Operation, type RightsTable } from '../../workshop/policy.ts'
import { castBallot } from '../../workshop/round.ts'
import { Role } from '../../workshop/role.ts'
import type { StepPath } from '../../agenda/template.ts'
import type { ConsentCommand, consentRefusals } from './commands.ts'

export const ConsentOperation = {
  /** Choose the sentence, and ask the group about it. */
  ask: 'consent.ask',
  /** Answer an objection in writing. */
  reply: 'objection.answer',
  adopt: 'purpose.adopt',
  /** Sign the adopted sentence with a finger on one's screen. */
  sign: 'purpose.sign',
} as const

const consentRights = {
  [ConsentOperation.ask]: { roles: [Role.facilitator] },
  [ConsentOperation.reply]: { roles: [Role.facilitator] },
  [ConsentOperation.adopt]: { roles: [Role.facilitator] },
  [ConsentOperation.sign]: { roles: [Role.facilitator, Role.participant], leavesDocument: true },
} as const satisfies RightsTable

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

/**
 * True while everybody may write an amendment in this step: the server says so of a sentence that it asks about. A file of its
 * own: a board needs no more of the question before its first paint.
 */
function isDraftingIn(state: unknown, path: StepPath): boolean {
  const steps = Object(state) as Readonly<Record<string, unknown>>
  const { current, isDrafting } = Object(Object.hasOwn(steps, path) && steps[path]) as Readonly<
    Record<string, unknown>
  >
  return isDrafting === true && typeof current === 'string'
}
