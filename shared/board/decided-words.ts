import * as Y from 'yjs'
import { RoundTarget, type Round } from '../workshop/round.ts'
import { readCluster } from './cluster.ts'
import { decidedWordsRoot, roundsRoot, textRoot } from './document.ts'
import { keyCountOf } from './yjs-internals.ts'

/**
 * The words about which rounds decided, where the note or the group has other words by now. A round freezes the words of its
 * options when it opens, and nothing is written then: the server keeps the words of an option right before their first change.
 * Opening a vote on thousands of notes therefore costs nothing, and the document grows only by words that differ.
 *
 * An entry `<option>/<number>` has the words of all rounds up to this number, back to the option's entry before.
 */
type RoundOptions = Pick<Round, 'number' | 'target' | 'options'>

/** Server only. Call it before the words of these notes and groups change, or go. */
export function keepDecidedWords(doc: Y.Doc, ids: Iterable<string>): void {
  for (const [key, words] of decidedWordsToKeep(doc, ids)) decidedWordsRoot(doc).set(key, words)
}

/** The entries that a change of these notes and groups makes. */
export function decidedWordsToKeep(doc: Y.Doc, ids: Iterable<string>): ReadonlyMap<string, string> {
  const kept = new Map<string, string>()
  if (keyCountOf(roundsRoot(doc)) === 0) return kept
  const latest = latestRoundsOf(doc)
  for (const id of ids) {
    const round = latest.get(id)
    if (!round || decidedWordsRoot(doc).has(keyOf(id, round.number))) continue
    const words = wordsNow(doc, round.target, id)
    if (words !== undefined) kept.set(keyOf(id, round.number), words)
  }
  return kept
}

/** Server only: the words that a round of a file or of a checkpoint was about. */
export function writeDecidedWords(
  doc: Y.Doc,
  { number, target, options, texts = {} }: RoundOptions & Pick<Round, 'texts'>,
): void {
  if (target === RoundTarget.texts) return
  for (const option of options) {
    const words = Object.hasOwn(texts, option) ? texts[option] : undefined
    if (words !== undefined) decidedWordsRoot(doc).set(keyOf(option, number), words.toWellFormed())
  }
}

/** The words of this round's options that have been changed since; undefined when none has. */
export function decidedWordsOf(doc: Y.Doc, { number, target, options }: RoundOptions): Round['texts'] {
  if (target === RoundTarget.texts || keyCountOf(decidedWordsRoot(doc)) === 0) return undefined
  const { words, byRound } = keptWordsOf(doc)
  const known = byRound.get(number)
  if (known) return known.texts
  const changed = options.flatMap((option): readonly (readonly [string, string])[] => {
    const entry = words.get(option)?.find((each) => each.until >= number)
    return entry ? [[option, entry.words]] : []
  })
  const texts = changed.length > 0 ? Object.fromEntries(changed) : undefined
  byRound.set(number, { texts })
  return texts
}

function keyOf(option: string, number: number): string {
  return `${option}/${number}`
}

function wordsNow(doc: Y.Doc, target: Round['target'], id: string): string | undefined {
  if (target === RoundTarget.clusters) return readCluster(doc, id)?.title
  // Not the whole note: an update may remove thousands.
  const text = textRoot(doc).get(id)
  return text instanceof Y.Text ? text.toString() : undefined
}

/** By option the last round about it: rounds may have 100,000 options. */
const latestRoundsOf = rememberedFor(roundsRoot, (rounds) => {
  const latest = new Map<string, RoundOptions>()
  for (const entry of rounds.values()) {
    if (typeof entry !== 'object' || entry === null) continue
    const round = entry as Round
    if (round.target === RoundTarget.texts) continue
    for (const option of round.options)
      if ((latest.get(option)?.number ?? 0) < round.number) latest.set(option, round)
  }
  return latest
})

interface KeptWords {
  /** By option its entries, oldest first. */
  readonly words: ReadonlyMap<string, readonly { readonly until: number; readonly words: string }[]>
  /** The answers so far, by the number of the round: readers compare rounds by identity. */
  readonly byRound: Map<number, { readonly texts: Round['texts'] }>
}

const keptWordsOf = rememberedFor(decidedWordsRoot, (root): KeptWords => {
  const kept = new Map<string, { readonly until: number; readonly words: string }[]>()
  for (const [key, words] of root) {
    const end = key.lastIndexOf('/')
    const until = Number(key.slice(end + 1))
    if (end <= 0 || !Number.isInteger(until) || typeof words !== 'string') continue
    const option = key.slice(0, end)
    kept.set(option, [...(kept.get(option) ?? []), { until, words }])
  }
  for (const all of kept.values()) all.sort((a, b) => a.until - b.until)
  return { words: kept, byRound: new Map() }
})

/** Reads a root again only when it has more entries: those of both roots keep their options and their words. */
function rememberedFor<Value>(
  rootOf: (doc: Y.Doc) => Y.Map<unknown>,
  read: (root: Y.Map<unknown>) => Value,
): (doc: Y.Doc) => Value {
  const memories = new WeakMap<Y.Doc, { readonly count: number; readonly value: Value }>()
  return (doc) => {
    const count = keyCountOf(rootOf(doc))
    let known = memories.get(doc)
    if (known?.count !== count) memories.set(doc, (known = { count, value: read(rootOf(doc)) }))
    return known.value
  }
}
