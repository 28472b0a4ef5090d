import { noRights, type NoCommands, type SharedActivity } from '../../agenda/activity.ts'

/** People listen and speak. Breaks, too. */
export const talk: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: { allows: () => [], makes: null, takes: [], isForTables: true },
}
