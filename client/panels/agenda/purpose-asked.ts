import { atom } from 'nanostores'
import type { StepPath } from '#shared/agenda/template.ts'

/** The step to which the facilitator wants to go although no purpose was adopted: a window asks why. */
export const purposeAsked = atom<StepPath | null>(null)
