import { ShowDraftSchema } from '#shared/activities/write/commands.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { WriteBoard } from './write-board.ts'

export const showDraft = defineCommand({
  kind: 'desk.show',
  schema: ShowDraftSchema,
  operation: WriteOperation.showLate,
  growth: 'content',
  run: async ({ session, state }: CommandContext<WriteBoard>, { draft, audience }) =>
    state.showDraft(session.participant.id, draft, audience),
})
