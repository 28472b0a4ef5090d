import { OpenTestSchema } from '#shared/activities/test/commands.ts'
import { TestOperation } from '#shared/activities/test/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { TestBoard } from './test-board.ts'

/** A facilitator puts a sentence to the test. */
export const openTest = defineCommand({
  kind: 'test.open',
  schema: OpenTestSchema,
  operation: TestOperation.lead,
  growth: 'content',
  run: async ({ state, id }: CommandContext<TestBoard>, { names, again }) => {
    const outcome = await state.openNext({ id, given: names, again })
    return 'problem' in outcome ? outcome.problem : outcome
  },
})
