import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { PolicyOperation } from '#shared/activities/policy.ts'
import type { CommandContext, CommandDefinition, CommandOutcome, Growth } from '../contracts/command.ts'

export interface NewCommand<State, Schema extends TSchema, Command> {
  /** The same as in the schema. */
  readonly kind: Command extends { readonly kind: infer Kind } ? Kind & string : never
  readonly schema: Schema
  readonly operation: PolicyOperation
  /** Nothing when left out. */
  readonly growth?: Growth | ((command: Command) => Growth)
  readonly isRefusedOnFullDisk?: boolean
  readonly run: (context: CommandContext<State>, command: Command) => Promise<CommandOutcome | void>
}

/** A command: form, right, growth and work in one place. */
export function defineCommand<State, Schema extends TSchema>({
  kind,
  schema,
  operation,
  growth = 0,
  isRefusedOnFullDisk = false,
  run,
}: NewCommand<State, Schema, Static<Schema>>): CommandDefinition<State> {
  let validator: Validator | undefined
  return {
    kind,
    operation,
    isRefusedOnFullDisk,
    // Compiled when it is first needed: the process that makes files never runs a command.
    hasForm: (command) => (validator ??= Compile(schema)).Check(command),
    growthOf: (command) => (typeof growth === 'function' ? growth(command as Static<Schema>) : growth),
    run: async (context, command) => (await run(context, command as Static<Schema>)) ?? undefined,
  }
}
