import type { NoCommands, SharedActivity } from '../../agenda/activity.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly read: NoSettings
  }
}

/** People read in silence. */
export const read: SharedActivity<Record<never, never>, NoCommands> = {
  rights: {},
  step: { allows: () => [], makes: null, takes: ['notes', 'clusters', 'shortlist'] },
}
