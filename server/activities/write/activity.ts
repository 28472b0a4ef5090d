import { defineActivity } from '../../commands/define-activity.ts'
import { writeRefusals } from '#shared/activities/write/commands.ts'
import { writeAccount } from './account.ts'
import { addNote, changeNote, takeBackNote } from './note-commands.ts'
import { revealDrafts, showDraft, setWriting } from './writing-commands.ts'
import { WriteBoard } from './write-board.ts'
import { Type } from 'typebox'
import { templateLimits } from '#shared/agenda/limits.ts'
import { FieldSchema } from '../../templates/field-schema.ts'

/** The settings of a step of writing in a template. */
const WriteSettings = Type.Object({
  fields: Type.Array(FieldSchema, { minItems: 1, maxItems: templateLimits.fields }),
  builder: Type.Optional(Type.Enum(['purpose'] as const)),
})

export const write = defineActivity({
  commands: [setWriting, revealDrafts, addNote, changeNote, takeBackNote, showDraft],
  refusals: writeRefusals,
  open: async (board, tools) => new WriteBoard(board, tools),
  account: writeAccount,
  settings: WriteSettings,
})
