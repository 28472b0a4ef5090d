import type { Static, TLiteral, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { PolicyOperation } from '#shared/activities/policy.ts'
import type { CommandContext, CommandDefinition, CommandOutcome, Growth } from '../contracts/command.ts'

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
