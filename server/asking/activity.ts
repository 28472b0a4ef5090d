import { declarations } from '#shared/activities/declared.ts'
import { allShownIn, askedIn, type Asked } from '#shared/asking/asked.ts'
import { AskAgainSchema, ShowAnswersSchema, WriteAnswerSchema } from '#shared/asking/commands.ts'
import type { Declared } from '#shared/asking/define.ts'
import { askingRefusals } from '#shared/asking/refusals.ts'
import type { Json } from '#shared/board/activities.ts'
import { askedName } from '#shared/board/asked.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { castBallot } from '#shared/workshop/round.ts'
import type { StepResult } from '../board-file/account.ts'
import { defineActivity, type RegisteredActivity } from '../commands/define-activity.ts'
import { defineCommand } from '../commands/define-command.ts'
import type { BoardActivity } from '../contracts/activity.ts'
import type { CommandContext } from '../contracts/command.ts'
import { AskingBoard } from './asking-board.ts'

type Context = CommandContext<AskingBoard>

const write = defineCommand({
  kind: 'answer.write',
  schema: WriteAnswerSchema,
  operation: castBallot,
  run: async ({ state, session }: Context, answer) => state.answer(answer, session),
})

const show = defineCommand({
  kind: 'asking.show',
  schema: ShowAnswersSchema,
  operation: Operation.leadAgenda,
  run: async ({ state }: Context, { asked }) => state.show(asked),
})

const again = defineCommand({
  kind: 'asking.again',
  schema: AskAgainSchema,
  operation: Operation.leadAgenda,
  growth: 1,
  run: async ({ state }: Context, { asked }) => state.again(asked),
})

/** The questions of all activities that ask: one state, one set of commands, one way into files. */
export const asked = defineActivity({
  commands: [write, show, again],
  refusals: askingRefusals,
  open: async (board, tools) => AskingBoard.of(board, tools),
  // Questions that are open in one board are not open in its copy. The outcome has no id of a person.
  kept: (state) => {
    const items = Object.fromEntries(allShownIn(state)) as unknown as Readonly<Record<string, Json>>
    return Object.keys(items).length > 0 ? { items } : undefined
  },
})

/** The result of the questions of a step. */
interface AskedResult extends StepResult {
  readonly kind: 'asked'
  readonly asked: Asked
}

/** The server's part of an activity that asks: its account. */
function partOf({ blocksOf }: Declared): RegisteredActivity {
  return defineActivity<BoardActivity, AskedResult>({
    commands: [],
    refusals: {},
    open: async () => ({}),
    account: {
      result: ({ board, path }) => {
        const found = askedIn(board.activities[askedName], path)
        return found?.shown ? { kind: 'asked', listed: [], asked: found } : undefined
      },
      blocks: ({ asked: { shown } }, _, { language }) => (shown ? blocksOf(shown, language) : []),
    },
  })
}

/** The server's parts of all activities that ask, by their names. */
export const askingActivities: Readonly<Record<string, RegisteredActivity>> = Object.fromEntries(
  Object.entries(declarations).map(([name, declared]) => [name, partOf(declared)]),
)
