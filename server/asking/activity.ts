import { declarations } from '#shared/activities/declared.ts'
import {
  allShownIn,
  askedIn,
  formerItem,
  isShown,
  proposedIn,
  proposedItem,
  type Proposed,
  type ShownAsked,
} from '#shared/asking/asked.ts'
import {
  AskAgainSchema,
  ProposeThingSchema,
  ShowAnswersSchema,
  WriteAnswerSchema,
  askingRefusals,
} from '#shared/asking/commands.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Declared } from '#shared/asking/define.ts'
import { type Json, askedName } from '#shared/board/activities.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { castBallot } from '#shared/workshop/round.ts'
import type { ActivityAccount, StepResult } from '../board-file/account.ts'
import { defineActivity, type RegisteredActivity, defineCommand } from '../commands/define-activity.ts'
import type { BoardActivity, CommandContext } from '../contracts/activity.ts'
import { askingsBeside, type AskingBoard } from './asking-board.ts'

type Context = CommandContext<AskingBoard>

const write = defineCommand({
  schema: WriteAnswerSchema,
  operation: castBallot,
  run: async ({ state, session }: Context, answer) => state.answer(answer, session),
})

const propose = defineCommand({
  schema: ProposeThingSchema,
  operation: castBallot,
  growth: 'content',
  run: async ({ state }: Context, { asked, thing, reason }) => state.propose(asked, thing, reason),
})

const show = defineCommand({
  schema: ShowAnswersSchema,
  operation: Operation.leadAgenda,
  run: async ({ state }: Context, { asked }) => state.show(asked),
})

const again = defineCommand({
  schema: AskAgainSchema,
  operation: Operation.leadAgenda,
  growth: 1,
  run: async ({ state }: Context, { asked }) => state.again(asked),
})

/** The questions of all activities that ask: one state, one set of commands, one way into files. */
export const asked = defineActivity({
  commands: [write, propose, show, again],
  refusals: askingRefusals,
  open: askingsBeside,
  // Questions that are open in one board are not open in its copy. The outcome has no id of a person.
  kept: (state) => {
    const items = allShownIn(state).flatMap(([path, asked]) => {
      const things = proposedIn(state, path, asked)
      const proposed = { asked: asked.id, things }
      const item = askedIn(state, path)?.id === asked.id ? path : formerItem(path, asked.turn)
      return [[item, asked], ...(Object.keys(things).length > 0 ? [[proposedItem(path), proposed]] : [])]
    })
    return items.length > 0
      ? { items: Object.fromEntries(items) as Readonly<Record<string, Json>> }
      : undefined
  },
})

/** The result of the questions of a step. */
interface AskedResult extends StepResult {
  readonly kind: 'asked'
  readonly path: StepPath
  readonly asked: ShownAsked
  /** Of questions about what somebody proposed. */
  readonly proposed: Proposed
}

/** The server's part of an activity that asks: its account. */
function partOf({ name }: Declared): RegisteredActivity {
  return defineActivity<BoardActivity, AskedResult>({
    commands: [],
    refusals: {},
    open: async () => ({}),
    account: accountOfAsking(name),
  })
}

/** The account of the steps of an activity that asks. */
export function accountOfAsking(name: string): ActivityAccount<AskedResult> {
  return {
    result: ({ board, path }) => {
      const state = board.activities[askedName]
      const found = askedIn(state, path)
      if (!isShown(found)) return undefined
      const cases = declarations[name]?.cases?.(found)
      const again = declarations[name]?.again?.(found)
      return {
        kind: 'asked',
        listed: [],
        path,
        asked: found,
        proposed: proposedIn(state, path, found),
        ...(cases && { cases }),
        ...(again && { again }),
      }
    },
    blocks: ({ path, asked: found }, { activities }, { language }) =>
      declarations[name]?.blocksOf(found, { language, path, stateOf: (each) => activities[each] }) ?? [],
  }
}

/** The server's parts of all activities that ask, by their names. */
export const askingActivities: Readonly<Record<string, RegisteredActivity>> = Object.fromEntries(
  Object.entries(declarations).map(([name, declared]) => [name, partOf(declared)]),
)
