import { atom } from 'nanostores'
import type { Agenda } from '#shared/agenda/agenda.ts'

/** This person looks at the board in a step that has a stage in its place. */
export const isStageAside = atom(false)

/** The facilitator has folded the desk away, on this screen. */
export const isDeskFolded = atom(false)

/** The step that this person's page still shows, for they have begun words there; null: the step of the group. */
export const heldStep = atom<Agenda | null>(null)
