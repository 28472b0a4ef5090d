import { adoptionLimits } from '#shared/board/limits.ts'
import { questionsIn } from '#shared/activities/consent/question.ts'
import { ConsentOperation } from '#shared/activities/consent/activity.ts'
import type { Json } from '#shared/board/activities.ts'
import {
  consentRefusals,
  AdoptSchema,
  AmendSchema,
  AnswerObjectionSchema,
  AskConsentSchema,
  ClaimAdoptionSchema,
  ChooseSchema,
  DraftAmendmentSchema,
  SignSchema,
} from '#shared/activities/consent/commands.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { AdoptionKind } from '#shared/workshop/adoption.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import type { CommandContext } from '../../contracts/activity.ts'
import { pollsBeside } from '../../polls/board-polls.ts'
import { consentAccount } from './account.ts'
import { ConsentBoard } from './consent-board.ts'

const choose = defineCommand({
  schema: ChooseSchema,
  operation: ConsentOperation.ask,
  growth: 1,
  run: async ({ state }: CommandContext<ConsentBoard>, { version, reason = '' }) =>
    state.choose(version, cleanLine(reason, adoptionLimits.reason)),
})

const ask = defineCommand({
  schema: AskConsentSchema,
  operation: ConsentOperation.ask,
  growth: 'content',
  run: async ({ id, state }: CommandContext<ConsentBoard>, { version }) => {
    const problem = await state.ask(id, version)
    return problem ?? { round: id }
  },
})

const draft = defineCommand({
  schema: DraftAmendmentSchema,
  operation: ConsentOperation.ask,
  growth: 1,
  run: async ({ state }: CommandContext<ConsentBoard>, { version, isOpen }) => state.draft(version, isOpen),
})

const amend = defineCommand({
  schema: AmendSchema,
  operation: ConsentOperation.ask,
  growth: 'content',
  run: async ({ id, state }: CommandContext<ConsentBoard>, { version, words }) =>
    state.amend(id, version, words),
})

const reply = defineCommand({
  schema: AnswerObjectionSchema,
  operation: ConsentOperation.reply,
  growth: 1,
  run: async ({ state }: CommandContext<ConsentBoard>, { round, index, text }) =>
    state.reply(round, index, cleanLine(text, adoptionLimits.reply)),
})

const adopt = defineCommand({
  schema: AdoptSchema,
  operation: ConsentOperation.adopt,
  growth: 2,
  run: async ({ id, state, session }: CommandContext<ConsentBoard>, { version, by: kind, reason = '' }) => {
    const said = kind === AdoptionKind.consent ? '' : cleanLine(reason, adoptionLimits.reason)
    return state.adopt({ id, version, kind, reason: said, by: session.participant.id })
  },
})

const claim = defineCommand({
  schema: ClaimAdoptionSchema,
  operation: ConsentOperation.adopt,
  growth: 1,
  run: async ({ state }: CommandContext<ConsentBoard>, { adoption }) => state.claim(adoption),
})

const sign = defineCommand({
  schema: SignSchema,
  operation: ConsentOperation.sign,
  run: async ({ state, session }: CommandContext<ConsentBoard>, { adoption }) =>
    state.sign(adoption, session.participant.id),
})

export const consent = defineActivity({
  commands: [choose, ask, draft, amend, reply, adopt, sign, claim],
  refusals: consentRefusals,
  open: async (board, tools) => new ConsentBoard(board, await pollsBeside(board, tools), tools),
  account: consentAccount,
  // A copy goes on with the sentence that was chosen.
  kept: (state) => {
    const questions = questionsIn(state)
    return Object.keys(questions).length > 0 ? { whole: questions as unknown as Json } : undefined
  },
})
