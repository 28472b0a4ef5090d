/** With a capital, as a line of its own begins. */
export function capital(line: string): string {
  const [first = ''] = line
  return first.toUpperCase() + line.slice(first.length)
}

/** Cuts a text to at most `limit` UTF-16 units, never inside a character of two units. */
export function cutTo(text: string, limit: number): string {
  if (text.length <= limit) return text
  return text.slice(0, limit).replace(/\p{Surrogate}$/u, '')
}

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

/** White space, control and format characters, marks without a letter, and letters that fonts leave blank. */
const visible = /[^\p{White_Space}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u

/** True for a text in which somebody can see a letter or a sign. A zero-width space alone is no reason. */
export function hasWords(text: string): boolean {
  return visible.test(text)
}
