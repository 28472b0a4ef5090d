import { Operation } from '../../workshop/policy.ts'
import type { NoCommands, SharedActivity } from '../../agenda/activity.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly group: NoSettings
  }
}

/** People put notes that belong together into groups. */
export const group: SharedActivity<Record<never, never>, NoCommands> = {
  rights: {},
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
  },
}
