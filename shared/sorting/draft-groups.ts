import { UndirectedGraph } from 'graphology'
import louvainModule from 'graphology-communities-louvain'
import type { Language } from '../board/document.ts'
import { readWords, vectorsOf, type KnownText, type SortedNote, type Vector } from './sorted-note.ts'

/** Notes that words would put together. */
export interface DraftGroup {
  readonly notes: readonly string[]
  /** The words that most of them have in common. */
  readonly words: readonly string[]
}

/** Whether the notes are alike enough for a draft, and the draft. */
export interface Draft {
  /** The part of the notes that are like another one. */
  readonly alike: number
  readonly isOpen: boolean
  readonly groups: readonly DraftGroup[]
}

/** Two notes with so much in common are neighbours. */
const leastLikeness = 0.25
/** So many notes must have a neighbour. */
const leastAlike = 0.45
const mostWords = 3

/** The package is CommonJS, and its types say that it is a module. */
const louvain = louvainModule as unknown as (typeof louvainModule)['default']

/** Draws up groups of these notes by their words. Notes without a neighbour stay alone. */
export function draftGroups(notes: readonly KnownText[], board: Language): Draft {
  const known = notes.map((note) => readWords(note, board))
  const edges = neighboursAmong(vectorsOf(known))
  const alike = new Set(edges.flatMap(({ one, other }) => [one, other])).size / Math.max(1, notes.length)
  if (alike < leastAlike) return { alike, isOpen: false, groups: [] }
  const graph = new UndirectedGraph()
  for (const { one, other } of edges) for (const end of [one, other]) graph.mergeNode(end)
  for (const { one, other, likeness } of edges) graph.addEdge(one, other, { weight: likeness })
  // The same notes give the same draft.
  const communities = louvain(graph, { randomWalk: false })
  const groups = new Map<number, SortedNote[]>()
  for (const [index, note] of known.entries()) {
    const community = communities[index]
    if (community === undefined) continue
    const group = groups.get(community) ?? []
    group.push(note)
    groups.set(community, group)
  }
  return {
    alike,
    isOpen: true,
    groups: [...groups.values()]
      .sort((a, b) => b.length - a.length)
      .map((group) => ({ notes: group.map(({ id }) => id), words: wordsOfMost(group) })),
  }
}

interface Edge {
  readonly one: number
  readonly other: number
  readonly likeness: number
}

/**
 * The pairs of notes with much in common. Only notes that share a part are compared. Indexes in plain loops: of 10,000 notes
 * there are 50 million pairs.
 */
function neighboursAmong(vectors: readonly Vector[]): readonly Edge[] {
  const holders = new Map<string, Holders>()
  const edges: Edge[] = []
  const products = new Float64Array(vectors.length)
  for (const [one, vector] of vectors.entries()) {
    products.fill(0, 0, one)
    for (const [part, weight] of vector) {
      const having = holders.get(part) ?? { notes: [], weights: [] }
      addProducts(products, having, weight)
      having.notes.push(one)
      having.weights.push(weight)
      holders.set(part, having)
    }
    for (let other = 0; other < one; other += 1) {
      const likeness = products[other] ?? 0
      if (likeness >= leastLikeness) edges.push({ one, other, likeness })
    }
  }
  return edges
}

/** The notes that have a part, each with its weight there. */
interface Holders {
  readonly notes: number[]
  readonly weights: number[]
}

function addProducts(products: Float64Array, { notes, weights }: Holders, weight: number): void {
  for (let at = 0; at < notes.length; at += 1) {
    const note = notes[at] ?? 0
    products[note] = (products[note] ?? 0) + weight * (weights[at] ?? 0)
  }
}

function wordsOfMost(notes: readonly SortedNote[]): readonly string[] {
  const counts = new Map<string, { readonly word: string; count: number }>()
  for (const { terms, stems } of notes) {
    for (const stem of stems) {
      const known = counts.get(stem)
      const word = terms.find((term) => term.stem === stem)?.word ?? stem
      if (known) known.count += 1
      else counts.set(stem, { word, count: 1 })
    }
  }
  return [...counts.values()]
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, mostWords)
    .map(({ word }) => word)
}
