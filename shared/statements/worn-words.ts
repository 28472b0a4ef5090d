import type { Language } from '../board/document.ts'
import { bareWord, textWords, type TextWord } from './text-words.ts'
import {
  abstractEndings,
  concreteWords,
  limitWords,
  numberWords,
  wornLists,
  wornPhrases,
  WornQuestion,
} from './worn-lists.ts'

/** A stretch of a text that any organisation could have written, with the question that it raises. */
export interface WornWord {
  readonly start: number
  readonly end: number
  readonly question: WornQuestion
}

/** The worn words of a text, in its order. A turn of phrase is one of them, and its words are not. */
export function wornWords(text: string, language: Language): readonly WornWord[] {
  return readText(text, language).worn
}

/**
 * How worn a text is, from 0 to nearly 1: worn words beside those that say something of one's own. It orders texts for the
 * measurement of the lists. No screen shows it.
 */
export function wornShare(text: string, language: Language): number {
  const { worn, plain, firm } = readText(text, language)
  const weight = worn.reduce((sum, { question }) => sum + weights[question], 0)
  return weight / (weight + plain + firmWeight * firm + 1)
}

/** A whole turn of phrase is more than a word; an ending alone tells less. Not measured. */
const weights: Readonly<Record<WornQuestion, number>> = {
  who: 1,
  what: 1,
  how: 1,
  sign: 1,
  choice: 1,
  when: 1,
  phrase: 1.5,
  verb: 0.5,
}

/** Names, numbers and limits are what nobody else can sign. Not measured. */
const firmWeight = 1.5

interface ReadText {
  readonly worn: readonly WornWord[]
  /** Words about a subject that are not worn. */
  readonly plain: number
  /** Names, numbers, and words that draw a limit. */
  readonly firm: number
}

function readText(text: string, language: Language): ReadText {
  const words = textWords(text, language).filter(({ isWord }) => isWord)
  const bare = words.map((word) => bareWord(word.text))
  const worn: WornWord[] = []
  let [plain, firm] = [0, 0]
  for (let index = 0; index < words.length;) {
    const [word, name] = [words[index], bare[index]]
    if (!word || name === undefined) break
    const length = phraseLength(bare, index, language)
    const question = length > 0 ? WornQuestion.phrase : wornQuestion(name, language)
    const last = words[index + Math.max(length, 1) - 1] ?? word
    if (question) worn.push({ start: word.start, end: last.end, question })
    else if (isName(text, word) || /\d/u.test(name) || sets[language].firm.has(name)) firm += 1
    else if (word.isTelling) plain += 1
    index += Math.max(length, 1)
  }
  return { worn, plain, firm }
}

function wornQuestion(word: string, language: Language): WornQuestion | undefined {
  const { exact, prefixes, concrete } = sets[language]
  const listed = exact.get(word) ?? prefixes.find(({ prefix }) => word.startsWith(prefix))?.question
  if (listed) return listed
  return abstractEndings[language].test(word) && !concrete.has(word) ? WornQuestion.verb : undefined
}

/** How many words the longest turn of phrase has that begins here; 0 for none. */
function phraseLength(words: readonly string[], at: number, language: Language): number {
  let longest = 0
  for (const phrase of sets[language].phrases) {
    if (phrase.length <= longest) continue
    if (phrase.every((part, index) => part.test(words[at + index] ?? ''))) longest = phrase.length
  }
  return longest
}

/** A capital inside a sentence. English writes the first person with one. */
function isName(text: string, { text: word, start }: TextWord): boolean {
  if (!/^\p{Lu}/u.test(word) || word === 'I') return false
  const before = text.slice(0, start).trimEnd()
  return before !== '' && !/[.!?:…«“"]$/u.test(before)
}

interface WordSets {
  readonly exact: ReadonlyMap<string, WornQuestion>
  readonly prefixes: readonly { readonly prefix: string; readonly question: WornQuestion }[]
  readonly phrases: readonly (readonly RegExp[])[]
  readonly concrete: ReadonlySet<string>
  readonly firm: ReadonlySet<string>
}

const sets: Readonly<Record<Language, WordSets>> = { en: setsOf('en'), fr: setsOf('fr') }

function setsOf(language: Language): WordSets {
  const entries = Object.entries(wornLists[language]).flatMap(([question, list]) =>
    // `?` stands for the two spellings of "organisation".
    listed(
      list.replaceAll(/\S*\?\S*/gu, (word) => `${word.replace('?', 's')} ${word.replace('?', 'z')}`),
    ).map((word) => ({ word, question: question as WornQuestion })),
  )
  return {
    exact: new Map(entries.map(({ word, question }) => [word, question])),
    prefixes: entries.flatMap(({ word, question }) =>
      word.endsWith('*') ? [{ prefix: word.slice(0, -1), question }] : [],
    ),
    phrases: wornPhrases[language].map((phrase) =>
      phrase
        .split(/\s+/u)
        .map((word) => new RegExp(`^${word.replace('?', '[sz]').replace('*', '.*')}$`, 'u')),
    ),
    concrete: new Set(listed(concreteWords[language])),
    firm: new Set([...listed(limitWords[language]), ...listed(numberWords[language])]),
  }
}

function listed(words: string): readonly string[] {
  return words.trim().split(/\s+/u)
}
