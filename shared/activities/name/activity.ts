import { Operation } from '../../workshop/policy.ts'
import type { NoCommands, SharedActivity } from '../../agenda/activity.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly name: NoSettings
  }
}

/** People find a sentence for each group. */
export const name: SharedActivity<Record<never, never>, NoCommands> = {
  rights: {},
  step: { allows: () => [Operation.changeCluster], makes: 'clusters', takes: ['clusters'] },
}
