import { pausedTable, resumed, withTableTime } from '#shared/agenda/agenda.ts'
import {
  AskForHelpSchema,
  ChangeTableTimeSchema,
  DrawTablesSchema,
  HandUpSchema,
  PauseTableSchema,
} from '#shared/wire/agenda-commands.ts'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from '../commands/define-activity.ts'
import type { CommandContext, CommandDefinition, CommandOutcome } from '../contracts/activity.ts'
import type { AgendaBoard } from './agenda-board.ts'
import type { AtTable, StepTables } from './step-tables.ts'

type Context = CommandContext<AgendaBoard>

/** Everybody at a table works on its state. */
const works = { operation: Operation.workAtTable, growth: 1 } as const

const atTable =
  <Command extends { readonly from: number; readonly table?: number }>(
    work: (tables: StepTables, at: AtTable, command: Command) => Promise<BaseRefusalCode | undefined>,
  ) =>
  async ({ state, session }: Context, command: Command): Promise<CommandOutcome> =>
    state.atTables((tables) => work(tables, { session, from: command.from, table: command.table }, command))

const draw = defineCommand({
  schema: DrawTablesSchema,
  operation: Operation.leadAgenda,
  growth: 'content',
  run: async ({ state, id }: Context, { from }) => state.drawTables(from, id),
})

const askForHelp = defineCommand({
  schema: AskForHelpSchema,
  ...works,
  run: atTable(async (tables, at, { asks }: { from: number; asks: boolean }) => tables.askForHelp(at, asks)),
})

const changeTime = defineCommand({
  schema: ChangeTableTimeSchema,
  ...works,
  run: atTable(async (tables, at, { seconds }: { from: number; seconds: number }) =>
    tables.changeClock(at, (clock, nowMs) => withTableTime(clock, seconds, nowMs)),
  ),
})

const pause = defineCommand({
  schema: PauseTableSchema,
  ...works,
  run: atTable(async (tables, at, { isPaused }: { from: number; isPaused: boolean }) =>
    tables.changeClock(at, isPaused ? pausedTable : resumed),
  ),
})

const handUp = defineCommand({
  schema: HandUpSchema,
  ...works,
  run: async ({ state, session }: Context, { from, id, isHanded, table }) =>
    state.handUp({ session, from, table }, { id, isHanded }),
})

/** Commands about the tables of the running step. */
export const tableCommands: readonly CommandDefinition<AgendaBoard>[] = [
  draw,
  askForHelp,
  changeTime,
  pause,
  handUp,
]
