import { KeepVersionSchema } from '#shared/activities/rewrite/commands.ts'
import { RewriteOperation } from '#shared/activities/rewrite/activity.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { RewriteBoard } from './rewrite-board.ts'

export const keepVersion = defineCommand({
  kind: 'version.keep',
  schema: KeepVersionSchema,
  operation: RewriteOperation.keep,
  growth: 'content',
  run: async ({ state, session, id }: CommandContext<RewriteBoard>, { statement }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    const kept = await state.keep(statement, session, id)
    return 'problem' in kept ? kept.problem : { version: kept.version }
  },
})
