/** A text among others. */
export interface KnownText {
  readonly id: string
  readonly text: string
}

/** Two texts that may say the same thing. */
export interface LikelyPair {
  readonly one: string
  readonly other: string
  /** From 0 to 1: the part of their letters that they have in common. */
  readonly likeness: number
  /** The words that both have: the reason for the proposal. */
  readonly words: readonly string[]
}

/** Two texts at least so alike are worth a look. Measured on notes of four workshops. */
const alike = 0.65
/** Shorter texts are alike by chance. */
const fewestLetters = 6
/** Nobody looks through more. */
const mostPairs = 50

/**
 * The pairs among these texts that may say the same thing, the most alike first: by the groups of three letters of their
 * words in alphabetical order, whatever the order in which they were written. Accents and capitals do not count.
 */
export function likelyPairs(texts: readonly KnownText[]): readonly LikelyPair[] {
  const known = texts.map(profileOf).filter(({ letters }) => letters >= fewestLetters)
  const pairs: LikelyPair[] = []
  for (const [index, one] of known.entries()) {
    for (let next = index + 1; next < known.length; next += 1) {
      const other = known[next]
      const likeness = other ? likenessOf(one.parts, other.parts) : 0
      if (!other || likeness < alike) continue
      const words = [...one.words].filter((word) => other.words.has(word))
      pairs.push({ one: one.id, other: other.id, likeness, words })
    }
  }
  return pairs
    .sort((a, b) => b.likeness - a.likeness || (a.one + a.other < b.one + b.other ? -1 : 1))
    .slice(0, mostPairs)
}

interface Profile {
  readonly id: string
  readonly letters: number
  readonly words: ReadonlySet<string>
  /** Each group of three letters as a number, in order. */
  readonly parts: Float64Array
}

function profileOf({ id, text }: KnownText): Profile {
  const words = [...(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
  const plain = words.map((word) => word.normalize('NFD').replaceAll(/\p{M}/gu, '')).sort()
  const line = ` ${plain.join(' ')} `
  const parts = Float64Array.from({ length: Math.max(0, line.length - 2) }, (_, at) =>
    [0, 1, 2].reduce((sum, step) => sum * 65_536 + line.charCodeAt(at + step), 0),
  ).sort()
  return { id, letters: line.length - 2, words: new Set(words.filter((word) => word.length > 3)), parts }
}

/** Sørensen–Dice: twice what both have, of all that they have. Zero for texts of lengths too different to be alike. */
function likenessOf(one: Float64Array, other: Float64Array): number {
  const all = one.length + other.length
  if (2 * Math.min(one.length, other.length) < alike * all) return 0
  let [left, right, both] = [0, 0, 0]
  while (left < one.length && right < other.length) {
    const [a = 0, b = 0] = [one[left], other[right]]
    if (a === b) both += 1
    if (a <= b) left += 1
    if (b <= a) right += 1
  }
  return (2 * both) / all
}
