import { atom } from 'nanostores'

/** This person looks at the board in a step that has a stage in its place. */
export const isStageAside = atom(false)
