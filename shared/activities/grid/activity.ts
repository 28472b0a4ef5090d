import { noRights, type NoCommands, type SharedActivity } from '../../agenda/activity.ts'
import { fieldOperations, fieldParts } from '../../agenda/field-parts.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly grid: {
      /** The columns. The settled principles of the board are the rows. */
      readonly fields: readonly Field[]
    }
  }
}

/** What begins and what stops because of each principle, in each area of work. Tables take columns. */
export const grid: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: {
    allows: () => fieldOperations,
    makes: 'notes',
    takes: [],
    isForTables: true,
    parts: (step) => (step.activity === 'grid' ? fieldParts(step.fields) : []),
  },
}
