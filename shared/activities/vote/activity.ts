import type { SharedActivity } from '../../agenda/activity.ts'
import type { BoardTarget, WishedScale } from '../../workshop/round.ts'
import type { VoteCommand } from './commands.ts'
import type { voteRefusals } from './refusals.ts'
import { VoteOperation, voteRights } from './rights.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly vote: {
      readonly target: BoardTarget
      readonly scale: WishedScale
      /** Dots of each voter. Null or left out: a quarter of the options. */
      readonly budget?: number | null
      /** The question of kind `count` whose answer is the budget. */
      readonly budgetFrom?: string
      readonly cap?: number
      readonly isSecret?: boolean
      /** People vote on the band of the vote that the step takes from, and on nothing else. */
      readonly isRunOff?: boolean
    }
  }
}

export const vote: SharedActivity<
  typeof voteRights,
  {
    readonly command: VoteCommand
    readonly refusal: keyof typeof voteRefusals
    /** The round that the command was about. */
    readonly result: { readonly round: string }
  }
> = {
  rights: voteRights,
  step: {
    allows: () => [VoteOperation.castDot],
    makes: 'shortlist',
    takes: ['notes', 'clusters', 'shortlist'],
    questions: (step) =>
      step.activity === 'vote' && step.budgetFrom !== undefined
        ? [{ path: 'budgetFrom', id: step.budgetFrom, kind: 'count' }]
        : [],
  },
}
