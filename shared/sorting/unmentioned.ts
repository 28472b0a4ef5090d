import { languages, type Language } from '../board/document.ts'
import { cutTo } from '../text/letters.ts'
import { folded } from '../text/folded.ts'
import { nameWords, singular } from '../text/name-words.ts'
import { isTelling, languageOf, leadsAway } from './words.ts'
import type { KnownText } from './sorted-note.ts'

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

/** Adjectives that stand before a French noun. */
const before = new Set(
  `petit grand gros nouveau nouvel nouvelle jeune vieux vieil vieille ancien ancienne futur premier première dernier dernière
  autre bon bonne vrai simple seul prochain`
    .split(/\s+/u)
    .map(formOf),
)

/**
 * Ids of the names that are not found in the texts. A text has a name if it has its noun and two thirds of the words that
 * tell the name from others, in the singular or the plural: a night cleaner is not found by "day and night", nor by
 * "cleaner". IT is found in capitals alone. Nobody is asked about a name of small words.
 */
export function unmentioned(
  names: readonly KnownText[],
  texts: readonly string[],
  board: Language,
): readonly string[] {
  return notFoundIn(texts, namesToFind(names, board))
}

/** The words by which a name is found. None: nobody can look for it. */
export interface NameToFind {
  readonly id: string
  readonly words: readonly string[]
  /** One of these is among them: "nurse" and "doctor" of "Night nurses and doctors". Empty: any will do. */
  readonly nouns: readonly string[]
}

/** The names of people and groups as they are looked for, read once: names without end take long. */
export function namesToFind(names: readonly KnownText[], board: Language): readonly NameToFind[] {
  return names.map((name) => ({ ...wordsToFind(name, board), nouns: nounsOf(name.text, board) }))
}

/** The same of words that name nobody, such as needs. */
export function textsToFind(texts: readonly KnownText[], board: Language): readonly NameToFind[] {
  return texts.map((text) => ({ ...wordsToFind(text, board), nouns: [] }))
}

function wordsToFind({ id, text }: KnownText, board: Language): Omit<NameToFind, 'nouns'> {
  const parts = partsOfName(text, board)
  const own = parts.filter((part) => !general.has(part))
  return { id, words: own.length > 0 ? own : parts }
}

/** See `unmentioned`. */
export function notFoundIn(texts: readonly string[], names: readonly NameToFind[]): readonly string[] {
  const said = texts.map(partsOfText)
  const isIn = (each: ReadonlySet<string>, { words, nouns }: NameToFind): boolean =>
    (nouns.length === 0 || nouns.some((noun) => each.has(noun))) &&
    words.filter((part) => each.has(part)).length * 3 >= words.length * 2
  return names
    .filter((name) => name.words.length > 0 && !said.some((each) => isIn(each, name)))
    .map(({ id }) => id)
}

/**
 * Letters of a name or a need that are looked for. Each sentence looks for all names: endless ones, 5,000 letters each, held
 * a page for 400 ms beside seven sentences. The limit is taste.
 */
const mostLetters = 600

/** One name, or several: "nurses and doctors". */
const joins = /[,;/&+]|\s\(|(?<![\p{L}\p{M}])(?:et|ou|and|or)(?![\p{L}\p{M}])/iu

/**
 * The nouns that say who it is: the last word of an English name, the first one of a French name, before what says more
 * about them. "People living nearby" are people.
 */
function nounsOf(whole: string, board: Language): readonly string[] {
  const name = cutTo(whole, mostLetters)
  const language = languageOfName(name, board)
  return name.split(joins).flatMap((each) => {
    const all = nameWords(each)
    const end = all.findIndex(
      (word, at) =>
        leadsAway[language].has(folded(word)) || (language === 'en' && isDoing(word, all[at - 1])),
    )
    const words = partsOfName(all.slice(0, end < 0 ? all.length : end).join(' '), language)
    const noun = language === 'en' ? words.at(-1) : (words.find((word) => !before.has(word)) ?? words[0])
    return noun ?? []
  })
}

/** "Parents working nights", not "cleaning staff" or "night nursing staff". */
function isDoing(word: string, one: string | undefined): boolean {
  return /.{2}ing$/iu.test(word) && one !== undefined && (/s$/iu.test(one) || general.has(formOf(one)))
}

/** A board in one language has names in the other one, with its small words. */
function languageOfName(name: string, board: Language): Language {
  return languageOf(
    nameWords(name).map((word) => word.toLowerCase()),
    board,
  )
}

/** The words of a name that say something, as they are compared. */
function partsOfName(whole: string, board: Language): readonly string[] {
  const name = cutTo(whole, mostLetters)
  const language = languageOfName(name, board)
  return nameWords(name).flatMap((word) => {
    if (shortForm.test(word) && !isLoud(name)) return [word]
    return isTelling(word.toLowerCase(), language) ? [formOf(word)] : []
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
