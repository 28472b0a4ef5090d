import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'
import { castBallot } from '../../workshop/round.ts'

export const VoteOperation = {
  openRound: 'round.open',
  closeRound: 'round.close',
  castDot: castBallot,
  /** Decide about an own reason after the round has closed, in whatever step people are. */
  settleReason: 'reason.settle',
  /** Enter the votes of people without a device. */
  raiseHands: 'round.hands',
} as const

export const voteRights = {
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
