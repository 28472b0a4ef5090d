import { noRights, type NoCommands, type SharedActivity } from '../../agenda/activity.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly reveal: NoSettings
  }
}

/** Everybody watches the notes of private writing appear at once. */
export const reveal: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: { allows: () => [], makes: 'notes', takes: ['notes'] },
}
