import { SetWritingSchema } from '#shared/activities/write/commands.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { WriteBoard } from './write-board.ts'

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
