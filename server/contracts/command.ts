import type { PolicyOperation } from '#shared/activities/policy.ts'
import type { CommandResult } from '#shared/activities/types.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import type { LiveBoard, Session } from './live-board.ts'

/** Everything that a command works with. `State` is the state of its activity beside the open board. */
export interface CommandContext<State> {
  readonly board: LiveBoard
  readonly session: Session
  /** The idempotency key of the client. */
  readonly key: string
  /** An id made of board, person and key. A command that is sent again has the same one, also after a restart. */
  readonly id: string
  readonly state: State
}

/** Nothing, the fields of the reply, or the code of a refusal. */
export type CommandOutcome = CommandResult | RefusalCode | undefined

/**
 * How much a command adds to the document at most. `content`: it adds things of any size. A number: it sets so many
 * small entries, which a full document still takes for a while.
 */
export type Growth = 'content' | number

/** One command, ready to be found by its kind. See defineCommand (server/commands/define-activity.ts). */
export interface CommandDefinition<State> {
  readonly kind: string
  /** The operation of the policy table that decides who may run it. */
  readonly operation: PolicyOperation
  /** The command is refused at once while the disk is full. Other commands wait, or fail when they write. */
  readonly isRefusedOnFullDisk: boolean
  readonly hasForm: (command: unknown) => boolean
  /** Only for commands that have the form. */
  readonly growthOf: (command: unknown) => Growth
  /** Only for commands that have the form. Rejects only when the store does. */
  readonly run: (context: CommandContext<State>, command: unknown) => Promise<CommandOutcome>
}
