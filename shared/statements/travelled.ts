import type { Language } from '../board/document.ts'
import { sharedStretches, type Phrase } from './lineage-phrases.ts'

/** A stretch of the adopted sentence, as one person may read it. All together are the sentence. */
export interface Stretch {
  readonly text: string
  /** `own`: the words came in with this person's note. `perhaps`: this person wrote the same words elsewhere. */
  readonly from: 'own' | 'perhaps' | null
}

export interface Travelled {
  readonly stretches: readonly Stretch[]
  /** This person's texts with which words came in. */
  readonly own: readonly string[]
  /** Those that only share words with it: the person alone can tell. */
  readonly perhaps: readonly string[]
}

/** A text of this person, and the note that it became, as far as their browser knows. */
interface OwnText {
  readonly text: string
  readonly note: string | null
}

/** The words of a sentence that a person gave. Pure: the same texts give the same answer, in their browser alone. */
export function travelledWords(
  sentence: string,
  phrases: readonly Phrase[],
  texts: readonly OwnText[],
  language: Language,
): Travelled {
  const origins = new Set(phrases.map(({ origin }) => origin))
  const isOrigin = ({ note }: OwnText) => note !== null && origins.has(note)
  const own = texts.filter(isOrigin)
  const notes = new Set(own.map(({ note }) => note))
  const marks = Array.from<Stretch['from']>({ length: sentence.length }).fill(null)
  const perhaps = texts.filter((each) => {
    if (isOrigin(each)) return false
    const shared = sharedStretches(each.text, sentence, language)
    for (const { start, end } of shared) marks.fill('perhaps', start, end)
    return shared.length > 0
  })
  for (const { origin, start, end } of phrases) if (notes.has(origin)) marks.fill('own', start, end)
  return { stretches: stretchesOf(sentence, marks), own: textsOf(own), perhaps: textsOf(perhaps) }
}

function stretchesOf(sentence: string, marks: readonly Stretch['from'][]): readonly Stretch[] {
  const stretches: { text: string; from: Stretch['from'] }[] = []
  for (const [at, from] of marks.entries()) {
    const last = stretches.at(-1)
    if (last?.from === from) last.text += sentence[at]
    else stretches.push({ text: sentence[at] ?? '', from })
  }
  return stretches
}

function textsOf(texts: readonly OwnText[]): readonly string[] {
  return [...new Set(texts.map(({ text }) => text.trim()).filter((text) => text !== ''))]
}
