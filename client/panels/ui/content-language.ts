import { createContext, use } from 'react'
import type { Language } from '#shared/board/document.ts'

/** The language of the board, in which its title and notes are written. Undefined outside a board. */
export const ContentLanguage = createContext<Language | undefined>(undefined)

/** For the `lang` of everything that people have written: a screen reader then pronounces it right. */
export function useContentLanguage(): Language | undefined {
  return use(ContentLanguage)
}
