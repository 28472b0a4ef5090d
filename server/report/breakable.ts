/** Longer than any word of a language (German's longest in a dictionary has 36 letters), cut into pieces of twelve. */
const longWord = /[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{40,}/gu
const pieceLength = 12
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Lets a word that no line can hold be broken: zero-width spaces, which no text has any more, part its pieces. */
export function breakable(text: string): string {
  return text.replaceAll(longWord, (word) =>
    Array.from(graphemes.segment(word), ({ segment }, index) =>
      index > 0 && index % pieceLength === 0 ? `\u200B${segment}` : segment,
    ).join(''),
  )
}
