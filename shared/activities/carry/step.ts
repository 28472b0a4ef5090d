import { asking } from '../../asking/step.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly carry: NoSettings
  }
}

/** From 0 to 5, in secret: can you carry each of these sentences? Nothing is adopted. */
export const carry = asking({ takes: ['statements'] })
