import type { Answers, Words, WordsLanguage } from './template.ts'

/** A sentence in one language. */
export interface Sentence {
  readonly text: string
  /** The language that it is in: the other one when the wanted one is missing. */
  readonly language: WordsLanguage
}

/** A gap is the id of a question between braces. Everything else between braces is a mistake of the author. */
const gap = /\{([^{}\n]*)\}/gu

/** The names between braces, in the order of the text. */
export function gapsIn(text: string): readonly string[] {
  return [...text.matchAll(gap)].map(([, name = '']) => name)
}

/** The words in this language, or in the other one. */
export function wordsIn(words: Words, language: WordsLanguage): Sentence {
  const own = words[language]
  if (own !== undefined) return { text: own, language }
  const other = language === 'en' ? 'fr' : 'en'
  const text = words[other]
  return text === undefined ? { text: '', language } : { text, language: other }
}

/**
 * The words in this language with the answers in their gaps. A question without an answer leaves no hole;
 * a gap that is no question stays as it is, so that an author sees it.
 */
export function fill(words: Words, language: WordsLanguage, answers: Answers): Sentence {
  const { text, language: said } = wordsIn(words, language)
  return { text: fillText(text, answers), language: said }
}

/** The words with the answers in their gaps, in each language that they have. */
export function filledWords({ en, fr }: Words, answers: Answers): Words {
  return {
    ...(en !== undefined && { en: fillText(en, answers) }),
    ...(fr !== undefined && { fr: fillText(fr, answers) }),
  }
}

function fillText(text: string, answers: Answers): string {
  let hasHole = false
  const filled = text.replaceAll(gap, (whole, name: string) => {
    if (!Object.hasOwn(answers, name)) return whole
    const answer = String(answers[name])
    hasHole ||= answer === ''
    return answer
  })
  return hasHole ? filled.replaceAll(/ {2,}/gu, ' ').trim() : filled
}
