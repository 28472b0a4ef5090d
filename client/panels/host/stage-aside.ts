import { atom } from 'nanostores'
import type { Agenda } from '#shared/agenda/agenda.ts'

/** This person looks at the board in a step that has a stage in its place. */
export const isStageAside = atom(false)

/** The column beside the stage is open on this screen. Null: as it begins, open for facilitators. */
export const isColumnOpen = atom<boolean | null>(null)

/** The step that this person's page still shows, for they have begun words there; null: the step of the group. */
export const heldStep = atom<Agenda | null>(null)
