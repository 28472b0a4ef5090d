import { asking } from '../../asking/step.ts'
import type { AsideCommand } from './commands.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly aside: NoSettings
  }
}

/** Anybody proposes to set a sentence aside, and all answer in secret. A facilitator confirms what the room said. */
export const aside = asking<{
  readonly command: AsideCommand
  readonly refusal: 'last_sentence'
  readonly result: object
}>({ takes: ['statements'], stage: 'gallery' })
