import type { Answers, Words, WordsLanguage, Parameter, ParameterKind } from './template.ts'

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

export const answerLimits = { text: 300, minutes: 24 * 60, count: 1000 } as const

/** An hour of the day, as `17:00`. */
const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/

const isRight: Readonly<Record<ParameterKind, (answer: unknown) => boolean>> = {
  text: (answer) => typeof answer === 'string' && answer.length <= answerLimits.text,
  minutes: (answer) => isCount(answer, answerLimits.minutes),
  count: (answer) => isCount(answer, answerLimits.count),
  time: (answer) => typeof answer === 'string' && timeForm.test(answer),
}

/** True when this value can answer the question. */
export function isAnswer({ kind }: Pick<Parameter, 'kind'>, value: unknown): value is string | number {
  return isRight[kind](value)
}

/**
 * Answers to all questions: what was given, then the default, then an empty text for what is optional.
 * Lists the questions that still lack an answer, and those whose answer is wrong.
 */
export function completeAnswers(
  ask: readonly Parameter[],
  given: Answers,
): { readonly answers: Answers; readonly missing: readonly string[]; readonly wrong: readonly string[] } {
  const answers: Record<string, string | number> = {}
  const missing: string[] = []
  const wrong: string[] = []
  for (const parameter of ask) {
    const own = Object.hasOwn(given, parameter.id) ? given[parameter.id] : undefined
    const value = isGiven(own) ? own : parameter.default
    if (isGiven(value)) {
      if (isAnswer(parameter, value)) answers[parameter.id] = value
      else wrong.push(parameter.id)
    } else if (parameter.isOptional) answers[parameter.id] = ''
    else missing.push(parameter.id)
  }
  return { answers, missing, wrong }
}

function isGiven(value: string | number | undefined): value is string | number {
  return value !== undefined && (typeof value === 'number' || value.trim() !== '')
}

function isCount(value: unknown, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max
}
