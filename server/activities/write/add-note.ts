import { AddNoteSchema } from '#shared/activities/write/commands.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { WriteBoard } from './write-board.ts'

export const addNote = defineCommand({
  kind: 'note.add',
  schema: AddNoteSchema,
  operation: WriteOperation.addToStep,
  growth: 'content',
  run: async ({ session, state }: CommandContext<WriteBoard>, adding) => state.notes.add(session, adding),
})
