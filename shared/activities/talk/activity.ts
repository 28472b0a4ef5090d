import type { NoCommands, SharedActivity } from '../../agenda/activity.ts'

/** People listen and speak. Breaks, too. */
export const talk: SharedActivity<Record<never, never>, NoCommands> = {
  rights: {},
  step: { allows: () => [], makes: null, takes: [] },
}
