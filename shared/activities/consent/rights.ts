import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const ConsentOperation = {
  /** Choose the sentence, and ask the group about it. */
  ask: 'consent.ask',
  /** Answer an objection in writing. */
  reply: 'objection.answer',
  adopt: 'purpose.adopt',
} as const

export const consentRights = {
  [ConsentOperation.ask]: { roles: [Role.facilitator] },
  [ConsentOperation.reply]: { roles: [Role.facilitator] },
  [ConsentOperation.adopt]: { roles: [Role.facilitator] },
} as const satisfies RightsTable
