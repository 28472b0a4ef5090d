import { folded } from '../../text/folded.ts'

/** Words before a name that say nothing about who is meant. */
const articles = new Set(
  'the a an our my all of le la les l un une des du de d nos notre mes tous toutes'.split(' '),
)

/** Shorter words that differ in one letter are other words: "mère", "père". Not measured. */
const shortest = 5

/** True for names that most likely mean the same: "presse", "La Presse" and "press". */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  return a.length > 0 && a.length === b.length && a.every((word, index) => isAlmostSame(word, b[index] ?? ''))
}

/** Words without articles and without the signs of the plural, in alphabetical order. */
function wordsOf(name: string): readonly string[] {
  const words = folded(name).match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .filter((word) => !articles.has(word))
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)[sx]$/u, '') : word))
    .toSorted()
}

/** One letter more, less or other, in words that are long enough. */
function isAlmostSame(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < shortest || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}
