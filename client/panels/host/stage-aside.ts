import { atom } from 'nanostores'
import type { Agenda } from '#shared/agenda/agenda.ts'

/** This person looks at the board in a step that has a stage in its place. */
export const isStageAside = atom(false)

/** This person has opened or folded the column beside the stage, on this screen. Null: neither yet. */
export const isColumnOpen = atom<boolean | null>(null)

/** The column stands beside the stage now. */
export const isColumnShown = atom(false)

/** The step that this person's page still shows, for they have begun words there; null: the step of the group. */
export const heldStep = atom<Agenda | null>(null)

/** This person sees the outline of the board beside it. */
export const isOutlineOpen = atom(false)

/** Shows or folds the outline. It stands beside the board: a stage in the place of the board goes aside. */
export function switchOutline(isStageShown: boolean): void {
  isOutlineOpen.set(isStageShown || !isOutlineOpen.get())
  if (isStageShown) isStageAside.set(true)
}
