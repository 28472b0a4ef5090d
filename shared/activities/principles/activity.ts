import type { SharedActivity } from '../../agenda/activity.ts'
import { fieldOperations, fieldParts } from '../../agenda/field-parts.ts'
import { Operation, type RightsTable } from '../../workshop/policy.ts'
import type { PrinciplesCommand, principlesRefusals } from './commands.ts'
import { Audience } from '../../workshop/audience.ts'
import { Role } from '../../workshop/role.ts'

export const PrinciplesOperation = {
  /** Keep a principle or leave it out, and settle the kept ones. */
  settle: 'principles.settle',
} as const

const principlesRights = {
  [PrinciplesOperation.settle]: { roles: [Role.facilitator] },
} as const satisfies RightsTable

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly principles: {
      /**
       * `write`: each person writes principles. `together`: the server makes one of each group, and people rewrite it together; at tables
       * each of them rewrites some.
       * `settle`: the facilitator keeps four to seven.
       */
      readonly does: 'write' | 'together' | 'settle'
      /** One: the place of what this step makes. */
      readonly fields: readonly Field[]
    }
  }
}

/** How people will work on their purpose: choices between two good things, each with the signs that show and betray it. */
export const principles: SharedActivity<
  typeof principlesRights,
  {
    readonly command: PrinciplesCommand
    readonly refusal: keyof typeof principlesRefusals
    readonly result: object
  }
> = {
  rights: principlesRights,
  // The groups that have become principles: a restored board may have other ones.
  followsNotes: true,
  step: {
    // Desks need no operation that a step can close.
    allows: (step) => {
      if (step.writing === 'private') return []
      // What is kept comes from the server alone.
      return step.activity === 'principles' && step.does === 'settle'
        ? [Operation.writeNote]
        : fieldOperations
    },
    makes: 'notes',
    takes: ['notes', 'clusters', 'shortlist'],
    isForTables: (step) => step.activity === 'principles' && step.does !== 'settle',
    // Others see who changes a shared principle.
    audiences: ({ writing }) => (writing === 'private' ? undefined : [Audience.openSigned]),
    needsPurpose: true,
    keeps: (step) =>
      step.activity === 'principles' && step.does === 'settle'
        ? { kind: 'principle', operation: PrinciplesOperation.settle }
        : undefined,
    parts: (step) => (step.activity === 'principles' ? fieldParts(step.fields) : []),
  },
}
