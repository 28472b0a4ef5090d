import type { SharedActivity } from '../../agenda/activity.ts'
import { type BoardTarget, type WishedScale, castBallot } from '../../workshop/round.ts'
import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'
import type { VoteCommand, voteRefusals } from './commands.ts'

export const VoteOperation = {
  openRound: 'round.open',
  closeRound: 'round.close',
  castDot: castBallot,
  /** Decide about an own reason after the round has closed, in whatever step people are. */
  settleReason: 'reason.settle',
  /** Enter the votes of people without a device. */
  raiseHands: 'round.hands',
} as const

const voteRights = {
  [VoteOperation.openRound]: { roles: [Role.facilitator] },
  [VoteOperation.closeRound]: { roles: [Role.facilitator] },
  [VoteOperation.raiseHands]: { roles: [Role.facilitator] },
  [VoteOperation.settleReason]: { roles: [Role.facilitator, Role.participant] },
  [VoteOperation.castDot]: {
    roles: [Role.facilitator, Role.participant],
    conditions: ['hasPart'],
    isOfSteps: true,
  },
} as const satisfies RightsTable

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly vote: {
      readonly target: BoardTarget
      readonly scale: WishedScale
      /** Dots of each voter. Null or left out: a quarter of the options. */
      readonly budget?: number | null
      /** The question of kind `count` whose answer is the budget. */
      readonly budgetFrom?: string
      readonly cap?: number
      readonly isSecret?: boolean
      /** People vote on the band of the vote that the step takes from, and on nothing else. */
      readonly isRunOff?: boolean
    }
  }
}

export const vote: SharedActivity<
  typeof voteRights,
  {
    readonly command: VoteCommand
    readonly refusal: keyof typeof voteRefusals
    /** The round that the command was about. */
    readonly result: { readonly round: string }
  }
> = {
  rights: voteRights,
  step: {
    allows: () => [VoteOperation.castDot],
    makes: 'shortlist',
    takes: ['notes', 'clusters', 'shortlist'],
    questions: (step) =>
      step.activity === 'vote' && step.budgetFrom !== undefined
        ? [{ path: 'budgetFrom', id: step.budgetFrom, kind: 'count' }]
        : [],
  },
}
