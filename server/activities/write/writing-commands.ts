import { RevealSchema, ShowDraftSchema, SetWritingSchema } from '#shared/activities/write/commands.ts'
import { WriteOperation } from '#shared/activities/write/activity.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { WriteBoard } from './write-board.ts'
import { WritingMode } from '#shared/workshop/writing.ts'

export const revealDrafts = defineCommand({
  kind: 'desk.reveal',
  schema: RevealSchema,
  operation: WriteOperation.revealDesks,
  growth: 'content',
  isRefusedOnFullDisk: true,
  run: async ({ id, state }: CommandContext<WriteBoard>) => {
    const revealed = await state.reveal(id)
    return revealed === undefined ? undefined : { revealed }
  },
})

export const showDraft = defineCommand({
  kind: 'desk.show',
  schema: ShowDraftSchema,
  operation: WriteOperation.showLate,
  growth: 'content',
  run: async ({ session, state }: CommandContext<WriteBoard>, { draft, audience }) =>
    state.showDraft(session.participant.id, draft, audience),
})

export const setWriting = defineCommand({
  kind: 'writing.set',
  schema: SetWritingSchema,
  operation: WriteOperation.setWriting,
  // Leaving private writing is always possible: entering it was within the bound.
  growth: ({ mode }) => (mode === WritingMode.private ? 1 : 0),
  // It must not wait for the disk and come when nobody expects it any more.
  isRefusedOnFullDisk: true,
  run: async ({ state }: CommandContext<WriteBoard>, { mode }) => state.set(mode),
})
