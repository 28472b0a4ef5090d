import { voteRefusals } from '#shared/activities/vote/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { closeRound } from './close-round.ts'
import { openRound } from './open-round.ts'
import { placeDot } from './place-dot.ts'
import { raiseHands } from './raise-hands.ts'
import { voteAccount, voteSection } from './report-section.ts'
import { VoteSettings } from './settings.ts'
import { setAgreement } from './set-agreement.ts'
import { setChoice } from './set-choice.ts'
import { setScore } from './set-score.ts'
import { settleReason } from './settle-reason.ts'
import { takeDot } from './take-dot.ts'
import { openVote } from './vote-board.ts'

export const vote = defineActivity({
  commands: [
    openRound,
    closeRound,
    raiseHands,
    placeDot,
    takeDot,
    setScore,
    setAgreement,
    setChoice,
    settleReason,
  ],
  refusals: voteRefusals,
  open: openVote,
  section: voteSection,
  account: voteAccount,
  settings: VoteSettings,
})
