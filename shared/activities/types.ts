import type { AskingCommand, askingRefusals } from '../asking/commands.ts'
import type * as activities from './registry.ts'

type Activities = typeof activities
type Types<Name extends keyof Activities> = NonNullable<Activities[Name]['types']>

export type ActivityName = keyof Activities

/** Commands of all activities. */
export type ActivityCommand = AskingCommand | { [Name in ActivityName]: Types<Name>['command'] }[ActivityName]

/** Codes of the refusals that activities bring. */
export type ActivityRefusalCode =
  | keyof typeof askingRefusals
  | { [Name in ActivityName]: Types<Name>['refusal'] }[ActivityName]

type Results = { [Name in ActivityName]: Types<Name>['result'] }[ActivityName]

/** Fields that a reply may have. Each command sets its own. */
export type CommandResult = {
  readonly [Field in FieldsOf<Results>]?: Results extends infer Result
    ? Result extends Readonly<Record<Field, infer Value>>
      ? Value
      : never
    : never
}

type FieldsOf<Result> = Result extends Result ? keyof Result : never
