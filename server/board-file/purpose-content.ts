import type { Agreement } from '#shared/workshop/tally.ts'
import type { Language } from '#shared/board/document.ts'
import { originIn, originName } from '#shared/board/origin.ts'
import { addTo } from '#shared/geometry/area.ts'
import type { AdoptionKind } from '#shared/workshop/adoption.ts'
import { cutTo } from '#shared/text/letters.ts'
import {
  purposeLimits,
  type PageColours,
  type PhraseMeaning,
  type PurposeDraft,
} from '#shared/workshop/purpose-page.ts'
import type { Account, AccountPurpose, StepResult } from './account.ts'
import { proposalsIn } from './made.ts'
import {
  livingOf,
  livingOffers,
  livingWords,
  type LivingOffer,
  type PageLiving,
  type PageStrangers,
} from './purpose-living.ts'
import type { PhraseOrigin, SentenceOrigins } from './lineage-account.ts'
import type { BoardSnapshot } from './snapshot.ts'

/** Everything that a board gives to its purpose page. */
export interface PurposeSource {
  /** Null until the group has adopted a sentence. */
  readonly purpose: PagePurpose | null
  /** The team's name in the answers of its template, else the title of the board. */
  readonly name: string
  readonly people: readonly ServedPerson[]
  readonly principles: readonly PagePrinciple[]
  readonly story: PageStory
  /** What else the page can show, each by choice. */
  readonly offers: readonly LivingOffer[]
  /** That of them which was chosen. */
  readonly living: PageLiving
  /** The board on another server that this one goes on from. */
  readonly origin?: PageOrigin
}

export interface PageOrigin {
  readonly title: string
  readonly adoptedAt: number
}

export interface PagePurpose {
  /** The exact words that were adopted. */
  readonly text: string
  /** SHA-256 of the words in UTF-8, hexadecimal. */
  readonly hash: string
  readonly language: Language
  readonly at: number
  readonly kind: AdoptionKind
  readonly voices: { readonly answered: number; readonly entitled: number }
  /** Why a facilitator adopted it in spite of an objection. */
  readonly reason?: string
  /** It came with a file, and a facilitator said when that it is theirs. */
  readonly isImported?: true
  readonly claimedAt?: number
}

/** Somebody for whom the team works. */
export interface ServedPerson {
  readonly id: string
  readonly who: string
  /** Without those that the group was asked about and did not agree to. */
  readonly needs: readonly string[]
}

export interface PagePrinciple {
  readonly choice: string
  readonly over: string
  readonly shows: string
  readonly betrays: string
}

/** How the sentence came about. */
export interface PageStory {
  /** Of the workshop; null on a board without an agenda. */
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly people: number
  readonly notes: number
  /** Notes of the steps from which the statements came. Absent on pages of earlier versions, and without such steps. */
  readonly proposals?: number
  /** The first version of the adopted statement; null when there was no other. */
  readonly first: string | null
  readonly versions: number
}

/** The content of one version of the page, frozen when it is published. */
export interface PurposeContent {
  readonly name: string
  readonly purpose: PagePurpose
  readonly meanings: readonly PageMeaning[]
  readonly people: readonly Omit<ServedPerson, 'id'>[]
  readonly principles: readonly PagePrinciple[]
  readonly promises: readonly string[]
  /** Absent on pages of earlier versions. */
  readonly living?: PageLiving
  readonly story: PageStory
  readonly reviewOn: string | null
  readonly colours: PageColours
  readonly emblem: PageEmblem | null
  /** Of a page that goes on from one on another server. */
  readonly origin?: PageOrigin
  /** Words in the other language by the words of the board's language. */
  readonly translations: Readonly<Record<string, string>>
  /** Whose days are written. Undefined: the server's. */
  readonly zone?: string
}

/** `means` is empty where facilitators have written nothing. */
export type PageMeaning = PhraseMeaning & PhraseOrigin

export interface PageEmblem {
  readonly type: string
  readonly width: number
  readonly height: number
}

/** The result of a step about the people for whom the team works. */
interface Ecosystem extends StepResult {
  readonly kind: 'ecosystem'
  readonly rings: readonly { readonly people: readonly string[] }[]
  readonly needs: readonly {
    readonly agreement: Agreement | null
    readonly need: string
    readonly words?: string
    readonly people: readonly string[]
  }[]
}

/** `shown`: ids of what the page shows besides. */
export function purposeSource(
  board: BoardSnapshot,
  account: Account,
  { shown, strangers }: { readonly shown: readonly string[]; readonly strangers: PageStrangers | null },
): PurposeSource {
  const { purpose, principles, agenda, participation } = account
  const team = board.agenda?.answers['team']
  const versions = board.versions.filter(({ statement }) => statement === purpose?.statement)
  const first = versions[0]?.text ?? null
  const proposals = proposalsIn(board)
  const origin = originIn(board.activities[originName])
  const pictures = new Map(board.notes.flatMap(({ photo }) => (photo ? [[photo.id, photo]] : [])))
  const asked = strangers?.sentence === purpose?.text ? strangers : null
  return {
    purpose: purpose && pagePurpose(purpose),
    name: typeof team === 'string' && team.trim() !== '' ? team.trim() : account.title,
    people: peopleOf(board, account),
    principles: principles.map(({ choice, over, shows, betrays }) => ({ choice, over, shows, betrays })),
    story: {
      startedAt: agenda?.startedAt ?? null,
      endedAt: agenda?.endedAt ?? null,
      people: participation.people,
      notes: account.notes,
      ...(proposals > 0 && { proposals }),
      first: first === purpose?.text ? null : first,
      versions: versions.length,
    },
    ...(origin?.isForeign && { origin: { title: inLine(origin.title), adoptedAt: origin.adoptedAt } }),
    offers: livingOffers(account, asked, pictures),
    living: livingOf(account, asked, shown, pictures),
  }
}

function pagePurpose({
  text,
  hash,
  language,
  at,
  kind,
  voices,
  reason,
  isImported,
  claimedAt,
}: AccountPurpose): PagePurpose {
  const { answered, entitled } = voices
  return {
    text,
    hash,
    language,
    at,
    kind,
    voices: { answered, entitled },
    ...(reason !== undefined && { reason }),
    ...(isImported && { isImported }),
    ...(claimedAt !== undefined && { claimedAt }),
  }
}

/** Nobody publishes unasked what was put to the group and not agreed. */
function isUndisputed({ agreement }: Ecosystem['needs'][number]): boolean {
  return !agreement || agreement.isAgreed
}

/** The results of the steps about the people for whom the team works. */
export function ecosystemsIn({ agenda }: Pick<Account, 'agenda'>): readonly Ecosystem[] {
  const results = agenda?.phases.flatMap(({ steps }) => steps.flatMap(({ result }) => result ?? [])) ?? []
  return results.filter((result): result is Ecosystem => result.kind === 'ecosystem')
}

/** Everybody on the rings, nearest first, with their needs. */
function peopleOf({ notes }: BoardSnapshot, { agenda }: Account): readonly ServedPerson[] {
  const ecosystems = ecosystemsIn({ agenda })
  const words = new Map(notes.map(({ id, text }) => [id, inLine(text)]))
  const needsOf = new Map<string, string[]>()
  for (const { rings } of ecosystems)
    for (const id of rings.flatMap(({ people }) => people)) needsOf.set(id, needsOf.get(id) ?? [])
  for (const { needs } of ecosystems)
    for (const { need, words: agreed, people } of needs.filter(isUndisputed))
      for (const id of people)
        addTo(needsOf, id, agreed === undefined ? (words.get(need) ?? '') : inLine(agreed))
  return [...needsOf].flatMap(([id, needs]) => {
    const who = words.get(id) ?? ''
    return who === '' ? [] : [{ id, who, needs: [...new Set(needs)].filter((need) => need !== '') }]
  })
}

/** On one line, and as long as a page can bear. No-break spaces stay: French sets them before its signs. */
function inLine(text: string): string {
  const line = text.replaceAll(/[^\S\u00A0\u202F]+/g, ' ').trim()
  return line.length <= purposeLimits.words ? line : `${cutTo(line, purposeLimits.words - 1).trimEnd()}…`
}

export interface PageFacts {
  readonly origins: SentenceOrigins
  readonly emblem: PageEmblem | null
  readonly zone: string | undefined
}

/** The page as it would be published now. Undefined before the group has adopted a sentence. */
export function purposeContent(
  source: PurposeSource,
  draft: PurposeDraft,
  { origins, emblem, zone }: PageFacts,
): PurposeContent | undefined {
  const { purpose, principles, story, living } = source
  if (!purpose) return undefined
  const chosen = draft.people
  const people = chosen
    ? chosen.flatMap((id) => source.people.find((person) => person.id === id) ?? [])
    : source.people.filter(({ needs }) => needs.length > 0).slice(0, purposeLimits.people)
  return {
    name: draft.name === '' ? source.name : draft.name,
    purpose,
    meanings: meaningsOf(draft, purpose, origins),
    people: people.map(({ who, needs }) => ({ who, needs })),
    principles,
    promises: draft.promises,
    living,
    story,
    reviewOn: draft.reviewOn,
    colours: draft.colours,
    emblem,
    translations: draft.translations,
    ...(zone !== undefined && { zone }),
    ...(source.origin && { origin: source.origin }),
  }
}

/** Without a word of the facilitators: the phrases that came from people's notes, so that the page says where from. */
function meaningsOf(
  { meanings }: PurposeDraft,
  { text }: PagePurpose,
  { phrases, of }: SentenceOrigins,
): readonly PageMeaning[] {
  // A phrase of an earlier sentence says nothing about this one.
  const written = meanings.filter(({ phrase }) => phrase !== '' && text.includes(phrase))
  const shown = written.length > 0 ? written : phrases.map((phrase) => ({ phrase, means: '' }))
  return shown
    .slice(0, purposeLimits.meanings)
    .map(({ phrase, means }) => ({ phrase, means, ...of(phrase) }))
    .filter(({ means, sources }) => means !== '' || sources.length > 0)
}

/** The languages of the page, that of the board first: the other one needs the sentence in it. */
export function languagesOf({ purpose, translations }: PurposeContent): readonly Language[] {
  const isTranslated = translationOf(translations, purpose.text) !== ''
  return isTranslated ? [purpose.language, otherThan(purpose.language)] : [purpose.language]
}

/** All words of people on the page, each once, in its order. */
export function peopleWordsOf(content: PurposeContent): readonly string[] {
  const { purpose, meanings, people, principles, promises, living } = content
  const all = [
    purpose.text,
    ...meanings.flatMap(({ phrase, means }) => [phrase, means]),
    ...people.flatMap(({ who, needs }) => [who, ...needs]),
    ...principles.flatMap(({ choice, over, shows, betrays }) => [choice, over, shows, betrays]),
    ...promises,
    ...(living ? livingWords(living) : []),
  ]
  return [...new Set(all)].filter((text) => text !== '')
}

/** The ids of the pictures of stories on the page, each once. */
export function picturesOn({ living }: PurposeContent): readonly string[] {
  return [...new Set((living?.stories ?? []).flatMap(({ picture }) => picture?.id ?? []))]
}

function otherThan(language: Language): Language {
  return language === 'fr' ? 'en' : 'fr'
}

/** Somebody's word may be "constructor": only the draft's own words count. */
function translationOf(translations: PurposeContent['translations'], text: string): string {
  return Object.hasOwn(translations, text) ? (translations[text] ?? '') : ''
}

/** Words as a reader of the page in this language gets them, with the language that they are in. */
export interface SaidWords {
  readonly text: string
  readonly language: Language
}

export function saidIn(content: PurposeContent, language: Language, text: string): SaidWords {
  const { purpose, translations } = content
  const translated = language === purpose.language ? '' : translationOf(translations, text)
  return translated === '' ? { text, language: purpose.language } : { text: translated, language }
}
