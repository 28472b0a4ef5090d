import type { Language } from '#shared/board/document.ts'
import { cutTo } from '#shared/text/letters.ts'
import { formatted } from '#shared/text/long-date.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'
import type { en as late } from './late-words.en.ts'
import type { en } from './words.en.ts'

/**
 * A sentence that every file may say. The catalogue may lack the code of an activity, which has words of its own.
 */
export type CommonName = NamesIn<typeof en> | NamesIn<typeof late> | `errors.${RefusalCode}`

/**
 * The names of the sentences of a catalogue, as paths. A sentence for one thing and for several (`…_one`, `…_other`)
 * has its name without the ending; `count` decides.
 */
export type NamesIn<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Path}${WithoutNumber<Key>}`
    : NamesIn<Tree[Key], `${Path}${Key}.`>
}[keyof Tree & string]

type WithoutNumber<Key extends string> = Key extends `${infer Name}_${'one' | 'other'}` ? Name : Key

export type Values = Readonly<Record<string, string | number>>

/** The sentence of that name, its `{{gaps}}` filled. */
export type Translate<Name extends string> = (name: Name, values?: Values) => string

/** `{{name}}`, or `{{at, datetime(dateStyle: long)}}` for milliseconds since 1970 as a date. */
const gaps = /\{\{(\w+)(?:, datetime\(dateStyle: (full|long|medium|short)\))?\}\}/gu

/** Said for the code of a newer server. The compiler checks all other names. */
const unknown: CommonName = 'errors.internal'

/** Says the sentences of one language. What stands in their gaps may be words of others, and stands there in brief. `elsewhere` says the names that are not among them. */
export function createTranslate<Name extends string>(
  sentences: ReadonlyMap<string, string>,
  language: Language,
  elsewhere?: Translate<never>,
): Translate<Name> {
  const numbers = new Intl.PluralRules(language)
  return (name, values = {}) => {
    const { count } = values
    const numbered = typeof count === 'number' ? sentences.get(`${name}_${numbers.select(count)}`) : undefined
    // Some languages have more numbers than the catalogue distinguishes: a million in French.
    const known = numbered ?? sentences.get(name) ?? sentences.get(`${name}_other`)
    if (known === undefined && elsewhere) return elsewhere(name as never, values)
    const sentence = known ?? sentences.get(unknown) ?? ''
    return sentence.replaceAll(
      gaps,
      (_, gap: string, dateStyle?: Intl.DateTimeFormatOptions['dateStyle']) => {
        const value = values[gap] ?? ''
        return dateStyle ? formatted(language, Number(value), { dateStyle }) : quoted(String(value))
      },
    )
  }
}

/** Letters of the words of others in a sentence. */
const mostQuoted = 600

function quoted(words: string): string {
  return words.length > mostQuoted ? `${cutTo(words, mostQuoted)} …` : words
}

/** Every sentence of a tree, with its path. */
export function* sentencesIn(
  tree: Sentences,
  path = '',
): Generator<readonly [name: string, sentence: string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [`${path}${key}`, value]
    else yield* sentencesIn(value, `${path}${key}.`)
  }
}

/** A tree of sentences, as the catalogues are. */
export interface Sentences {
  readonly [key: string]: string | Sentences
}

/** A catalogue as it is shown: its language's spaces in every sentence. */
export function spaced<Tree extends Sentences>(language: Language, catalogue: Tree): Tree {
  switch (language) {
    case 'en':
      return catalogue
    case 'fr':
      return eachSentence(catalogue, frenchSpaces)
  }
}

/** The same tree, every sentence passed through `change`. */
function eachSentence<Tree extends Sentences>(tree: Tree, change: (sentence: string) => string): Tree {
  const entries = Object.entries(tree).map(([key, value]) => [
    key,
    typeof value === 'string' ? change(value) : eachSentence(value, change),
  ])
  return Object.fromEntries(entries) as Tree
}
