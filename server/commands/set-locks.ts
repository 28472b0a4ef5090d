import { setLocked } from '#shared/board/rights.ts'
import { SetLocksSchema } from '#shared/wire/board-commands.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from './define-command.ts'

export const setLocks = defineCommand({
  kind: 'lock.set',
  schema: SetLocksSchema,
  operation: Operation.setRights,
  // Unlocking leaves no entry behind.
  growth: ({ ids, isLocked }) => (isLocked ? ids.length : 0),
  run: async ({ board }, { ids, isLocked }) => board.write((doc) => setLocked(doc, ids, isLocked)),
})
