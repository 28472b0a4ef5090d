import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const ReadOperation = {
  /** Ask to understand, and answer in writing. */
  ask: 'question.ask',
  /** The same with words that were begun in a step which is over. */
  sayLate: 'question.late',
  /** Say that two notes have the same idea: an answer, which is counted. Merging them is another right. */
  agree: 'pair.agree',
  /** Say that a question was answered aloud, or take it away. */
  settle: 'question.settle',
} as const

export const readRights = {
  [ReadOperation.ask]: { roles: [Role.facilitator, Role.participant], isOfSteps: true },
  [ReadOperation.sayLate]: { roles: [Role.facilitator, Role.participant] },
  [ReadOperation.agree]: {
    roles: [Role.facilitator, Role.participant],
    conditions: ['hasPart'],
    isOfSteps: true,
  },
  [ReadOperation.settle]: { roles: [Role.facilitator] },
} as const satisfies RightsTable
