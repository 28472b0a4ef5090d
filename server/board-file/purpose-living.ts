import type { Photo } from '#shared/board/photo.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import { purposeLimits } from '#shared/workshop/purpose-page.ts'
import { chosenSide, type Operations, type SettledCase } from '#shared/workshop/operations.ts'
import type { Account } from './account.ts'

/** Things that came after the sentence, as far as somebody has chosen them for the page. */
export interface PageLiving {
  readonly promises: readonly PagePromise[]
  readonly cases: readonly PageCase[]
  readonly welcome: readonly PageWelcome[]
  readonly stories: readonly PageStoryTold[]
  /** Null: strangers were not asked, or the page does not show it. */
  readonly strangers: PageStrangers | null
}

/** Parts without words are empty. */
export interface PagePromise {
  readonly to: string
  readonly promise: string
  readonly not: string
  readonly seen: string
}

export interface PageCase {
  readonly dilemma: string
  readonly chosen: string
  readonly other: string
  /** The first side of the principle that settled it; empty: none did. */
  readonly principle: string
  /** Of so many voices for the chosen side, before talking and afterwards. Null: nobody voted, or too few. */
  readonly before: PageShare | null
  readonly after: PageShare | null
  readonly at: number
  /** As it was asked last with later words. Absent: it was not, or an earlier version of the page. */
  readonly again?: { readonly share: PageShare; readonly isAsBefore: boolean; readonly at: number }
}
export type PageShare = readonly [voices: number, of: number]

export interface PageWelcome {
  /** `day`, `week` or `month`; another one stands last. */
  readonly when: string
  readonly text: string
}

export interface PageStoryTold {
  readonly text: string
  readonly principle: string
  /** Of somebody who signed it; empty otherwise. */
  readonly name: string
  /** Absent: it has none, nobody chose it for the page, or an earlier version of the page. */
  readonly picture?: PagePicture
}

export interface PagePicture extends Pick<Photo, 'id' | 'width' | 'height'> {
  readonly alt: string
}

/** The last time that strangers were asked. */
export interface PageStrangers {
  readonly id: string
  /** The sentence that they were asked about: of another one the page says nothing. */
  readonly sentence: string
  readonly found: number
  readonly of: number
}

export const livingParts = ['promises', 'cases', 'welcome', 'stories', 'pictures', 'strangers'] as const
export type LivingPart = (typeof livingParts)[number]

/** Something that the page can show, as a facilitator chooses it. */
export interface LivingOffer {
  readonly id: string
  readonly part: LivingPart
  readonly text: string
  readonly more: string
}

/** The pictures of a board's notes, by their ids. */
export type Pictures = ReadonlyMap<string, Photo>

/** Everything that a board offers to its page. */
export function livingOffers(
  { operations, principles }: Pick<Account, 'operations' | 'principles'>,
  strangers: PageStrangers | null,
  pictures: Pictures,
): readonly LivingOffer[] {
  const { promises, cases, welcome, stories } = operations
  const principleOf = namesOf(principles)
  return [
    ...chosenPromises(promises).map(({ id, to, promise, words }) => ({
      id,
      part: 'promises' as const,
      text: words ?? promise,
      more: to,
    })),
    ...cases.map((each) => ({
      id: each.id,
      part: 'cases' as const,
      text: each.dilemma,
      more: [each.sides[chosenSide(each)], firstSide(each.principleText)]
        .filter((part) => part !== '')
        .join(' · '),
    })),
    ...welcome.map(({ id, text, when }) => ({ id, part: 'welcome' as const, text, more: when })),
    ...stories.map(({ id, text, principle, name }) => ({
      id,
      part: 'stories' as const,
      text,
      more: [principleOf(principle), name ?? ''].filter((part) => part !== '').join(' · '),
    })),
    ...picturesOf(stories, pictures).map(({ id, alt, text }) => ({
      id,
      part: 'pictures' as const,
      text,
      more: alt,
    })),
    ...(strangers
      ? [
          {
            id: strangers.id,
            part: 'strangers' as const,
            text: `${strangers.found} / ${strangers.of}`,
            more: '',
          },
        ]
      : []),
  ]
}

/** The chosen ones of them, in the order of the board. */
export function livingOf(
  { operations, principles }: Pick<Account, 'operations' | 'principles'>,
  strangers: PageStrangers | null,
  shown: readonly string[],
  pictures: Pictures,
): PageLiving {
  const isShown = ({ id }: { readonly id: string }) => shown.includes(id)
  const principleOf = namesOf(principles)
  const seen = new Map(
    picturesOf(operations.stories, pictures)
      .filter(isShown)
      .map(({ id, width, height, alt }): [string, PagePicture] => [id, { id, width, height, alt }]),
  )
  return {
    promises: chosenPromises(operations.promises)
      .filter(isShown)
      .map(({ to, promise, words, not, seen }) => ({ to, promise: words ?? promise, not, seen })),
    cases: operations.cases
      .filter(isShown)
      .toSorted((a, b) => b.at - a.at)
      .map((each) => pageCase(each)),
    welcome: operations.welcome.filter(isShown).map(({ when, text }) => ({ when, text })),
    stories: operations.stories.filter(isShown).map(({ text, principle, name, photo }) => {
      const picture = seen.get(photo ?? '')
      return { text, principle: principleOf(principle), name: name ?? '', ...(picture && { picture }) }
    }),
    strangers: strangers && isShown(strangers) ? strangers : null,
  }
}

/** The pictures of stories, each once. Photos that stay in the room are not among them. */
function picturesOf(
  stories: Operations['stories'],
  pictures: Pictures,
): readonly (PagePicture & { readonly text: string })[] {
  const found = new Map<string, PagePicture & { readonly text: string }>()
  for (const { text, photo } of stories) {
    const picture = pictures.get(photo ?? '')
    if (!picture || found.has(picture.id) || found.size >= purposeLimits.pictures) continue
    const { id, width, height, alt = '' } = picture
    found.set(id, { id, width, height, alt: alt.trim(), text })
  }
  return [...found.values()]
}

/** Promises that were chosen; all of them where nobody has chosen yet. */
function chosenPromises(promises: Operations['promises']): Operations['promises'] {
  const chosen = promises.filter(({ isChosen }) => isChosen)
  return chosen.length > 0 ? chosen : promises
}

function pageCase(settled: SettledCase): PageCase {
  const { dilemma, sides, principleText: principle, before, after, at, again } = settled
  const side = chosenSide(settled)
  const shareOf = (counts: SettledCase['before']): PageShare | null =>
    counts && [counts[side], counts[0] + counts[1]]
  return {
    dilemma,
    chosen: sides[side],
    other: sides[side === 0 ? 1 : 0],
    principle: firstSide(principle),
    before: shareOf(before),
    after: shareOf(after),
    at,
    ...(again && {
      again: { share: again.counts, isAsBefore: again.verdict === 'asBefore', at: again.at },
    }),
  }
}

function firstSide(text: string): string {
  return text === '' ? '' : readPrinciple(text).choice
}

/** The first side of a principle by its note; empty: it is of none. */
function namesOf(principles: Account['principles']): (id: string | null) => string {
  return (id) => principles.find((each) => each.id === id)?.choice ?? ''
}

/** All words of people in it, each once. */
export function livingWords({ promises, cases, welcome, stories }: PageLiving): readonly string[] {
  return [
    ...promises.flatMap(({ to, promise, not, seen }) => [to, promise, not, seen]),
    ...cases.flatMap(({ dilemma, chosen, other, principle }) => [dilemma, chosen, other, principle]),
    ...welcome.map(({ text }) => text),
    ...stories.flatMap(({ text, principle, picture }) => [text, principle, picture?.alt ?? '']),
  ]
}
