import { GraftSchema } from '#shared/activities/rewrite/phrase-commands.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { RewriteBoard } from './rewrite-board.ts'

export const graft = defineCommand({
  kind: 'statement.graft',
  schema: GraftSchema,
  operation: Operation.writeStatement,
  growth: 'content',
  run: async ({ state, session, id }: CommandContext<RewriteBoard>, { from, text, into, at }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    const problem = await state.graft({ id, from, text, into, at }, session)
    return problem ?? { graft: id }
  },
})
