import { folded } from '../../text/folded.ts'
import { nameWords, singular, isOneSlip } from '../../text/name-words.ts'

/** Words before a name that say nothing about who is meant. */
const articles = new Set(
  'the a an our my all of le la les l un une des du de d nos notre mes tous toutes'.split(' '),
)

/** True for names that most likely mean the same: "presse", "La Presse" and "press". */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  return a.length > 0 && a.length === b.length && a.every((word, index) => isAlmostSame(word, b[index] ?? ''))
}

/** Words without articles and without the signs of the plural, in alphabetical order. */
function wordsOf(name: string): readonly string[] {
  return nameWords(name)
    .filter((word) => !articles.has(folded(word)))
    .map(singular)
    .toSorted()
}

function isAlmostSame(one: string, other: string): boolean {
  return one === other || isOneSlip(one, other)
}
