import { WriteOperation } from '#shared/activities/write/activity.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import {
  writeRefusals,
  AddNoteSchema,
  ChangeNoteSchema,
  TakeBackNoteSchema,
  RevealSchema,
  ShowDraftSchema,
  SetWritingSchema,
} from '#shared/activities/write/commands.ts'
import type { CommandContext } from '../../contracts/activity.ts'
import { writeAccount } from './account.ts'
import { WriteBoard } from './write-board.ts'
import { Type } from 'typebox'
import { templateLimits } from '#shared/agenda/template.ts'
import { FieldSchema } from '../../templates/template-schema.ts'

const revealDrafts = defineCommand({
  schema: RevealSchema,
  operation: WriteOperation.revealDesks,
  growth: 'content',
  isRefusedOnFullDisk: true,
  run: async ({ id, state }: CommandContext<WriteBoard>) => {
    const revealed = await state.reveal(id)
    return revealed === undefined ? undefined : { revealed }
  },
})

const showDraft = defineCommand({
  schema: ShowDraftSchema,
  operation: WriteOperation.showLate,
  growth: 'content',
  run: async ({ session, state }: CommandContext<WriteBoard>, { draft, audience }) =>
    state.showDraft(session.participant.id, draft, audience),
})

const setWriting = defineCommand({
  schema: SetWritingSchema,
  operation: WriteOperation.setWriting,
  // Leaving private writing is always possible: entering it was within the bound.
  growth: ({ mode }) => (mode === WritingMode.private ? 1 : 0),
  // It must not wait for the disk and come when nobody expects it any more.
  isRefusedOnFullDisk: true,
  run: async ({ state }: CommandContext<WriteBoard>, { mode }) => state.set(mode),
})

const addNote = defineCommand({
  schema: AddNoteSchema,
  operation: WriteOperation.addToStep,
  growth: 'content',
  run: async ({ session, state }: CommandContext<WriteBoard>, adding) => state.notes.add(session, adding),
})

const changeNote = defineCommand({
  schema: ChangeNoteSchema,
  operation: WriteOperation.changeOwn,
  growth: 'content',
  run: async ({ session, state }: CommandContext<WriteBoard>, changing) =>
    state.notes.change(session, changing),
})

const takeBackNote = defineCommand({
  schema: TakeBackNoteSchema,
  operation: WriteOperation.changeOwn,
  run: async ({ state }: CommandContext<WriteBoard>, own) => state.notes.takeBack(own),
})

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
