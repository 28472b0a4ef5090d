import { diffArrays } from 'diff'
import type { Language } from '../board/document.ts'
import { adoptedId, type Lineage, type LineageGraft } from './lineage.ts'
import { textWords, type TextWord, bareWord } from './text-words.ts'

/** Articles, prepositions and conjunctions, without accents: they belong to the words after them. */
const linkingWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(
    `a afin au aucun aucune aupres aux avec ce ces cet cette chaque chez comme d dans de depuis des donc du en entre et jusqu
    l la le les leur leurs lorsqu lorsque mais mes nos notre ni ou par parmi pendant pour puisqu puisque qu quand que qui sa sans
    selon ses si son sous sur un une vers vos votre`.split(/\s+/u),
  ),
  en: new Set(
    `a about after against an and any as at because before behind between but by during each even every for from how if in into its
    my no nor not of on onto or our so than that the their these this those through to toward towards under until when where which
    while who whom whose why with within without your`.split(/\s+/u),
  ),
}

/** Pronouns and short forms that count as words of their own elsewhere. */
const shortForms: Readonly<Record<Language, RegExp>> = {
  fr: /^quelqu['’]une?$/iu,
  en: /n['’]t$|^(?:he|here|i|it|she|that|there|they|we|what|who|you)['’]/iu,
}

/** True for an opening mark, and for a word that only leads on to the next one. */
function leadsOn({ text, isWord }: TextWord, language: Language): boolean {
  return isWord ? linkingWords[language].has(bareWord(text)) : /^[«“‘([]/u.test(text)
}

/** True for a word that ends at its apostrophe: l’équipe, qu’aucun. */
function isElided({ text, isWord }: TextWord): boolean {
  return isWord && /['’]$/u.test(text)
}

/** True for a word that says something without the words around it. */
function tells(word: TextWord, language: Language): boolean {
  return word.isTelling && !isElided(word) && !shortForms[language].test(word.text)
}

/** Words of a sentence that came in together. All phrases of a sentence are its words in their order. */
export interface Phrase {
  readonly start: number
  readonly end: number
  readonly text: string
  /** The thing with which these words came in: the earliest version, proposal, group or note that has them. */
  readonly origin: string
}

/** Fewer equal words than these are chance, unless two of them tell something. Not measured. */
const leastWords = 3
const leastTelling = 2

/**
 * How far back words are followed: so many things, and so many letters times letters that are compared. Three hundred
 * comparisons of long sentences. Somebody who ties long notes together keeps nobody waiting.
 */
const mostThings = 400
const mostCompared = 12_000_000

/**
 * The phrases of a version, or of the adopted sentence. Words are followed from a version to the one before, along grafts to
 * the statement that they were taken from, and from the first version to the notes that it grew from.
 */
export function phrasesOf(
  lineage: Lineage,
  id: string,
  graftsOf: (version: string) => readonly LineageGraft[],
  language: Language,
): readonly Phrase[] {
  const thing = lineage.get(id)
  if (!thing) return []
  const known = new Map<string, Traced>()
  const sources = sourcesBehind(lineage, id)
  const { words, origins } = traced(lineage, id, { known, sources, graftsOf, language })
  const runs: Run[] = []
  for (const [index, word] of words.entries()) {
    // An elided word belongs to the one after it: l’équipe, qu’aucun.
    const origin = origins[isElided(word) ? index + 1 : index] ?? id
    const last = runs.at(-1)
    if (last && (last.origin === origin || !word.isWord)) last.words.push(word)
    else runs.push({ words: [word], origin })
  }
  return withLeadingWords(joined(runs, language), language).flatMap(({ words: own, origin }) => {
    const [start, end] = [own[0]?.start ?? 0, own.at(-1)?.end ?? 0]
    const source = origin === adoptedId ? (thing.sources[0] ?? id) : origin
    return [{ start, end, text: thing.text.slice(start, end), origin: source }]
  })
}

interface Run {
  readonly words: TextWord[]
  readonly origin: string
}

/** Function words alone are no phrase. They belong to the phrase before them, at the beginning to the one after. */
function joined(runs: readonly Run[], language: Language): readonly Run[] {
  const isTold = (words: readonly TextWord[]) => words.some((word) => tells(word, language))
  const phrases: Run[] = []
  for (const run of runs) {
    const last = phrases.at(-1)
    if (last && (!isTold(run.words) || last.origin === run.origin)) last.words.push(...run.words)
    else if (last && !isTold(last.words))
      phrases[phrases.length - 1] = { words: [...last.words, ...run.words], origin: run.origin }
    else phrases.push({ words: [...run.words], origin: run.origin })
  }
  return phrases
}

/** Words that only lead on stand with the phrase that they lead to: “share it | and win”, not “share it and | win”. */
function withLeadingWords(phrases: readonly Run[], language: Language): readonly Run[] {
  const moved = phrases.map(({ words, origin }) => ({ words: [...words], origin }))
  for (const [index, { words }] of moved.entries()) {
    const from = words.findLastIndex((word) => !leadsOn(word, language)) + 1
    // The last phrase leads nowhere, and each keeps a word that tells something.
    if (words.slice(0, from).some((word) => tells(word, language)))
      moved[index + 1]?.words.unshift(...words.splice(from))
  }
  return moved
}

interface Traced {
  readonly words: readonly TextWord[]
  /** By word: the thing with which it came in. */
  readonly origins: readonly string[]
}

interface Tracing {
  /** What each thing is compared with. */
  readonly sources: ReadonlyMap<string, readonly string[]>
  readonly known: Map<string, Traced>
  readonly graftsOf: (version: string) => readonly LineageGraft[]
  readonly language: Language
}

/** The sources of these things that words are followed to, the nearest first. */
function sourcesBehind(lineage: Lineage, id: string): ReadonlyMap<string, readonly string[]> {
  const found = new Set([id])
  const behind = new Map<string, readonly string[]>()
  let room = mostCompared
  for (const each of found) {
    const { text, sources } = lineage.get(each) ?? { text: '', sources: [] }
    const near = sources.filter((source) => {
      const cost = text.length * (lineage.get(source)?.text.length ?? 0)
      if (cost > room || (found.size >= mostThings && !found.has(source))) return false
      room -= cost
      found.add(source)
      return true
    })
    behind.set(each, near)
  }
  return behind
}

function traced(lineage: Lineage, id: string, tracing: Tracing): Traced {
  const found = tracing.known.get(id)
  if (found) return found
  const thing = lineage.get(id)
  const words = textWords(thing?.text ?? '', tracing.language)
  const origins = words.map((): string | undefined => undefined)
  // References that went round were left out, so this ends.
  const sources = (tracing.sources.get(id) ?? []).map((source) => ({
    id: source,
    ...traced(lineage, source, tracing),
  }))
  for (const { start, end } of tracing.graftsOf(id)) {
    const phrase = words.flatMap((word, index) => (word.start >= start && word.end <= end ? [index] : []))
    for (const source of sources) {
      const at = placeOf(
        phrase.map((index) => words[index]),
        source.words,
      )
      if (at === undefined) continue
      for (const [offset, index] of phrase.entries()) origins[index] ??= source.origins[at + offset]
      break
    }
  }
  for (const source of sources) {
    const isVersion = lineage.get(source.id)?.column === 'version'
    for (const run of equalRuns(source.words, words)) {
      if (!isVersion && !isTelling(words, run, tracing.language)) continue
      for (const [from, to] of run) origins[to] ??= source.origins[from]
    }
  }
  const result = { words, origins: origins.map((origin) => origin ?? id) }
  tracing.known.set(id, result)
  return result
}

/** The stretches of a sentence that another text has, too, where their words tell something. */
export function sharedStretches(
  text: string,
  sentence: string,
  language: Language,
): readonly Pick<Phrase, 'start' | 'end'>[] {
  const [from, to] = [textWords(text, language), textWords(sentence, language)]
  return equalRuns(from, to).flatMap((run) => {
    if (!isTelling(to, run, language)) return []
    const places = run.flatMap(([, index]) => to[index] ?? [])
    return [{ start: places[0]?.start ?? 0, end: places.at(-1)?.end ?? 0 }]
  })
}

type EqualRun = readonly (readonly [from: number, to: number])[]

/** Words that both texts have, in runs: in the same order, and phrases of two words or more that were moved. */
function equalRuns(before: readonly TextWord[], after: readonly TextWord[]): readonly EqualRun[] {
  const keys = (words: readonly TextWord[]) => words.map(({ key }) => key)
  const runs: EqualRun[] = []
  const removed: number[][] = []
  const added: number[][] = []
  let [from, to] = [0, 0]
  for (const change of diffArrays(keys(before), keys(after))) {
    const indexes = (first: number) => Array.from({ length: change.count }, (_, offset) => first + offset)
    if (change.added) added.push(indexes(to))
    else if (change.removed) removed.push(indexes(from))
    else runs.push(indexes(from).map((index) => [index, index - from + to] as const))
    if (!change.added) from += change.count
    if (!change.removed) to += change.count
  }
  for (const run of added) {
    const phrase = run.filter((index) => after[index]?.isWord)
    if (phrase.length < 2) continue
    for (const gone of removed) {
      const at = placeOf(
        run.map((index) => after[index]),
        gone.map((index) => before[index]),
      )
      const first = gone[at ?? -1]
      if (first !== undefined) runs.push(run.map((index, offset) => [first + offset, index] as const))
    }
  }
  return runs
}

/** Where these words stand in a text, one after the other. */
function placeOf(
  phrase: readonly (TextWord | undefined)[],
  text: readonly (TextWord | undefined)[],
): number | undefined {
  if (phrase.length === 0) return undefined
  const at = text.findIndex((_, start) =>
    phrase.every((word, offset) => word !== undefined && text[start + offset]?.key === word.key),
  )
  return at < 0 ? undefined : at
}

function isTelling(words: readonly TextWord[], run: EqualRun, language: Language): boolean {
  const own = run.flatMap(([, to]) => words[to] ?? []).filter(({ isWord }) => isWord)
  const telling = own.filter((word) => tells(word, language)).length
  return telling >= leastTelling || (own.length >= leastWords && telling > 0)
}
