import { AddNoteSchema, ChangeNoteSchema, TakeBackNoteSchema } from '#shared/activities/write/commands.ts'
import { WriteOperation } from '#shared/activities/write/activity.ts'
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

export const changeNote = defineCommand({
  kind: 'note.change',
  schema: ChangeNoteSchema,
  operation: WriteOperation.changeOwn,
  growth: 'content',
  run: async ({ state }: CommandContext<WriteBoard>, changing) => state.notes.change(changing),
})

export const takeBackNote = defineCommand({
  kind: 'note.take-back',
  schema: TakeBackNoteSchema,
  operation: WriteOperation.changeOwn,
  run: async ({ state }: CommandContext<WriteBoard>, own) => state.notes.takeBack(own),
})
