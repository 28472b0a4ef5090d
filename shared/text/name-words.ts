import { folded } from './folded.ts'

/** Letters with a dot after each: C.I.O. */
const dotted = /(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+\.?(?![\p{L}\p{N}])/gu
/** The ends that include everybody: bénévole·s, élu(e)s, agent.e.s. */
const inclusive = /(?<=\p{L}\p{L})(?:\(\p{L}{1,4}\)|(?:[·•‧⋅]\p{L}{1,5})+|[.-]e(?:[.-]?s)?(?!\p{L}))/giu

/** The words of a name or of a text with names: "C.I.O." is a word, "élu·e·s" is "élu". Capitals and accents stay. */
export function nameWords(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .replaceAll(dotted, (letters) => letters.replaceAll('.', ''))
      .replaceAll(inclusive, '')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  )
}

/** A word of a name without capitals, accents and the signs of the plural: "companies" as "company", "œuvres" as "oeuvre". */
export function singular(word: string): string {
  const plain = folded(word).replaceAll('œ', 'oe')
  const one = plain.length > 3 ? plain.replace(/(?<!s)[sx]$/u, '') : plain
  return one.length > 3 ? one.replace(/ie$/u, 'y') : one
}
