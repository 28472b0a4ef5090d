import { asking } from '../../asking/step.ts'

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly duel: NoSettings
  }
}

/** Sentences two at a time: everybody taps one, in secret. */
export const duel = asking({ takes: ['statements'], stage: 'gallery' })
