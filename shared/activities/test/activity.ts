import type { SharedActivity } from '../../agenda/activity.ts'
import type { TheirPurpose } from '../../workshop/theirs.ts'
import { castBallot } from '../../workshop/round.ts'
import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'
import type { TestCommand, testRefusals } from './commands.ts'

export const TestOperation = {
  /** Put the next sentence to the test. */
  lead: 'test.lead',
} as const

const testRights = {
  [TestOperation.lead]: { roles: [Role.facilitator] },
} as const satisfies RightsTable

/**
 * Swap: could another organisation sign the sentence? Opposite: would anybody defend the contrary? Who: who is meant,
 * exactly? Monday: which decision would it have changed?
 */
export const TestKind = { swap: 'swap', opposite: 'opposite', who: 'who', monday: 'monday' } as const
export type TestKind = (typeof TestKind)[keyof typeof TestKind]

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly test: {
      readonly kind: TestKind
      /** Of a swap: other organisations. */
      readonly names?: readonly string[]
      /** The question of kind `text` whose answer has these names, with commas. */
      readonly namesFrom?: string
      /** Of a swap: the team's own name, as sentences have it. */
      readonly ours?: string
      /** The question of kind `text` whose answer is that name. */
      readonly oursFrom?: string
      /** Of a swap: published purposes of others, prepared for the day. */
      readonly theirs?: readonly TheirPurpose[]
    }
  }
}

/** The latest version of each statement is put to a test. */
export const test: SharedActivity<
  typeof testRights,
  {
    readonly command: TestCommand
    readonly refusal: keyof typeof testRefusals
    readonly result: object
  }
> = {
  rights: testRights,
  step: {
    // Answers in words are written on desks; of opposites people say which could be defended.
    allows: (step) =>
      step.activity === 'test' && (step.kind === TestKind.swap || step.kind === TestKind.opposite)
        ? [castBallot]
        : [],
    makes: null,
    takes: ['statements'],
    questions: (step) =>
      step.activity === 'test'
        ? (['namesFrom', 'oursFrom'] as const).flatMap((path) => {
            const id = step[path]
            return id === undefined ? [] : [{ path, id, kind: 'text' as const }]
          })
        : [],
  },
}
