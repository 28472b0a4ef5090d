import type { Language } from '../board/document.ts'
import { choice, scale, text, type Ask, type Asks, type Value } from './ask.ts'
import type { AskedOutcome } from './outcome.ts'

/**
 * People outside the board are asked by a link until a date. `strangers`: which of four sentences is the team's? `pulse`:
 * months later, can you still carry the sentence? `needs`: somebody of the map, are these your needs?
 */
export const PublicKind = { strangers: 'strangers', pulse: 'pulse', needs: 'needs' } as const
export type PublicKind = (typeof PublicKind)[keyof typeof PublicKind]

/** The subject of the questions, frozen when the link is made. */
export type PublicAbout = StrangersAbout | PulseAbout | NeedsAbout

export interface StrangersAbout {
  readonly kind: 'strangers'
  readonly language: Language
  /** About the team, without its name. */
  readonly team: string
  /** In an order that says nothing. */
  readonly sentences: readonly CandidateSentence[]
  /** The place of the team's own. */
  readonly own: number
}

export interface CandidateSentence {
  readonly text: string
  /** Empty for the team's own. */
  readonly source: string
}

export interface PulseAbout {
  readonly kind: 'pulse'
  readonly language: Language
  readonly sentence: string
  /** The consent of the day: how often 0, 1, 2, 3, 4 and 5 were given. Null: the board does not know. */
  readonly day: { readonly at: number; readonly counts: readonly number[] } | null
}

export interface NeedsAbout {
  readonly kind: 'needs'
  readonly language: Language
  readonly who: string
  readonly needs: readonly string[]
}

/** Letters, and other bounds. Not measured. */
export const publicLimits = {
  team: 400,
  sentence: 400,
  source: 200,
  line: 300,
  /** Links of one board that are not closed, and all. */
  open: 20,
  all: 100,
  /** Browsers that answer one of them. */
  answers: 2_000,
  /** Words of a sentence that people can tap. */
  words: 120,
  /** A link may open so long from now, and close so long after: two years. */
  days: 732,
} as const

interface PublicDeclaration<About extends PublicAbout> {
  /** With fewer browsers nothing of their answers is told or kept. */
  readonly fewest: number
  readonly asks: (about: About) => Asks
  /** The first of them has to be answered. */
  readonly needs: string | null
}

const line = text({ most: publicLimits.line })

const strangers: PublicDeclaration<StrangersAbout> = {
  fewest: 5,
  needs: 'which',
  asks: ({ sentences }) => ({
    which: choice(...sentences.map((_, place) => String(place))),
    ...Object.fromEntries(
      sentences.flatMap(({ text: sentence }, place) =>
        tappedWords(sentence).map((_, word): readonly [string, Ask] => [
          wordItem(place, word),
          choice('yes'),
        ]),
      ),
    ),
  }),
}

const pulse: PublicDeclaration<PulseAbout> = {
  fewest: 3,
  needs: 'carry',
  asks: () => ({ carry: scale(0, 5), line }),
}

const needs: PublicDeclaration<NeedsAbout> = {
  fewest: 3,
  needs: null,
  asks: ({ needs: all }) => ({
    ...Object.fromEntries(
      all.map((_, place): readonly [string, Ask] => [needItem(place), choice('yes', 'almost', 'no')]),
    ),
    line,
  }),
}

export function asksOf(about: PublicAbout): Asks {
  switch (about.kind) {
    case 'strangers':
      return strangers.asks(about)
    case 'pulse':
      return pulse.asks(about)
    case 'needs':
      return needs.asks(about)
  }
}

export function fewestOf(kind: PublicKind): number {
  return { strangers, pulse, needs }[kind].fewest
}

/** The question without which an answer counts nothing; null: any will do. */
export function neededBy(kind: PublicKind): string | null {
  return { strangers, pulse, needs }[kind].needs
}

/** The words of a sentence that people can tap. No-break spaces keep marks with their word. */
export function tappedWords(sentence: string): readonly string[] {
  return sentence
    .split(/[^\S\u00A0\u202F]+/u)
    .filter((word) => word !== '')
    .slice(0, publicLimits.words)
}

export function wordItem(sentence: number, word: number): string {
  return `word.${sentence}.${word}`
}

export function needItem(need: number): string {
  return `need.${need}`
}

/** How often an answer was given. */
export function countOf({ columns }: Pick<AskedOutcome, 'columns'>, item: string, answer: Value): number {
  const column = columns[item]
  return column?.kind === 'counts' ? (column.counts.find((each) => each.answer === answer)?.count ?? 0) : 0
}

/** The lines that people wrote, in an order that says nothing. */
export function linesOf({ columns }: Pick<AskedOutcome, 'columns'>): readonly string[] {
  const column = columns['line']
  return column?.kind === 'texts' ? column.texts.map(({ text: said }) => said) : []
}

/** Nothing is told of so few answers. */
export function isTold({ columns }: Pick<AskedOutcome, 'columns'>): boolean {
  return Object.keys(columns).length > 0
}

/** How often 0, 1, 2, 3, 4 and 5 were given at a pulse. */
export function carriedCounts(outcome: Pick<AskedOutcome, 'columns'>): readonly number[] {
  return [0, 1, 2, 3, 4, 5].map((answer) => countOf(outcome, 'carry', answer))
}
