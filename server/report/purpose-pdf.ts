import sharp from 'sharp'
import type { Language } from '#shared/board/document.ts'
import { principleWords } from '#shared/board/principle.ts'
import { capital } from '#shared/text/letters.ts'
import { saidIn, type PurposeContent } from '../board-file/purpose-content.ts'
import { breakable } from './breakable.ts'
import { MissingSigns } from './legible.ts'
import { adoptionIn, dateIn, purposeWords, secondSide } from './purpose-words.ts'
import { passageOf, type Passage } from './runs.ts'
import { settableWords } from './settable.ts'
import { printableLine } from '#shared/text/printable.ts'
import { typeset } from './typst.ts'

export interface PaperFacts {
  readonly language: Language
  readonly number: number
  readonly at: number
  /** The address of the page. */
  readonly address: string
  readonly emblem: Uint8Array | null
}

interface Said {
  readonly words: Passage
  /** Null: the language of the page. */
  readonly lang: Language | null
}

type Unit = { readonly title: string | null } & (
  | { readonly kind: 'meaning'; readonly phrase: Said; readonly means: Said }
  | { readonly kind: 'person'; readonly who: Said; readonly needs: readonly Said[] }
  | {
      readonly kind: 'principle'
      readonly choice: Said
      readonly over: { readonly lead: Said; readonly rest: Said; readonly isApart: boolean } | null
      readonly shows: Said | null
      readonly betrays: Said | null
    }
  | { readonly kind: 'line'; readonly text: Said }
)

/** The height of an emblem on paper is 13 mm: 300 dots an inch. */
const emblemHeight = 160

/** The purpose on one A4 page. Items without room there are left out, from the end. */
export async function purposePdf(
  content: PurposeContent,
  { language, number, at, address, emblem }: PaperFacts,
): Promise<Uint8Array> {
  const words = purposeWords(language)
  const said = (text: string): Said => saidWords(content, language, text)
  const { name, purpose, colours, zone, reviewOn } = content
  const sentence = saidIn(content, language, purpose.text).text
  const image = emblem && (await emblemOf(emblem, emblemHeight))
  const data = {
    lang: language,
    plainTitle: printableLine(sentence),
    name: saidWords(content, language, name, true),
    kind: words.purpose,
    title: said(purpose.text),
    size: sizeOf(sentence),
    accent: colours.accent,
    sentence: colours.sentence,
    emblem: image && { file: 'emblem.png', alt: words.emblem(printableLine(name)) },
    adopted: [...adoptionIn(language, content), ...(sentence === purpose.text ? [] : [words.translated])].map(
      printableLine,
    ),
    facts: [
      words.version(number, dateIn(language, at, zone)),
      ...(reviewOn === null ? [] : [words.review(dateIn(language, reviewOn, zone))]),
    ],
    address,
    hash: [words.hash, purpose.hash],
    words: { shows: principleWords[language].shows, betrays: principleWords[language].betrays },
    levels: levelsOf(content, language, said),
  }
  const files = new Map(image ? [['emblem.png', new Uint8Array(image)]] : [])
  try {
    return await typeset('purpose', data, files)
  } catch (error) {
    // A sign that no font has: the standard for tagged files forbids it.
    if (!(error instanceof MissingSigns)) throw error
    return typeset('purpose', data, files, 'lenient')
  }
}

/** An emblem of this height, in pixels; a wide one is lower. */
export function emblemOf(emblem: Uint8Array, height: number): Promise<Buffer> {
  return sharp(emblem)
    .resize({ height, width: 4 * height, fit: 'inside' })
    .png()
    .toBuffer()
}

/** In points. The longest sentence still leaves half a page. Not measured. */
function sizeOf({ length }: string): number {
  if (length < 90) return 31
  if (length < 160) return 26
  if (length < 260) return 21
  return length < 420 ? 17 : 14
}

/** `isBeginning`: with a capital. */
export function saidWords(
  content: PurposeContent,
  language: Language,
  text: string,
  isBeginning = false,
): Said {
  const found = saidIn(content, language, text)
  const words = printedWords(isBeginning ? capital(found.text) : found.text)
  return { words, lang: found.language === language ? null : found.language }
}

function printedWords(text: string): Passage {
  return passageOf(breakable(settableWords(printableLine(text))))
}

/** The parts of the page, from everything to the principles alone. */
function levelsOf(
  content: PurposeContent,
  language: Language,
  said: (text: string) => Said,
): readonly (readonly Unit[])[] {
  const { meanings, people, principles, promises } = content
  const words = purposeWords(language)
  const secondOf = (over: string) => {
    const found = saidIn(content, language, over)
    const lang = found.language === language ? null : found.language
    const { lead, rest } = secondSide(found.text, found.language)
    const partOf = (text: string): Said => ({ words: printedWords(text), lang })
    return { lead: partOf(lead), rest: partOf(rest), isApart: /\s$/.test(lead) || /^\s/.test(rest) }
  }
  const orNull = (text: string): Said | null => (text === '' ? null : said(text))
  const part = (title: string, units: readonly Omit<Unit, 'title'>[]): readonly Unit[] =>
    units.map((unit, index) => ({ ...unit, title: index === 0 ? title : null }) as Unit)
  const allPrinciples = (hasSigns: boolean) =>
    part(
      words.principles,
      principles.map(({ choice, over, shows, betrays }) => ({
        kind: 'principle',
        choice: saidWords(content, language, choice, true),
        over: over === '' ? null : secondOf(over),
        shows: hasSigns ? orNull(shows) : null,
        betrays: hasSigns ? orNull(betrays) : null,
      })),
    )
  const allMeanings = part(
    words.meanings,
    meanings
      .filter(({ means }) => means !== '')
      .map(({ phrase, means }) => ({ kind: 'meaning', phrase: said(phrase), means: said(means) })),
  )
  const allPeople = part(
    words.people,
    people.map(({ who, needs }) => ({ kind: 'person', who: said(who), needs: needs.map(said) })),
  )
  const allPromises = part(
    words.promises,
    promises.map((promise) => ({ kind: 'line', text: said(promise) })),
  )
  return [
    [...allMeanings, ...allPeople, ...allPromises, ...allPrinciples(true)],
    [...allMeanings, ...allPromises, ...allPrinciples(true)],
    [...allPromises, ...allPrinciples(true)],
    allPrinciples(true),
    allPrinciples(false),
  ]
}
