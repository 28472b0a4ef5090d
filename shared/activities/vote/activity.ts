import type { SharedActivity } from '../../workshop/activity.ts'
import type { VoteCommand } from './commands.ts'
import type { voteRefusals } from './refusals.ts'
import { voteRights } from './rights.ts'

export const vote: SharedActivity<
  typeof voteRights,
  {
    readonly command: VoteCommand
    readonly refusal: keyof typeof voteRefusals
    /** The round that the command was about. */
    readonly result: { readonly round: string }
  }
> = { rights: voteRights }
