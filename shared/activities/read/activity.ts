import type { SharedActivity } from '../../agenda/activity.ts'
import type { ReadCommand, readRefusals } from './commands.ts'
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

const readRights = {
  [ReadOperation.ask]: { roles: [Role.facilitator, Role.participant], isOfSteps: true },
  [ReadOperation.sayLate]: { roles: [Role.facilitator, Role.participant] },
  [ReadOperation.agree]: {
    roles: [Role.facilitator, Role.participant],
    conditions: ['hasPart'],
    isOfSteps: true,
  },
  [ReadOperation.settle]: { roles: [Role.facilitator] },
} as const satisfies RightsTable

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly read: NoSettings
  }
}

/** People read in silence, ask to understand, and see notes that may say the same thing. */
export const read: SharedActivity<
  typeof readRights,
  {
    readonly command: ReadCommand
    readonly refusal: keyof typeof readRefusals
    readonly result: object
  }
> = {
  rights: readRights,
  step: {
    allows: () => [ReadOperation.ask, ReadOperation.agree],
    makes: null,
    takes: ['notes', 'clusters', 'shortlist'],
    isForTables: true,
  },
}
