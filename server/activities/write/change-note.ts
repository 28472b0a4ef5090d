import { ChangeNoteSchema } from '#shared/activities/write/commands.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { WriteBoard } from './write-board.ts'

export const changeNote = defineCommand({
  kind: 'note.change',
  schema: ChangeNoteSchema,
  operation: WriteOperation.changeOwn,
  growth: 'content',
  run: async ({ state }: CommandContext<WriteBoard>, changing) => state.notes.change(changing),
})
