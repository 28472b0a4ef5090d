import { Operation } from '../../workshop/policy.ts'
import { noRights, type NoCommands, type SharedActivity } from '../../agenda/activity.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly group: NoSettings
  }
}

/** People put notes that belong together into groups. */
export const group: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: {
    allows: () => [
      Operation.placeNote,
      Operation.gatherNote,
      Operation.addCluster,
      Operation.changeCluster,
      Operation.removeCluster,
    ],
    makes: 'clusters',
    takes: ['notes', 'shortlist'],
    isForTables: true,
  },
}
