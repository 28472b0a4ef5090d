import { noRights, type NoCommands, type SharedActivity } from '../agenda/activity.ts'
import { castBallot } from '../workshop/round.ts'

/** An activity that asks. It loads before the first paint, so its declaration stands in another file. */
export interface AskingActivity extends SharedActivity<typeof noRights, NoCommands> {
  readonly asks: true
}

/**
 * The shared part of an activity that asks: people may answer while its step runs.
 * @public for the steps of declared activities
 */
export function asking(): AskingActivity {
  return { asks: true, rights: noRights, step: { allows: () => [castBallot], makes: null, takes: [] } }
}
