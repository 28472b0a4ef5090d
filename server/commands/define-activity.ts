import type { TSchema, Static, TLiteral } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { RefusalTable } from '#shared/workshop/refusals.ts'
import type { KeptState } from '#shared/board/activities.ts'
import type { Reader, Section } from '#shared/blocks/block.ts'
import type { PolicyOperation } from '#shared/activities/policy.ts'
import type {
  ActivityTools,
  BoardActivity,
  CommandDefinition,
  CommandContext,
  CommandOutcome,
  Growth,
} from '../contracts/activity.ts'
import type { ActivityAccount, StepResult } from '../board-file/account.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { Dispatcher } from './dispatcher.ts'

/** The server's part of an activity. */
interface ServerActivity<State extends BoardActivity, Result extends StepResult> {
  readonly commands: readonly CommandDefinition<State>[]
  readonly refusals: RefusalTable
  /** The board is in memory and nobody has joined it. Publishes what a crash left unpublished. */
  readonly open: (board: LiveBoard, tools: ActivityTools) => Promise<State>
  /** The section that it adds to a report; undefined when there is nothing to say. */
  readonly section?: ReportSectionOf
  /** How it gives an account of its steps. */
  readonly account?: ActivityAccount<Result>
  /**
   * The part of its state that files keep; undefined for none. It reads states of this board and of uploaded files alike,
   * and lets no id of a person through.
   */
  readonly kept?: (state: unknown) => KeptState | undefined
  /** The settings of its steps in a template. */
  readonly settings?: TSchema
}

type ReportSectionOf = (board: BoardSnapshot, facts: Reader) => Section | undefined

/** An activity as the registry has it: only the activity itself knows the type of its state. */
export interface RegisteredActivity {
  readonly refusals: RefusalTable
  readonly open: (board: LiveBoard, tools: ActivityTools) => Promise<BoardActivity>
  readonly addCommands: (dispatcher: Dispatcher) => void
  readonly section?: ReportSectionOf | undefined
  readonly account?: ActivityAccount | undefined
  readonly kept?: ((state: unknown) => KeptState | undefined) | undefined
  readonly settings?: TSchema | undefined
}

export function defineActivity<State extends BoardActivity, Result extends StepResult = StepResult>({
  commands,
  refusals,
  open,
  section,
  account,
  kept,
  settings,
}: ServerActivity<State, Result>): RegisteredActivity {
  const states = new WeakMap<LiveBoard, State>()
  const stateOf = (board: LiveBoard): State => {
    const state = states.get(board)
    if (!state) throw new Error(`board ${board.id} is not open`)
    return state
  }
  return {
    refusals,
    section,
    kept,
    // Only results of this activity reach it.
    account: account && {
      ...account,
      blocks: (result, ...rest) => account.blocks(result as Result, ...rest),
    },
    settings,
    open: async (board, tools) => {
      const state = await open(board, tools)
      states.set(board, state)
      return state
    },
    addCommands: (dispatcher) => dispatcher.add({ commands, stateOf }),
  }
}

/** The form of a command names its kind. */
type CommandSchema = TSchema & { readonly properties: { readonly kind: TLiteral<string> } }

interface NewCommand<State, Schema extends CommandSchema> {
  readonly schema: Schema
  readonly operation: PolicyOperation
  /** Nothing when left out. */
  readonly growth?: Growth | ((command: Static<Schema>) => Growth)
  readonly isRefusedOnFullDisk?: boolean
  readonly run: (context: CommandContext<State>, command: Static<Schema>) => Promise<CommandOutcome | void>
}

/** A command: form, right, growth and work in one place. */
export function defineCommand<State, Schema extends CommandSchema>({
  schema,
  operation,
  growth = 0,
  isRefusedOnFullDisk = false,
  run,
}: NewCommand<State, Schema>): CommandDefinition<State> {
  let validator: Validator | undefined
  return {
    kind: schema.properties.kind.const,
    operation,
    isRefusedOnFullDisk,
    // Compiled when it is first needed: the process that makes files never runs a command.
    hasForm: (command) => (validator ??= Compile(schema)).Check(command),
    growthOf: (command) => (typeof growth === 'function' ? growth(command as Static<Schema>) : growth),
    run: async (context, command) => (await run(context, command as Static<Schema>)) ?? undefined,
  }
}
