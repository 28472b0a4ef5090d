import { noRights, type ActivityTypes, type NoCommands, type SharedActivity } from '../agenda/activity.ts'
import type { Take } from '../agenda/template.ts'
import { castBallot } from '../workshop/round.ts'

/** An activity that asks. It loads before the first paint, so its declaration stands in another file. */
export interface AskingActivity<Types extends ActivityTypes = NoCommands> extends SharedActivity<
  typeof noRights,
  Types
> {
  readonly asks: true
  /** On the stage: one column, or the whole width. */
  readonly stage: 'sheet' | 'gallery'
}

/**
 * The shared part of an activity that asks: people may answer while its step runs. `takes`: what it asks about.
 * @public for the steps of declared activities
 */
export function asking<Types extends ActivityTypes = NoCommands>({
  takes = [],
  stage = 'sheet',
}: {
  readonly takes?: readonly Take[]
  readonly stage?: 'sheet' | 'gallery'
} = {}): AskingActivity<Types> {
  return { asks: true, stage, rights: noRights, step: { allows: () => [castBallot], makes: null, takes } }
}
