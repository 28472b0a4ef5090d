import { noRights, type NoCommands, type SharedActivity } from '../../agenda/activity.ts'
import { fieldOperations, fieldParts } from '../../agenda/field-parts.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly map: {
      /** For whom the team works, or what these people need. */
      readonly asks: 'people' | 'needs'
      /**
       * For people: the rings, nearest first. None: people come to the rings of the step that this one takes from. For
       * needs: one, beside the people of that step.
       */
      readonly fields: readonly Field[]
    }
  }
}

/** People name everyone for whom their work changes something, on three rings, and say what they need. */
export const map: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: {
    allows: () => fieldOperations,
    makes: 'notes',
    takes: ['notes'],
    // People who were missing come to the rings of that step.
    addsTo: (step) =>
      step.activity === 'map' && step.fields.length === 0 ? step.input?.[0]?.from : undefined,
    parts: (step) => (step.activity === 'map' ? fieldParts(step.fields) : []),
  },
}
