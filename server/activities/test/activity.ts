import { allSentencesIn } from '#shared/activities/test/test-state.ts'
import type { Json } from '#shared/board/activities.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { testAccount } from './account.ts'
import { TestBoard } from './test-board.ts'
import { OpenTestSchema, testRefusals } from '#shared/activities/test/commands.ts'
import { TestOperation } from '#shared/activities/test/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { Type } from 'typebox'
import { TestKind } from '#shared/activities/test/activity.ts'
import { mostNames } from '#shared/activities/test/names.ts'
import { stepIdPattern } from '#shared/board/id.ts'
import { roundLimits } from '#shared/workshop/round.ts'

const name = Type.String({ maxLength: roundLimits.label })
const question = Type.String({ pattern: stepIdPattern })

/** The settings of a test in a template. */
const TestSettings = Type.Object({
  kind: Type.Enum(TestKind),
  names: Type.Optional(Type.Array(name, { maxItems: mostNames })),
  namesFrom: Type.Optional(question),
  ours: Type.Optional(name),
  oursFrom: Type.Optional(question),
})

/** A facilitator puts a sentence to the test. */
const openTest = defineCommand({
  kind: 'test.open',
  schema: OpenTestSchema,
  operation: TestOperation.lead,
  growth: 'content',
  run: async ({ state, id }: CommandContext<TestBoard>, { names, again, theirs }) => {
    const outcome = await state.openNext({ id, given: names, again, theirs })
    return 'problem' in outcome ? outcome.problem : outcome
  },
})

export const test = defineActivity({
  commands: [openTest],
  refusals: testRefusals,
  open: async (board, tools) => TestBoard.of(board, tools),
  account: testAccount,
  // A copy goes on with the versions that were tested.
  kept: (state) => {
    const sentences = allSentencesIn(state)
    return Object.keys(sentences).length > 0 ? { whole: sentences as unknown as Json } : undefined
  },
  settings: TestSettings,
})
