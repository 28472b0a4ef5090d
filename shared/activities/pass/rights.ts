import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const PassOperation = {
  /** Give texts to people who came after the pass began. */
  deal: 'pass.deal',
} as const

export const passRights = {
  [PassOperation.deal]: { roles: [Role.facilitator] },
} as const satisfies RightsTable
