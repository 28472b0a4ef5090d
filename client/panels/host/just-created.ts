import { atom } from 'nanostores'

/** The board that was created a moment ago on the home page: it opens with its links shown. */
export const justCreated = atom<string | null>(null)
