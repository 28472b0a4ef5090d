import { TakeBackNoteSchema } from '#shared/activities/write/commands.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { WriteBoard } from './write-board.ts'

export const takeBackNote = defineCommand({
  kind: 'note.take-back',
  schema: TakeBackNoteSchema,
  operation: WriteOperation.changeOwn,
  run: async ({ state }: CommandContext<WriteBoard>, own) => state.notes.takeBack(own),
})
