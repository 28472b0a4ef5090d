import { asking } from '../../asking/step.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly settle: NoSettings
  }
}

/** A dilemma with two true sides: all choose in secret before they talk, say which principle settles it, and choose again. */
export const settle = asking({ takes: ['shortlist', 'notes', 'statements'], stage: 'gallery' })
