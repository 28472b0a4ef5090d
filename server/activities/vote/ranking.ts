import type { Language } from '#shared/board/document.ts'
import {
  agreementOf,
  meanPoints,
  rankRound,
  type Agreement,
  type RankedOption,
} from '#shared/workshop/tally.ts'
import { PollMethod, type Reason } from '#shared/workshop/round.ts'
import type { BoardSnapshot, SnapshotRound } from '../../board-file/snapshot.ts'
import { photoInWords } from '../../report/outline.ts'
import { printableLine } from '../../report/text.ts'
import { wordsOf } from '../../report/words.ts'
import { voteWordsOf } from './report-words.ts'

/** The result of a closed round, best option first. */
export interface RoundRanking extends Pick<
  SnapshotRound,
  'method' | 'number' | 'title' | 'target' | 'isSecret' | 'voted' | 'eligible' | 'budget' | 'cap' | 'closedAt'
> {
  readonly round: string
  /** Number of the voters who raised their hands; 0 without a show of hands. */
  readonly hands: number
  /** Null: nothing was published. */
  readonly ranked: readonly RankedOption[] | null
  /** In a vote with scores: the mean of each option that somebody gave points. */
  readonly means: Readonly<Record<string, number>>
  /** In a vote on agreement: the answers to each option, and the reasons. */
  readonly agreements: Readonly<Record<string, Agreement>>
  readonly reasons: readonly Reason[]
}

export function rankingOf(round: SnapshotRound): RoundRanking {
  const { id, method, number, title, target, isSecret, voted, eligible, budget, cap, closedAt } = round
  return {
    round: id,
    ...(method !== undefined && { method }),
    number,
    title,
    target,
    isSecret,
    voted,
    eligible,
    hands: round.hands?.voters ?? 0,
    budget,
    cap,
    closedAt,
    ranked: round.totals && rankRound(round),
    agreements:
      round.method === PollMethod.agreement
        ? Object.fromEntries(round.options.map((option) => [option, agreementOf(round, option)]))
        : {},
    reasons: round.reasons ?? [],
    means: Object.fromEntries(
      round.options.flatMap((option) => {
        const mean = meanPoints(round, option)
        return mean === undefined ? [] : [[option, mean]]
      }),
    ),
  }
}

/** The words of an option, whole. */
export function optionText(
  board: BoardSnapshot,
  { target }: Pick<SnapshotRound, 'target'>,
  option: string,
  language: Language,
): string {
  const words = voteWordsOf(language)
  if (target === 'notes') {
    const note = board.notes.find(({ id }) => id === option)
    if (!note) return words.goneOption
    if (note.text.trim() !== '') return note.text
    return note.photo ? photoInWords(note.photo, language) : words.emptyNote
  }
  const cluster = board.clusters.find(({ id }) => id === option)
  return cluster ? printableLine(cluster.title) || wordsOf(language).untitledCluster : words.goneOption
}
