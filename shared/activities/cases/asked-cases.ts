import type { ShownAsked } from '../../asking/asked.ts'
import type { CaseAgain, SideCounts } from '../../workshop/operations.ts'

/** The sides of a case, in the order of its counts. */
export const sideOptions = ['a', 'b'] as const

/** The words of a sentence or a principle. Before is empty where they are the same. */
export interface WordsSince {
  readonly id: string
  readonly before: string
  readonly now: string
}

/** The id of the thing that holds the words which the cases have in common. */
export const sentenceId = 'sentence'

/** The sentence, and each principle that has changed. */
export function wordsIn({ about }: Pick<ShownAsked, 'about'>): readonly WordsSince[] {
  if (!about) return []
  const { options: all = {}, text } = about
  const ids = Object.keys(all).flatMap((key) => (key.startsWith('was ') ? [key.slice(4)] : []))
  return [
    ...(text === '' ? [] : [{ id: sentenceId, before: all[`was ${sentenceId}`] ?? '', now: text }]),
    ...ids.flatMap((id) =>
      id === sentenceId ? [] : [{ id, before: all[`was ${id}`] ?? '', now: all[id] ?? '' }],
    ),
  ]
}

export function isSentence({ id }: WordsSince): boolean {
  return id === sentenceId
}

/** A case that was asked again. */
export interface AskedCase {
  readonly id: string
  readonly label: string
  readonly dilemma: string
  readonly sides: readonly [string, string]
  /** The place of the side on which the group came down before. */
  readonly side: 0 | 1
  /** Of so many voices for that side. Null: nobody voted. */
  readonly before: SideCounts | null
  /** Of each side, with the new words. Null: too few have answered. */
  readonly now: SideCounts | null
  readonly verdict: CaseAgain['verdict'] | 'few'
}

export function askedCases({ things, shown }: ShownAsked): readonly AskedCase[] {
  return things.map(({ id, label, text, options: known = {} }) => {
    const { a = '', b = '' } = known
    const side = known['side'] === sideOptions[1] ? 1 : 0
    const column = shown.columns[`${id}/side`]
    const countOf = (option: string) =>
      column?.kind === 'counts' ? (column.counts.find(({ answer }) => answer === option)?.count ?? 0) : 0
    const counts = [countOf('a'), countOf('b')] as const
    const now = counts[0] + counts[1] === 0 ? null : counts
    const voices = Number(known['for'])
    const of = Number(known['of'])
    const before = Number.isSafeInteger(voices) && of > 0 ? ([voices, of] as const) : null
    return {
      id,
      label,
      dilemma: text,
      sides: [a, b],
      side,
      before,
      now,
      verdict: verdictOf(now, side, before),
    }
  })
}

/**
 * Two thirds for one side settle a case: a majority of one would be chance. Taste. A case that was settled by fewer is as
 * before with any majority for the same side.
 */
function verdictOf(now: SideCounts | null, side: 0 | 1, before: AskedCase['before']): AskedCase['verdict'] {
  if (!now) return 'few'
  const isTwoThirds = (part: number, of: number) => part * 3 >= of * 2
  const wasClose = before !== null && !isTwoThirds(...before)
  const enough = (place: 0 | 1) => {
    const other = now[place === 0 ? 1 : 0]
    return isTwoThirds(now[place], now[place] + other) || (wasClose && place === side && now[place] > other)
  }
  return enough(side) ? 'asBefore' : enough(side === 0 ? 1 : 0) ? 'turned' : 'lost'
}
