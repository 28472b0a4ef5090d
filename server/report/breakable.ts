import { withFrenchSpaces } from '#shared/text/french-spaces.ts'

/** Longer than any real word: the longest in a German dictionary has 36 letters. */
const longWord = /[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{40,}/gu
const pieceLength = 12
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * Lets overlong words be broken, by zero-width spaces between pieces of twelve letters. No other text has them left. French
 * signs stay with their words.
 */
export function breakable(text: string): string {
  return withFrenchSpaces(text).replaceAll(longWord, (word) =>
    Array.from(graphemes.segment(word), ({ segment }, index) =>
      index > 0 && index % pieceLength === 0 ? `\u200B${segment}` : segment,
    ).join(''),
  )
}
