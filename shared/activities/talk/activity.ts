import { noRights, type NoCommands, type SharedActivity } from '../../agenda/activity.ts'

/** People listen and speak, about sentences of an earlier step if it takes them. Breaks, too. */
export const talk: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: { allows: () => [], makes: null, takes: ['statements'], isForTables: true },
}
