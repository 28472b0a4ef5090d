import type { Language } from '../board/document.ts'
import { folded } from '../text/folded.ts'
import { fewestGroups, fewestPlaced } from './gates.ts'
import {
  readWords,
  partsOf,
  vectorsOf,
  type KnownText,
  type SortedNote,
  type Term,
  type Vector,
} from './sorted-note.ts'

/** A group with the notes that people have put into it. */
export interface KnownGroup {
  readonly id: string
  readonly title: string
  readonly notes: readonly KnownText[]
}

/** A group to which a note may belong, and the reason. */
export interface Place {
  readonly note: string
  readonly group: string
  /** Words of the note, each with the form that the group has of it; the same word if only accents differ. */
  readonly words: readonly (readonly [own: string, theirs: string])[]
}

/** Whether words tell on this board which group a note belongs to, and the places that they tell. */
export interface Places {
  /** Notes that are in groups, and those of them whose group their words alone would have told. */
  readonly placed: number
  readonly told: number
  /** Groups among which words could tell. */
  readonly groups: number
  readonly isOpen: boolean
  readonly places: readonly Place[]
}

/** The words of a note and a group must be so alike, and so much more than those of the next group. */
const leastScore = 0.12
const timesNext = 1.5
/** Words must have told the groups of so many placed notes. */
const leastAccuracy = 0.5
const mostReasons = 3
/** Groups of three, four and five letters in a row of five. */
const partsInFiveLetters = 6

/**
 * Proposes a group for each of these notes where words tell one. On a board where the words of placed notes do not tell
 * their groups, nothing is proposed.
 */
export function placesFor(
  loose: readonly KnownText[],
  groups: readonly KnownGroup[],
  board: Language,
): Places {
  const read = (texts: readonly KnownText[]) => texts.map((text) => readWords(text, board))
  const members = groups.map((group) => read(group.notes))
  const titles = read(groups.map(({ id, title }) => ({ id, text: title })))
  const wanted = read(loose)
  const vectors = vectorsOf([...members.flat(), ...titles, ...wanted]).values()
  const next = (): Vector => vectors.next().value ?? new Map()
  const placed = members.map((notes) => notes.map(next))
  const sums = new GroupSums(placed.map((own) => [...own]))
  for (const index of titles.keys()) sums.add(index, next())
  const count = placed.flat().length
  const told = sums.toldOf(placed)
  const isOpen = groups.length >= fewestGroups && count >= fewestPlaced && told >= leastAccuracy * count
  const places = wanted.flatMap((note) => {
    const vector = next()
    const index = isOpen ? sums.placeOf(vector) : undefined
    const group = index === undefined ? undefined : groups[index]
    if (index === undefined || !group) return []
    const own = [...(members[index] ?? []), ...titles.slice(index, index + 1)]
    return [{ note: note.id, group: group.id, words: reasonsOf(note, own, vector, sums.partsOf(index)) }]
  })
  return { placed: count, told, groups: groups.length, isOpen, places }
}

/** For each group the sum of the vectors of its notes: a note's likeness to a group is the cosine with it. */
class GroupSums {
  /** By part, the weight in each group that has it. */
  readonly #weights = new Map<string, Map<number, number>>()
  readonly #squares: number[]

  constructor(groups: readonly (readonly Vector[])[]) {
    this.#squares = groups.map(() => 0)
    for (const [group, vectors] of groups.entries()) for (const vector of vectors) this.add(group, vector)
  }

  add(group: number, vector: Vector): void {
    for (const [part, weight] of vector) {
      const inGroups = this.#weights.get(part) ?? new Map<number, number>()
      this.#weights.set(part, inGroups)
      const before = inGroups.get(group) ?? 0
      inGroups.set(group, before + weight)
      this.#squares[group] = (this.#squares[group] ?? 0) + weight * (2 * before + weight)
    }
  }

  partsOf(group: number): (part: string) => number {
    return (part) => this.#weights.get(part)?.get(group) ?? 0
  }

  /** The group that a new note is much more like than all others. */
  placeOf(vector: Vector): number | undefined {
    const [best, second] = this.#ranked(this.#products(vector), () => 0)
    if (!best || best.score <= leastScore || best.score < timesNext * (second?.score ?? 0)) return undefined
    return best.group
  }

  /** The placed notes that are most like their own group, each compared with that group without itself. */
  toldOf(placed: readonly (readonly Vector[])[]): number {
    let right = 0
    for (const [group, vectors] of placed.entries()) {
      for (const vector of vectors) {
        const own = (other: number) => (other === group ? 1 : 0)
        const [best] = this.#ranked(this.#products(vector), own)
        if (best?.group === group) right += 1
      }
    }
    return right
  }

  #products(vector: Vector): ReadonlyMap<number, number> {
    const products = new Map<number, number>()
    for (const [part, weight] of vector)
      for (const [group, sum] of this.#weights.get(part) ?? [])
        products.set(group, (products.get(group) ?? 0) + weight * sum)
    return products
  }

  /** Groups by their likeness to a note of length 1, of which `own` is in the sum of a group. */
  #ranked(products: ReadonlyMap<number, number>, own: (group: number) => number) {
    return [...products]
      .map(([group, product]) => {
        const part = own(group)
        const square = (this.#squares[group] ?? 0) - part * (2 * product - 1)
        // A sum from which its only vector was taken keeps rounding errors.
        return { group, score: square < 1e-9 ? 0 : (product - part) / Math.sqrt(square) }
      })
      .filter(({ score }) => score > 1e-9)
      .sort((a, b) => b.score - a.score || a.group - b.group)
  }
}

/** The words of a note that make it like a group, the strongest first. */
function reasonsOf(
  note: SortedNote,
  members: readonly SortedNote[],
  vector: Vector,
  inGroup: (part: string) => number,
): Place['words'] {
  const theirs = members.flatMap(({ terms }) => terms)
  const strengths = new Map(
    note.terms.map((term) => {
      const strength = partsOf(term).reduce((sum, part) => sum + (vector.get(part) ?? 0) * inGroup(part), 0)
      return [term.stem, { term, strength }] as const
    }),
  )
  return [...strengths.values()]
    .sort((a, b) => b.strength - a.strength)
    .flatMap(({ term }): Place['words'] => {
      const isThere = theirs.some(({ word }) => folded(word) === folded(term.word))
      if (isThere) return [[term.word, term.word]]
      const other = theirs.find(({ stem }) => stem === term.stem) ?? likeWord(term, theirs)
      return other ? [[term.word, other.word]] : []
    })
    .slice(0, mostReasons)
}

/** The word with most letters in common, in a row of five at least. */
function likeWord(term: Term, others: readonly Term[]): Term | undefined {
  const own = new Set(partsOf(term))
  let best: { readonly other: Term; readonly shared: number } | undefined
  for (const other of others) {
    const shared = partsOf(other).filter((part) => own.has(part)).length
    if (shared >= partsInFiveLetters && shared > (best?.shared ?? 0)) best = { other, shared }
  }
  return best?.other
}
