import { voteRefusals } from '#shared/activities/vote/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { closeRound } from './close-round.ts'
import { openRound } from './open-round.ts'
import { placeDot, takeDot } from './dots.ts'
import { raiseHands } from './raise-hands.ts'
import { voteAccount, voteSection } from './report-section.ts'
import { setAnswer } from './set-answer.ts'
import { settleReason } from './settle-reason.ts'
import { openVote } from './vote-board.ts'
import { Type } from 'typebox'
import { stepIdPattern } from '#shared/board/id.ts'
import { automaticScale, PollMethod, roundLimits, RoundTarget } from '#shared/workshop/round.ts'

/** The server alone opens rounds about texts. */
const { texts: _, ...boardTargets } = RoundTarget
const { choice: __, ...boardMethods } = PollMethod

const scales = { ...boardMethods, automatic: automaticScale } as const

const bounds = { minimum: 1, maximum: roundLimits.budget }

/** The settings of a vote in a template. */
const VoteSettings = Type.Object({
  target: Type.Enum(boardTargets),
  scale: Type.Enum(scales),
  budget: Type.Optional(Type.Unsafe<number | null>({ type: ['integer', 'null'], ...bounds })),
  budgetFrom: Type.Optional(Type.String({ pattern: stepIdPattern })),
  cap: Type.Optional(Type.Integer(bounds)),
  isSecret: Type.Optional(Type.Boolean()),
  isRunOff: Type.Optional(
    Type.Boolean({ description: 'On the band of the vote that the step takes from, and on nothing else' }),
  ),
})

export const vote = defineActivity({
  commands: [openRound, closeRound, raiseHands, placeDot, takeDot, setAnswer, settleReason],
  refusals: voteRefusals,
  open: openVote,
  section: voteSection,
  account: voteAccount,
  settings: VoteSettings,
})
