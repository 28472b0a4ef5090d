import { atom } from 'nanostores'

/** The board that was created on the home page a moment ago. It opens with its links. */
export const justCreated = atom<string | null>(null)
