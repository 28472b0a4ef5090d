import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const RewriteOperation = {
  /** Keep the words of a statement as a version. */
  keep: 'version.keep',
  /** Say something about words of a statement, and say that it is dealt with. */
  comment: 'comment.write',
} as const

export const rewriteRights = {
  [RewriteOperation.keep]: {
    roles: [Role.facilitator, Role.participant],
    needsStep: true,
    conditions: ['boardIsOpen'],
  },
  [RewriteOperation.comment]: {
    roles: [Role.facilitator, Role.participant],
    needsStep: true,
    conditions: ['boardIsOpen'],
  },
} as const satisfies RightsTable
