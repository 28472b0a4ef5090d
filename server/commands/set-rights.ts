import { writeRights } from '#shared/board/rights.ts'
import { SetRightsSchema } from '#shared/wire/board-commands.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from './define-command.ts'

export const setRights = defineCommand({
  kind: 'rights.set',
  schema: SetRightsSchema,
  operation: Operation.setRights,
  growth: 1,
  // In the order of the board's updates: edits that were sent before the lock still count.
  run: async ({ board }, { rights }) => board.write((doc) => writeRights(doc, rights)),
})
