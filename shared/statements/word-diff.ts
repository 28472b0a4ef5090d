import { diffArrays } from 'diff'
import type { Language } from '../board/document.ts'
import { keyOf, textWords, type TextWord } from './text-words.ts'

/**
 * A stretch of two texts in reading order. All `same` and `added` texts are the later text, letter for letter. All `same`
 * and `removed` texts are the earlier one, but for spaces, apostrophes and the capitals of sentences.
 */
export interface DiffPiece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
  /** The same words were removed in one place and added in another. */
  readonly isMoved: boolean
}

/** Shorter phrases that stand in both places are chance. Not measured. */
const leastMovedWords = 2

/** So few words between two changes that they are read with the changes. Not measured. */
const mostIslandWords = 2

/**
 * Two sentences at their limits that have no word in common have fewer. Beyond it all words were written again: a report
 * compares hundreds of versions.
 */
const mostEdits = 300

/** Compares two texts word by word. */
export function wordDiff(before: string, after: string, language: Language): readonly DiffPiece[] {
  const [earlier, later] = [textWords(before, language), textWords(after, language)]
  const [old, next] = [asIn(later, earlier), asIn(earlier, later)]
  const runs = joinIslands(runsOf(old, next)).flatMap(trimmed)
  const moved = movedRuns(runs)
  const pieces = runs.flatMap((run, index): DiffPiece[] =>
    run.kind === 'same'
      ? [{ kind: 'same', text: written(run.added), isMoved: false }]
      : (['removed', 'added'] as const).flatMap((kind) => {
          const words = run[kind]
          if (words.length === 0) return []
          const text = written(words) + (run.added.length === 0 ? spaceBefore(runs[index + 1]) : '')
          return [{ kind, text, isMoved: moved[kind].has(movedKey(words)) }]
        }),
  )
  const rest = after.slice(next.at(-1)?.end ?? 0)
  return rest === '' ? pieces : [...pieces, { kind: 'same', text: rest, isMoved: false }]
}

/**
 * A word that begins a sentence may keep its capital behind new words: "Rendre" as in "Ensemble, Rendre". Its key is then
 * that of the other text.
 */
function asIn(other: readonly TextWord[], words: readonly TextWord[]): readonly TextWord[] {
  const keys = new Set(other.map(({ key }) => key))
  return words.map((word) => {
    const written = keyOf(word.text)
    return !keys.has(word.key) && keys.has(written) ? { ...word, key: written } : word
  })
}

/** The space that went with the words before it: the later text begins here, or goes on without one. */
function spaceBefore(run: Run | undefined): string {
  const [old, next] = [run?.removed[0], run?.added[0]]
  return old && next?.space === '' ? old.space : ''
}

/** Two words that stand for one another do not touch where they are shown beside each other. A comma touches the word before it. */
export function isApart(piece: DiffPiece, follows: DiffPiece | undefined): boolean {
  return follows?.kind === 'removed' && piece.kind === 'added' && !/^[\s\p{Po}\p{Pe}\p{Pf}]/u.test(piece.text)
}

/** Words that both texts have (the same in `removed` and `added`), or words that stand for one another. */
interface Run {
  readonly kind: 'same' | 'changed'
  readonly removed: readonly TextWord[]
  readonly added: readonly TextWord[]
}

function runsOf(old: readonly TextWord[], next: readonly TextWord[]): readonly Run[] {
  const runs: Run[] = []
  let [from, to] = [0, 0]
  const keys = (words: readonly TextWord[]) => words.map(({ key }) => key)
  const changes = diffArrays(keys(old), keys(next), { maxEditLength: mostEdits }) ?? [
    { removed: true, added: false, count: old.length },
    { removed: false, added: true, count: next.length },
  ]
  for (const { added, removed, count } of changes) {
    const last = runs.at(-1)
    const run: Run = {
      kind: added || removed ? 'changed' : 'same',
      removed: added ? [] : old.slice(from, from + count),
      added: removed ? [] : next.slice(to, to + count),
    }
    if (!added) from += count
    if (!removed) to += count
    if (last?.kind === 'changed' && run.kind === 'changed') runs[runs.length - 1] = joined(last, run)
    else runs.push(run)
  }
  return runs
}

function joined(...runs: readonly Run[]): Run {
  return {
    kind: 'changed',
    removed: runs.flatMap(({ removed }) => removed),
    added: runs.flatMap(({ added }) => added),
  }
}

/** One change instead of two that have a small word or a comma between them. */
function joinIslands(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = []
  for (const [index, run] of runs.entries()) {
    const [before, island, after] = [result.at(-2), result.at(-1), run]
    if (index >= 2 && before && island && after.kind === 'changed' && isIsland(before, island, after))
      result.splice(-2, 2, joined(before, island, after))
    else result.push(run)
  }
  return result
}

/** Words that both sides of a change begin or end with are no part of it. */
function trimmed(run: Run): readonly Run[] {
  if (run.kind === 'same') return [run]
  const { removed, added } = run
  const most = Math.min(removed.length, added.length)
  const isSame = (from: number, to: number) => removed.at(from)?.key === added.at(to)?.key
  let [head, tail] = [0, 0]
  while (head < most && isSame(head, head)) head += 1
  while (tail < most - head && isSame(-1 - tail, -1 - tail)) tail += 1
  const ends = { removed: removed.length - tail, added: added.length - tail }
  return [
    { kind: 'same' as const, removed: removed.slice(0, head), added: added.slice(0, head) },
    {
      kind: 'changed' as const,
      removed: removed.slice(head, ends.removed),
      added: added.slice(head, ends.added),
    },
    { kind: 'same' as const, removed: removed.slice(ends.removed), added: added.slice(ends.added) },
  ].filter((each) => each.removed.length + each.added.length > 0)
}

function isIsland(before: Run, island: Run, after: Run): boolean {
  const words = island.added.filter(({ isWord }) => isWord)
  if (before.kind !== 'changed' || island.kind !== 'same' || words.length > mostIslandWords) return false
  if (![before, after].every(hasWords)) return false
  // Two numbers are two changes: 3 h 15 for 900 people.
  if ([before, after].every(isNumber) && words.some((word) => !isHour(word))) return false
  const telling = words.filter(({ isTelling }) => isTelling).length
  // One word that says something stays an anchor, unless both of its sides were written again.
  return telling === 0 || (telling === 1 && Math.min(sizeOf(before), sizeOf(after)) > mostIslandWords)
}

/** False for marks and pictures alone. */
function hasWords({ removed, added }: Run): boolean {
  return [...removed, ...added].some(({ isWord }) => isWord)
}

/** True for a number that stands for another one: 30, 3 h 15. */
function isNumber({ removed, added }: Run): boolean {
  return [...removed, ...added].every((word) => !word.isWord || isHour(word) || /\d/u.test(word.text))
}

function isHour({ key }: TextWord): boolean {
  return key === 'h'
}

/** How many words were written again: a deletion or an insertion alone leaves its neighbours as they are. */
function sizeOf({ removed, added }: Run): number {
  const count = (words: readonly TextWord[]) => words.filter(({ isWord }) => isWord).length
  return Math.min(count(removed), count(added))
}

/** The phrases that were removed in one place and added in another. */
function movedRuns(runs: readonly Run[]): Readonly<Record<'removed' | 'added', ReadonlySet<string>>> {
  const changed = runs.filter(({ kind }) => kind === 'changed')
  const removed = new Set(changed.map((run) => movedKey(run.removed)))
  const added = new Set(changed.map((run) => movedKey(run.added)))
  const both = new Set([...removed].filter((key) => key !== '' && added.has(key)))
  return { removed: both, added: both }
}

/** The words of a phrase without its marks; empty when it is too short to be known again. */
function movedKey(words: readonly TextWord[]): string {
  const phrase = words.filter(({ isWord }) => isWord)
  return phrase.length < leastMovedWords || !phrase.some(({ isTelling }) => isTelling)
    ? ''
    : phrase.map(({ key }) => key.toLowerCase()).join(' ')
}

function written(words: readonly TextWord[]): string {
  return words.map(({ space, text }) => space + text).join('')
}
