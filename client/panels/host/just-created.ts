import { atom } from 'nanostores'

/** The new board in whose workshop its facilitator takes part, too: said on the home page, and sent once it is open. */
export const takesPartIn = atom<string | null>(null)

/** The board that was created on the home page a moment ago. It opens with its links. */
export const justCreated = atom<string | null>(null)
