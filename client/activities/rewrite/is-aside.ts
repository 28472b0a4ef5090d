import { atom } from 'nanostores'

/** This person looks at the board, and the statements are out of the way. */
export const isAside = atom(false)
