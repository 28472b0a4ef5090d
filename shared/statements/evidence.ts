import type { Language } from '../board/document.ts'
import { namesToFind, notFoundIn, textsToFind, type NameToFind } from '../sorting/unmentioned.ts'
import { folded } from '../text/folded.ts'
import type { Round } from '../workshop/round.ts'
import { specificityIn } from '../workshop/specificity.ts'
import { isAboutTheirs, theirResults, type TheirResult } from '../workshop/theirs.ts'
import { choicesOf, type Choices } from '../workshop/tally.ts'
import type { WornQuestion } from './worn-lists.ts'
import { wornWords } from './worn-words.ts'

/** A sentence whose evidence is gathered, in the words that it has now. */
export interface KnownSentence {
  /** Of the statement. */
  readonly id: string
  readonly text: string
}

/** Everything that a board knows of its sentences. */
export interface EvidenceFacts {
  readonly language: Language
  readonly statements: readonly { readonly id: string; readonly number: number }[]
  /** Oldest first. */
  readonly versions: readonly KnownVersion[]
  /** Under other names, oldest first. */
  readonly tests: readonly TestRound[]
  /** On the map, nearest first. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** Those that people agreed to, each with the person on the map whose need it is. */
  readonly needs: readonly { readonly id: string; readonly person: string; readonly text: string }[]
  readonly answers: readonly WrittenAnswer[]
}

export interface KnownVersion {
  readonly id: string
  readonly statement: string
  readonly number: number
  readonly text: string
  readonly grafts?: readonly { readonly from: string }[]
}

export type TestRound = Pick<
  Round,
  'about' | 'options' | 'texts' | 'labels' | 'totals' | 'scores' | 'passes' | 'withheld'
>

/** Words that somebody wrote about a version, once everybody may read them. */
export interface WrittenAnswer {
  readonly kind: 'opposite' | 'who' | 'monday'
  readonly version: string
  readonly text: string
  /** So many found it defensible; 0 where nobody was asked. */
  readonly defended: number
}

/** The version that a test was about, and whether the words are others by now. Null: the words as they are. */
interface About {
  readonly version: number | null
  readonly isStale: boolean
}

export type EvidenceItem = About &
  (
    | SwapEvidence
    | {
        readonly kind: 'people'
        readonly named: readonly string[]
        readonly forgotten: readonly NeedOf[]
        /** All agreed needs, of everybody on the map. */
        readonly needs: number
      }
    | {
        readonly kind: 'worn'
        readonly words: readonly { readonly text: string; readonly question: WornQuestion }[]
      }
    | { readonly kind: 'opposite'; readonly text: string; readonly defended: number; readonly of: number }
    /** How many could sign the purposes of others as they are. */
    | { readonly kind: 'theirs'; readonly purposes: readonly TheirResult[] }
    | { readonly kind: 'who' | 'monday'; readonly texts: readonly string[] }
    | {
        readonly kind: 'versions'
        readonly count: number
        /** Numbers of the sentences that gave it phrases. */
        readonly grafted: readonly number[]
      }
  )

interface SwapEvidence {
  readonly kind: 'swap'
  readonly no: number
  readonly answered: number
  readonly isSpecific: boolean
  readonly names: readonly ({ readonly name: string } & Choices)[]
  /** The names for which "Yes" and "Almost" outweigh "No". */
  readonly couldSign: readonly string[]
}

interface NeedOf {
  readonly person: string
  readonly need: string
}

/**
 * The evidence on a sentence, in the order in which it helps: the tests first. Pure. An item that has nothing to say is
 * left out.
 */
export function evidenceOf(sentence: KnownSentence, facts: EvidenceFacts): readonly EvidenceItem[] {
  const versions = facts.versions.filter(({ statement }) => statement === sentence.id)
  const about = ({ number, text }: KnownVersion): About => ({
    version: number,
    isStale: spaced(text) !== spaced(sentence.text),
  })
  return [
    ...swapItem(versions, facts, about),
    ...theirsItem(facts),
    ...peopleItem(sentence, facts),
    ...wornItem(sentence, facts),
    ...(['opposite', 'who', 'monday'] as const).flatMap((kind) => writtenItem(kind, versions, facts, about)),
    ...versionsItem(versions, facts),
  ]
}

/** The vague words of a sentence for people, and those of the map whom it names. */
export function whoIn(
  text: string,
  facts: Pick<EvidenceFacts, 'people' | 'needs' | 'language'>,
): { readonly vague: readonly string[]; readonly named: readonly string[] } {
  const vague = wornWords(text, facts.language).filter(({ question }) => question === 'who')
  const [people] = peopleItem({ id: '', text }, facts)
  return {
    vague: onceEach(vague.map(({ start, end }) => text.slice(start, end))),
    named: people?.kind === 'people' ? people.named : [],
  }
}

/** They are about no version of ours: the shares are the same for all sentences. */
function theirsItem({ tests }: EvidenceFacts): readonly EvidenceItem[] {
  const round = tests.findLast((each) => each.totals !== null && isAboutTheirs(each))
  const purposes = round ? theirResults(round).filter(({ share }) => share !== null) : []
  return purposes.length > 0 ? [{ kind: 'theirs', ...now, purposes }] : []
}

const now: About = { version: null, isStale: false }

function spaced(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
}

type ToAbout = (version: KnownVersion) => About

/** The last test that published answers. */
function swapItem(
  versions: readonly KnownVersion[],
  { tests }: EvidenceFacts,
  about: ToAbout,
): readonly EvidenceItem[] {
  const round = tests.findLast(
    ({ totals, about: id }) => totals !== null && versions.some((version) => version.id === id),
  )
  const version = versions.find(({ id }) => id === round?.about)
  if (!round || !version) return []
  const { no, answered, isSpecific } = specificityIn(round)
  if (answered === 0) return []
  const names = round.options
    .filter((option) => round.withheld?.includes(option) !== true)
    .map((option) => ({ name: round.labels?.[option] ?? '', ...choicesOf(round, option) }))
    .filter(({ answered }) => answered > 0)
  const couldSign = names.filter(({ no, answered }) => no * 2 < answered).map(({ name }) => name)
  return [{ kind: 'swap', ...about(version), no, answered, isSpecific, names, couldSign }]
}

interface NamesToFind {
  readonly people: readonly NameToFind[]
  readonly needs: readonly NameToFind[]
}

/** All sentences of a board look for the same people and needs, which are read once. */
const readNames = new WeakMap<Named, NamesToFind>()
type Named = Pick<EvidenceFacts, 'people' | 'needs' | 'language'>

function namesOf(facts: Named): NamesToFind {
  const { people, needs, language } = facts
  const names = people.map(({ id, name }) => ({ id, text: name }))
  const read = readNames.get(facts) ?? {
    people: namesToFind(names, language),
    needs: textsToFind(needs, language),
  }
  readNames.set(facts, read)
  return read
}

/** The people of the map who stand in the words, and the agreed needs of all others. */
function peopleItem({ text }: KnownSentence, facts: Named): readonly EvidenceItem[] {
  const { people, needs } = facts
  if (people.length === 0 || text.trim() === '') return []
  const names = namesOf(facts)
  const missing = new Set(notFoundIn([text], names.people))
  // Nobody can look for a name that has small words alone.
  const findable = new Set(names.people.flatMap(({ id, words }) => (words.length > 0 ? [id] : [])))
  const named = people.filter(({ id }) => findable.has(id) && !missing.has(id))
  const unmet = new Set(notFoundIn([text], names.needs))
  const forgotten = needs.filter(({ id, person }) => missing.has(person) && unmet.has(id))
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? ''
  return [
    {
      kind: 'people',
      ...now,
      named: onceEach(named.map(({ name }) => name)),
      forgotten: forgotten.map(({ person, text: need }) => ({ person: nameOf(person), need })),
      needs: needs.length,
    },
  ]
}

function wornItem({ text }: KnownSentence, { language }: EvidenceFacts): readonly EvidenceItem[] {
  const found = wornWords(text, language).map(({ start, end, question }) => ({
    text: text.slice(start, end),
    question,
  }))
  const words = [
    ...new Map(found.toReversed().map((each) => [folded(each.text), each])).values(),
  ].toReversed()
  return words.length === 0 ? [] : [{ kind: 'worn', ...now, words }]
}

/** The answers to the latest version that has some: of opposites the one that most found defensible. */
function writtenItem(
  kind: WrittenAnswer['kind'],
  versions: readonly KnownVersion[],
  { answers }: EvidenceFacts,
  about: ToAbout,
): readonly EvidenceItem[] {
  const ofKind = answers.filter((answer) => answer.kind === kind && answer.text.trim() !== '')
  const version = versions.findLast(({ id }) => ofKind.some((answer) => answer.version === id))
  if (!version) return []
  const own = ofKind.filter((answer) => answer.version === version.id)
  if (kind !== 'opposite')
    return [{ kind, ...about(version), texts: onceEach(own.map(({ text }) => text.trim())) }]
  const [best] = own.toSorted((a, b) => b.defended - a.defended)
  if (!best) return []
  return [{ kind, ...about(version), text: best.text.trim(), defended: best.defended, of: own.length }]
}

function versionsItem(
  versions: readonly KnownVersion[],
  { statements, versions: all }: EvidenceFacts,
): readonly EvidenceItem[] {
  const last = versions.at(-1)
  if (!last) return []
  const numberOf = (from: string): readonly number[] => {
    const statement = all.find(({ id }) => id === from)?.statement ?? from
    return statements.flatMap(({ id, number }) => (id === statement && id !== last.statement ? [number] : []))
  }
  const grafted = new Set(versions.flatMap(({ grafts = [] }) => grafts.flatMap(({ from }) => numberOf(from))))
  return [
    { kind: 'versions', ...now, count: versions.length, grafted: [...grafted].toSorted((a, b) => a - b) },
  ]
}

function onceEach(texts: readonly string[]): readonly string[] {
  return [...new Map(texts.toReversed().map((text) => [folded(text), text])).values()].toReversed()
}
