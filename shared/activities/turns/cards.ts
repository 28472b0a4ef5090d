import { shownPhotosIn, turnStepsIn } from './shown-photos.ts'

/** The photos of the cards of an object round stay in the room, unless their owners let them into reports. */
export const turnCards = { steps: turnStepsIn, shown: shownPhotosIn }
