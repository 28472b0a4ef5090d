import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const CloseOperation = {
  /** Say when the next workshop is. */
  setDate: 'close.date',
} as const

export const closeRights = {
  [CloseOperation.setDate]: { roles: [Role.facilitator] },
} as const satisfies RightsTable
