import { RevealSchema } from '#shared/activities/write/commands.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { WriteBoard } from './write-board.ts'

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
