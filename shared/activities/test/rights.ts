import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const TestOperation = {
  /** Put the next sentence to the test. */
  lead: 'test.lead',
} as const

export const testRights = {
  [TestOperation.lead]: { roles: [Role.facilitator] },
} as const satisfies RightsTable
