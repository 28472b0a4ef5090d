import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const VoteOperation = {
  openRound: 'round.open',
  closeRound: 'round.close',
  castDot: 'ballot.cast',
  /** Enter the votes of people without a device. */
  raiseHands: 'round.hands',
} as const

export const voteRights = {
  [VoteOperation.openRound]: { roles: [Role.facilitator] },
  [VoteOperation.closeRound]: { roles: [Role.facilitator] },
  [VoteOperation.raiseHands]: { roles: [Role.facilitator] },
  [VoteOperation.castDot]: { roles: [Role.facilitator, Role.participant], isOfSteps: true },
} as const satisfies RightsTable
