const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The first letters of a name's first and last word, in any script. Empty for an empty name. Never half a
 * character.
 */
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
