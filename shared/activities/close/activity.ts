import type { SharedActivity } from '../../agenda/activity.ts'
import type { CloseCommand } from './commands.ts'
import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const CloseOperation = {
  /** Say when the next workshop is. */
  setDate: 'close.date',
} as const

const closeRights = {
  [CloseOperation.setDate]: { roles: [Role.facilitator] },
} as const satisfies RightsTable

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly close: NoSettings
  }
}

/** The day ends: what people commit to goes into their calendars, the parking lot is read again, the next date is set. */
export const close: SharedActivity<
  typeof closeRights,
  {
    readonly command: CloseCommand
    readonly refusal: never
    readonly result: object
  }
> = {
  rights: closeRights,
  step: { allows: () => [], makes: null, takes: ['notes'] },
}
