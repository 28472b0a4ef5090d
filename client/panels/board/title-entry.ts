import { lazyPart } from '../host/entries.tsx'

export const TitleField = lazyPart(async () => (await import('./title-field.tsx')).TitleField)
