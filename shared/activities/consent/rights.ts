import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const ConsentOperation = {
  /** Choose the sentence, and ask the group about it. */
  ask: 'consent.ask',
  /** Answer an objection in writing. */
  reply: 'objection.answer',
  adopt: 'purpose.adopt',
  /** Sign the adopted sentence with a finger on one's screen. */
  sign: 'purpose.sign',
} as const

export const consentRights = {
  [ConsentOperation.ask]: { roles: [Role.facilitator] },
  [ConsentOperation.reply]: { roles: [Role.facilitator] },
  [ConsentOperation.adopt]: { roles: [Role.facilitator] },
  [ConsentOperation.sign]: { roles: [Role.facilitator, Role.participant], leavesDocument: true },
} as const satisfies RightsTable
