import { atom } from 'nanostores'
import { lazyPart } from '../host/entries.tsx'

export const TitleField = lazyPart(async () => (await import('./title-field.tsx')).TitleField)

/** This person writes the board's title. */
export const isTitleEdited = atom(false)
