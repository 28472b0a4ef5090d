import type { Language } from '../board/document.ts'
import { isTelling } from '../sorting/words.ts'
import { folded } from '../text/folded.ts'

/** A word or a mark of a text, with the spaces in front of it. */
export interface TextWord {
  /** The spaces in front. A no-break space before a French colon belongs to the colon. */
  readonly space: string
  readonly text: string
  readonly start: number
  readonly end: number
  /** Two words with the same key are the same word: straight and curved apostrophes, a capital that begins a sentence. */
  readonly key: string
  readonly isWord: boolean
  /** A word that says something about a subject. */
  readonly isTelling: boolean
}

const segmenters: Partial<Record<Language, Intl.Segmenter>> = {}

/** Elided words end at their apostrophe: l’équipe, qu’une. Not aujourd’hui or quelqu’un. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]/iu

/** The words of a text in its order, with everything that stands between them: nothing of the text is left out. */
export function textWords(text: string, language: Language): readonly TextWord[] {
  segmenters[language] ??= new Intl.Segmenter(language, { granularity: 'word' })
  const words: TextWord[] = []
  let space = ''
  let isAfterStop = true
  const push = (part: string, start: number, isWord: boolean) => {
    const plain = isWord && isAfterStop ? withSmallInitial(part) : part
    words.push({
      space,
      text: part,
      start,
      end: start + part.length,
      key: keyOf(plain),
      isWord,
      isTelling: isWord && (isTelling(part.toLowerCase(), language) || /\d/u.test(part)),
    })
    space = ''
    if (isWord) isAfterStop = false
    else if (/[.!?…]/u.test(part)) isAfterStop = true
  }
  // Unicode counts the narrow space before a French mark as a part of the word.
  for (const { segment: part, index, isWordLike } of segmenters[language].segment(
    text.replaceAll('\u202F', '\u00A0'),
  )) {
    const segment = text.slice(index, index + part.length)
    if (segment.trim() === '') {
      space += segment
      continue
    }
    const article = language === 'fr' && isWordLike === true ? elided.exec(segment)?.[0] : undefined
    if (article === undefined || article.length === segment.length) push(segment, index, isWordLike === true)
    else {
      push(article, index, true)
      push(segment.slice(article.length), index + article.length, true)
    }
  }
  return words
}

/** The key of a word as it is written. */
export function keyOf(word: string): string {
  return word.normalize('NFC').replaceAll('’', "'")
}

/** "Nous" at the beginning of a sentence is the word "nous"; "AFNOR" stays. */
function withSmallInitial(word: string): string {
  const [first = '', ...rest] = word
  const tail = rest.join('')
  return tail === tail.toLowerCase() ? first.toLowerCase() + tail : word
}

/** A word without accents, capitals and the apostrophe at its end. */
export function bareWord(text: string): string {
  return folded(text).replaceAll('œ', 'oe').replaceAll('’', "'").replace(/'$/u, '')
}
