import { pairKey, pairsIn } from '#shared/activities/read/pairs.ts'
import { questionLimits, questionsIn } from '#shared/activities/read/questions.ts'
import { readRefusals, AgreeSchema } from '#shared/activities/read/commands.ts'
import type { Json } from '#shared/board/activities.ts'
import { cutTo } from '#shared/text/cut.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { answer, ask, forget, remove, sayLate, settle } from './questions.ts'
import { ReadBoard } from './read-board.ts'
import { readSection } from './report-section.ts'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'

const agree = defineCommand({
  kind: 'read.agree',
  schema: AgreeSchema,
  operation: ReadOperation.agree,
  growth: 1,
  run: async ({ state, session }: CommandContext<ReadBoard>, { one, other, isSame }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    return state.agree({ one, other }, session, isSame)
  },
})

export const read = defineActivity({
  commands: [agree, ask, answer, sayLate, settle, remove, forget],
  refusals: readRefusals,
  open: async (board, tools) => ReadBoard.of(board, tools),
  section: readSection,
  // Neither says who asked, answered or agreed.
  kept: (state) => {
    const questions = questionsIn(state).map(({ id, answers, ...question }) => [
      id,
      { ...question, answers: answers.map((answer) => cutTo(answer, questionLimits.letters)) },
    ])
    const pairs = pairsIn(state).map(({ one, other, yes }) => [pairKey({ one, other }), { one, other, yes }])
    const items = Object.fromEntries([...questions, ...pairs]) as Readonly<Record<string, Json>>
    return Object.keys(items).length > 0 ? { items } : undefined
  },
})
