import type { Language } from '#shared/board/document.ts'
import type { en } from './en.ts'
import type { Sentences } from './typography.ts'

/**
 * The path of a sentence in the catalogues. One that is written for one thing and for several (`…_one`, `…_other`) goes
 * by its name without the ending; `count` decides.
 */
export type SentenceName = NamesIn<typeof en>

type NamesIn<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Path}${WithoutNumber<Key>}`
    : NamesIn<Tree[Key], `${Path}${Key}.`>
}[keyof Tree & string]

type WithoutNumber<Key extends string> = Key extends `${infer Name}_${'one' | 'other'}` ? Name : Key

export type Values = Readonly<Record<string, string | number>>

/** The sentence of that name, its `{{gaps}}` filled. */
export type Translate = (name: SentenceName, values?: Values) => string

/** `{{name}}`, or `{{at, datetime(dateStyle: long)}}` for milliseconds since 1970 as a date. */
const gaps = /\{\{(\w+)(?:, datetime\(dateStyle: (full|long|medium|short)\))?\}\}/gu

export function createTranslate(catalogue: Sentences, language: Language): Translate {
  const sentences = new Map(sentencesIn(catalogue))
  const numbers = new Intl.PluralRules(language)
  return (name, values = {}) => {
    const { count } = values
    const numbered = typeof count === 'number' ? sentences.get(`${name}_${numbers.select(count)}`) : undefined
    // Some languages have more numbers than the catalogue distinguishes: a million in French.
    const sentence = numbered ?? sentences.get(name) ?? sentences.get(`${name}_other`)
    // A code of a newer server, at most: all other names are checked when they are compiled.
    if (sentence === undefined) return name
    return sentence.replaceAll(
      gaps,
      (_, gap: string, dateStyle?: Intl.DateTimeFormatOptions['dateStyle']) => {
        const value = values[gap] ?? ''
        return dateStyle
          ? new Intl.DateTimeFormat(language, { dateStyle }).format(Number(value))
          : String(value)
      },
    )
  }
}

function* sentencesIn(tree: Sentences, path = ''): Generator<readonly [name: string, sentence: string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [`${path}${key}`, value]
    else yield* sentencesIn(value, `${path}${key}.`)
  }
}
