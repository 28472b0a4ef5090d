import { folded } from './folded.ts'

/** Shorter words that differ in one letter are other words: "mère", "père". Not measured. */
const fewestLetters = 5

/**
 * True for words that one slip of the finger makes the same: a letter more, less or other, or two changed about. Numbers
 * are never the same, nor is a trainer a trainee.
 */
export function isOneSlip(one: string, other: string, shortest = fewestLetters): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < shortest || long.length - short.length > 1 || /\p{N}/u.test(one + other)) return false
  if (endOf(one) !== undefined && endOf(other) !== undefined && endOf(one) !== endOf(other)) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.length >= fewestLetters && short.slice(at + 1) === long.slice(at + 1)) return true
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  )
}

/** The end by which those who do something and those to whom it is done are told apart. */
function endOf(word: string): string | undefined {
  return /(?:er|ee)(?=s?$)/u.exec(word)?.[0]
}

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
