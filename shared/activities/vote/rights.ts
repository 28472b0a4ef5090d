import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'
import { castBallot } from '../../workshop/round.ts'

export const VoteOperation = {
  openRound: 'round.open',
  closeRound: 'round.close',
  castDot: castBallot,
  /** Enter the votes of people without a device. */
  raiseHands: 'round.hands',
} as const

export const voteRights = {
  [VoteOperation.openRound]: { roles: [Role.facilitator] },
  [VoteOperation.closeRound]: { roles: [Role.facilitator] },
  [VoteOperation.raiseHands]: { roles: [Role.facilitator] },
  [VoteOperation.castDot]: { roles: [Role.facilitator, Role.participant], isOfSteps: true },
} as const satisfies RightsTable
