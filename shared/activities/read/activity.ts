import type { SharedActivity } from '../../agenda/activity.ts'
import type { ReadCommand } from './commands.ts'
import type { readRefusals } from './refusals.ts'
import { ReadOperation, readRights } from './rights.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly read: NoSettings
  }
}

/** People read in silence, ask to understand, and see notes that may say the same thing. */
export const read: SharedActivity<
  typeof readRights,
  {
    readonly command: ReadCommand
    readonly refusal: keyof typeof readRefusals
    readonly result: object
  }
> = {
  rights: readRights,
  step: {
    allows: () => [ReadOperation.ask, ReadOperation.agree],
    makes: null,
    takes: ['notes', 'clusters', 'shortlist'],
    isForTables: true,
  },
}
