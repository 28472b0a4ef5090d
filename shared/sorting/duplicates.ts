import type { Language } from '../board/document.ts'
import { folded } from '../text/folded.ts'
import { differenceOf, type Difference } from './difference.ts'
import { readWords, wordsInCommon, type KnownText, type SortedNote } from './sorted-note.ts'

/** Two notes that may say the same thing. */
export interface LikelyPair {
  readonly one: string
  readonly other: string
  /** From 0 to 1: the part of their letters that they have in common. */
  readonly likeness: number
  /** The words that both have: the reason for the proposal. */
  readonly words: readonly string[]
  readonly difference: Difference
}

/** Two texts with so many groups of letters in common are worth a look. Measured on notes of four workshops. */
const alikeLetters = 0.65
/** So are two with so many words in common, in any form, if their letters are not too different. */
const alikeWords = 0.8
const fewestWords = 2
const alikeLettersOfWords = 0.45
/** Shorter texts are alike by chance: only the same ones are proposed. */
const fewestLetters = 6
/** Nobody looks through more. */
const mostPairs = 50
/** Of so many pairs those that may contradict each other are told apart. Not measured. */
const mostCompared = 100

/**
 * The pairs among these notes that may say the same thing, the most alike first; then those that may say the opposite.
 * Two rules find them: by the groups of three letters of their words in alphabetical order, and by the stems of their
 * words. Accents and capitals do not count.
 */
export function likelyPairs(notes: readonly KnownText[], board: Language): readonly LikelyPair[] {
  const known = notes.map((note) => lettersOf(readWords(note, board))).filter(({ parts }) => parts.length > 0)
  const byLetters = candidates(
    known.map(({ parts }) => parts),
    alikeLetters,
  )
  const byWords = candidates(
    known.map(({ note }) => [...note.stems]),
    alikeWords,
  )
  const pairs = new Map<number, AlikePair>()
  for (const [index, other] of [...byLetters, ...byWords]) {
    const [a, b] = [known[index], known[other]]
    const pair = a && b && pairOf(a, b)
    if (pair) pairs.set(index * known.length + other, pair)
  }
  return [...pairs.values()]
    .sort((a, b) => b.likeness - a.likeness || (idsOf(a) < idsOf(b) ? -1 : 1))
    .slice(0, mostCompared)
    .map(({ one, other, likeness, words }) => ({
      one: one.id,
      other: other.id,
      likeness,
      words,
      difference: differenceOf(one, other),
    }))
    .sort((a, b) => Number(a.difference.isOpposite) - Number(b.difference.isOpposite))
    .slice(0, mostPairs)
}

/** A pair with its notes. */
interface AlikePair extends Pick<LikelyPair, 'likeness' | 'words'> {
  readonly one: SortedNote
  readonly other: SortedNote
}

function idsOf({ one, other }: AlikePair): string {
  return one.id + other.id
}

interface Letters {
  readonly note: SortedNote
  /** Each group of three letters. One that comes again has its number behind it. A short text is one part. */
  readonly parts: readonly string[]
  readonly known: ReadonlySet<string>
}

function lettersOf(note: SortedNote): Letters {
  const words = note.words.map(folded).sort().join(' ')
  const parts = words.length < fewestLetters ? wholeOf(words || note.text.trim()) : groupsOf(` ${words} `)
  return { note, parts, known: new Set(parts) }
}

function wholeOf(text: string): readonly string[] {
  return text === '' ? [] : [`=${text}`]
}

function groupsOf(line: string): readonly string[] {
  const times = new Map<string, number>()
  return Array.from({ length: line.length - 2 }, (_, at) => {
    const part = line.slice(at, at + 3)
    const time = times.get(part) ?? 0
    times.set(part, time + 1)
    return time === 0 ? part : `${part}${time}`
  })
}

function pairOf(one: Letters, other: Letters): AlikePair | undefined {
  const letters = diceOf(one.known, other.known)
  const words = diceOf(one.note.stems, other.note.stems)
  const shared = wordsInCommon(one.note, other.note)
  const areWordsAlike = words >= alikeWords && shared.length >= fewestWords && letters >= alikeLettersOfWords
  if (letters < alikeLetters && !areWordsAlike) return undefined
  return { one: one.note, other: other.note, likeness: letters, words: shared }
}

/** Sørensen–Dice: twice what both have, of all that they have. */
function diceOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const all = one.size + other.size
  if (all === 0) return 0
  let both = 0
  for (const part of one) if (other.has(part)) both += 1
  return (2 * both) / all
}

/**
 * The pairs of sets whose likeness may reach `least`, each once. Two sets that are so alike share one of their rarest
 * parts: comparing all pairs of 10,000 notes would take minutes.
 */
function candidates(
  sets: readonly (readonly string[])[],
  least: number,
): readonly (readonly [number, number])[] {
  const counts = new Map<string, number>()
  for (const set of sets) for (const part of set) counts.set(part, (counts.get(part) ?? 0) + 1)
  const countOf = (part: string) => counts.get(part) ?? 0
  const seen = new Map<string, number[]>()
  const pairs: (readonly [number, number])[] = []
  for (const [index, set] of sets.entries()) {
    const rarest = [...set].sort((a, b) => countOf(a) - countOf(b) || (a < b ? -1 : 1))
    const telling = rarest.slice(0, rarest.length - Math.ceil((least / (2 - least)) * rarest.length) + 1)
    const others = new Set<number>()
    for (const part of telling) {
      const here = seen.get(part)
      if (!here) seen.set(part, [index])
      else {
        for (const other of here) others.add(other)
        here.push(index)
      }
    }
    for (const other of others) {
      const [small, large] = [set.length, sets[other]?.length ?? 0].sort((a, b) => a - b)
      if (2 * (small ?? 0) >= least * ((small ?? 0) + (large ?? 0))) pairs.push([other, index])
    }
  }
  return pairs
}
