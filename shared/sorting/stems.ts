import { stemmer as englishStem } from '@orama/stemmers/english'
import { stemmer as frenchStem } from '@orama/stemmers/french'
import type { Language } from '../board/document.ts'
import { folded } from '../text/folded.ts'

const stemmers: Readonly<Record<Language, (word: string) => string>> = { fr: frenchStem, en: englishStem }

/** What the forms of one word have in common, without accents: they are often forgotten. */
export function stemOf(word: string, language: Language): string {
  return folded(stemmers[language](word))
}
