import { languages, type Language } from '../board/document.ts'
import { cutTo } from '../text/letters.ts'
import { nameWords, singular } from '../text/name-words.ts'
import type { KnownText } from './sorted-note.ts'
import { isTelling } from './words.ts'

/** Words that many names have: they do not tell one from another. */
const general = new Set(
  `personne gens agent client cliente équipe usager usagère utilisateur membre partenaire collaborateur salarié employé collègue
  service métier acteur groupe public responsable professionnel homme femme people person customer team staff user member
  partner employee colleague worker group department professional man men woman women`
    .split(/\s+/u)
    .map(formOf),
)

/** The short form of a name. It is a word of its own in small letters: IT, US. */
const shortForm = /^[A-Z]{2,4}$/u

/**
 * Ids of the names that are not found in the texts. A text has a name if it has two thirds of the words that tell the name
 * from others, in the singular or the plural: a team is not found by "team". IT is found in capitals alone.
 * Nobody is asked about a name of small words.
 */
export function unmentioned(
  names: readonly KnownText[],
  texts: readonly string[],
  board: Language,
): readonly string[] {
  return notFoundIn(texts, toFind(names, board))
}

/** The words by which a name is found. None: nobody can look for it. */
export interface NameToFind {
  readonly id: string
  readonly words: readonly string[]
}

/** The names as they are looked for, read once: names without end take long. */
export function toFind(names: readonly KnownText[], board: Language): readonly NameToFind[] {
  return names.map(({ id, text }) => {
    const parts = partsOfName(text, board)
    const own = parts.filter((part) => !general.has(part))
    return { id, words: own.length > 0 ? own : parts }
  })
}

/** See `unmentioned`. */
export function notFoundIn(texts: readonly string[], names: readonly NameToFind[]): readonly string[] {
  const said = texts.map(partsOfText)
  return names
    .filter(({ words }) => {
      const found = said.map((each) => words.filter((part) => each.has(part)).length)
      return words.length > 0 && found.every((count) => count * 3 < words.length * 2)
    })
    .map(({ id }) => id)
}

/**
 * Letters of a name or a need that are looked for. Each sentence looks for all names: endless ones, 5,000 letters each, held
 * a page for 400 ms beside seven sentences. The limit is taste.
 */
const mostLetters = 600

/** The words of a name that say something, as they are compared. */
function partsOfName(whole: string, board: Language): readonly string[] {
  const name = cutTo(whole, mostLetters)
  return nameWords(name).flatMap((word) => {
    if (shortForm.test(word) && !isLoud(name)) return [word]
    return isTelling(word.toLowerCase(), board) ? [formOf(word)] : []
  })
}

function partsOfText(text: string): ReadonlySet<string> {
  const small = (word: string) => languages.some((language) => !isTelling(word.toLowerCase(), language))
  return new Set(
    nameWords(text).flatMap((word) =>
      shortForm.test(word) && !(isLoud(text) && small(word)) ? [word, formOf(word)] : [formOf(word)],
    ),
  )
}

/** True for words that are all in capitals: "IT" may be a small word there. */
function isLoud(text: string): boolean {
  return text === text.toUpperCase() && nameWords(text).length > 1
}

/** A woman's form as a man's: they are the same people. */
function formOf(word: string): string {
  const one = singular(word)
  if (one.length < 5) return one
  return one
    .replace(/trice$/u, 'teur')
    .replace(/euse$/u, 'eur')
    .replace(/(?<=e|o)nne$/u, 'n')
    .replace(/e$/u, '')
}
