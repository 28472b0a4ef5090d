import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const PrinciplesOperation = {
  /** Keep a principle or leave it out, and settle the kept ones. */
  settle: 'principles.settle',
} as const

export const principlesRights = {
  [PrinciplesOperation.settle]: { roles: [Role.facilitator] },
} as const satisfies RightsTable
