import { asking } from '../../asking/step.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly cases: NoSettings
  }
}

/** The settled cases of the board are asked once more, in secret, with the words as they are now. */
export const cases = asking({ stage: 'gallery' })
