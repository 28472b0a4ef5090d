import { languages, type Language } from '../board/document.ts'
import type { KnownText } from './sorted-note.ts'
import { stemOf } from './stems.ts'
import { isTelling, wordsOf } from './words.ts'

/**
 * Ids of the names that none of the texts mentions. A text mentions a name when it has half of its words, each in some form
 * and in either language.
 * Nobody is asked about a name of small words.
 */
export function unmentioned(
  names: readonly KnownText[],
  texts: readonly string[],
  board: Language,
): readonly string[] {
  const said = new Set(texts.flatMap((text) => wordsOf(text).flatMap(stemsOf)))
  return names
    .filter(({ text }) => {
      const words = wordsOf(text).filter((word) => isTelling(word, board))
      const found = words.filter((word) => stemsOf(word).some((stem) => said.has(stem))).length
      return words.length > 0 && found * 2 < words.length
    })
    .map(({ id }) => id)
}

function stemsOf(word: string): readonly string[] {
  return languages.map((language) => stemOf(word, language))
}
