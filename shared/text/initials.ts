const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Of the first and the last word of a name, letters of any script, never half a character; empty for none. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s'’-]+/u).filter((word) => word !== '')
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word = '') => initial(word))
    .join('')
    .toLocaleUpperCase()
}

function initial(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment
  return ''
}
