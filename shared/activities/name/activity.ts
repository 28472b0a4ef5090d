import { Operation } from '../../workshop/policy.ts'
import { noRights, type NoCommands, type SharedActivity } from '../../agenda/activity.ts'
import { Audience } from '../../workshop/audience.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly name: NoSettings
  }
}

/** People find a sentence for each group. */
export const name: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: {
    allows: () => [Operation.changeCluster],
    makes: 'clusters',
    takes: ['clusters'],
    isForTables: true,
    audiences: () => [Audience.openSigned],
  },
}
