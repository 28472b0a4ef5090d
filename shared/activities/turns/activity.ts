import type { SharedActivity } from '../../agenda/activity.ts'
import { fieldOperations, fieldParts } from '../../agenda/field-parts.ts'
import { Audience } from '../../workshop/audience.ts'
import { Operation, type RightsTable } from '../../workshop/policy.ts'
import type { TurnsCommand, turnsRefusals } from './commands.ts'
import { Role } from '../../workshop/role.ts'

export const TurnsOperation = {
  /** Call the next person, or the speaker later; give more time. */
  lead: 'turns.lead',
  /** End one's own turn, or have it later. */
  finish: 'turns.finish',
  /** At a table: lead its round. */
  leadTable: 'turns.table',
  /** Say whether the photo of one's own card is in the report, also after the step. */
  showPhoto: 'turns.photo',
} as const

const turnsRights = {
  [TurnsOperation.lead]: { roles: [Role.facilitator] },
  [TurnsOperation.showPhoto]: { roles: [Role.facilitator, Role.participant] },
  [TurnsOperation.leadTable]: { roles: [Role.facilitator, Role.participant], isOfSteps: true },
  [TurnsOperation.finish]: { roles: [Role.facilitator, Role.participant], isOfSteps: true },
} as const satisfies RightsTable

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly turns: {
      /** Seconds of each turn. */
      readonly each: number
      /** Two: the gallery of what people bring, a photo and a sentence; and what everybody keeps of what they hear. */
      readonly fields: readonly Field[]
    }
  }
}

/**
 * One person after the other speaks, in an order of chance. All others note a word worth keeping. At tables each has a round
 * of its own, which its people lead themselves.
 */
export const turns: SharedActivity<
  typeof turnsRights,
  {
    readonly command: TurnsCommand
    readonly refusal: keyof typeof turnsRefusals
    readonly result: object
  }
> = {
  rights: turnsRights,
  step: {
    allows: ({ who }) => (who === 'tables' ? [...onBoard, TurnsOperation.leadTable] : onBoard),
    makes: 'notes',
    isForTables: true,
    takes: ['notes'],
    // A card is that of the person who speaks.
    audiences: (step, field) =>
      step.activity === 'turns' && field === step.fields[0]?.id ? [Audience.openSigned] : undefined,
    parts: (step) => (step.activity === 'turns' ? fieldParts(step.fields) : []),
  },
}

const onBoard = [TurnsOperation.finish, ...fieldOperations, Operation.sendPhoto]
