import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const TurnsOperation = {
  /** Call the next person, or this one later; give more time. */
  lead: 'turns.lead',
  /** End one's own turn. */
  finish: 'turns.finish',
  /** At a table: lead its round. */
  leadTable: 'turns.table',
  /** Say whether the photo of one's own card is in the report, also after the step. */
  showPhoto: 'turns.photo',
} as const

export const turnsRights = {
  [TurnsOperation.lead]: { roles: [Role.facilitator] },
  [TurnsOperation.showPhoto]: { roles: [Role.facilitator, Role.participant] },
  [TurnsOperation.leadTable]: { roles: [Role.facilitator, Role.participant], isOfSteps: true },
  [TurnsOperation.finish]: { roles: [Role.facilitator, Role.participant], isOfSteps: true },
} as const satisfies RightsTable
