import type { Language } from '#shared/board/document.ts'
import {
  agreementOf,
  choicesOf,
  meanPoints,
  rankRound,
  type Agreement,
  type Choices,
  type RankedOption,
} from '#shared/workshop/tally.ts'
import { PollMethod, RoundTarget } from '#shared/workshop/round.ts'
import type { BoardSnapshot, SnapshotReason, SnapshotRound } from '../../board-file/snapshot.ts'
import { photoInWords } from '../../report/outline.ts'
import { printableLine } from '../../report/text.ts'
import { wordsOf } from '../../report/words.ts'
import { voteWordsOf } from './report-words.ts'

/** The result of a closed round, best option first. */
export interface RoundRanking extends Pick<
  SnapshotRound,
  | 'method'
  | 'number'
  | 'title'
  | 'target'
  | 'about'
  | 'texts'
  | 'isSecret'
  | 'voted'
  | 'eligible'
  | 'budget'
  | 'cap'
  | 'closedAt'
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
  /** In a vote of choice: the answers to each text. */
  readonly choices: Readonly<Record<string, Choices>>
  readonly reasons: readonly SnapshotReason[]
}

export function rankingOf(round: SnapshotRound): RoundRanking {
  const { id, method, number, title, target, isSecret, voted, eligible, budget, cap, closedAt } = round
  const { about, texts } = round
  const ofEach = <Answers>(answersOf: (option: string) => Answers): Readonly<Record<string, Answers>> =>
    Object.fromEntries(round.options.map((option) => [option, answersOf(option)]))
  return {
    round: id,
    ...(method !== undefined && { method }),
    number,
    title,
    target,
    ...(about !== undefined && { about }),
    ...(texts && { texts }),
    isSecret,
    voted,
    eligible,
    hands: round.hands?.voters ?? 0,
    budget,
    cap,
    closedAt,
    ranked: round.totals && rankRound(round),
    agreements: method === PollMethod.agreement ? ofEach((option) => agreementOf(round, option)) : {},
    choices: method === PollMethod.choice ? ofEach((option) => choicesOf(round, option)) : {},
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
  { target, texts }: Pick<SnapshotRound, 'target' | 'texts'>,
  option: string,
  language: Language,
): string {
  const words = voteWordsOf(language)
  if (target === RoundTarget.texts) return texts?.[option] ?? words.goneOption
  if (target === 'notes') {
    const note = board.notes.find(({ id }) => id === option)
    if (!note) return words.goneOption
    if (note.text.trim() !== '') return note.text
    return note.photo ? photoInWords(note.photo, language) : words.emptyNote
  }
  const cluster = board.clusters.find(({ id }) => id === option)
  return cluster ? printableLine(cluster.title) || wordsOf(language).untitledCluster : words.goneOption
}
