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
import type { BoardSnapshot, SnapshotNote, SnapshotReason, SnapshotRound } from '../../board-file/snapshot.ts'
import { abridged } from '#shared/text/abridged.ts'
import { photoInWords } from '../../report/outline.ts'
import { printableLine } from '#shared/text/printable.ts'
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
  | 'isImported'
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
  /** For so many answers of 0 a reason is awaited. */
  readonly awaited: Readonly<Record<string, number>>
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
    ...(round.isImported && { isImported: round.isImported }),
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
    awaited: round.awaited ?? {},
    means: Object.fromEntries(
      round.options.flatMap((option) => {
        const mean = meanPoints(round, option)
        return mean === undefined ? [] : [[option, mean]]
      }),
    ),
  }
}

/** The words of an option, whole: those that the round decided about. */
export function optionText(
  board: BoardSnapshot,
  { target, texts }: Pick<SnapshotRound, 'target' | 'texts'>,
  option: string,
  language: Language,
): string {
  const words = voteWordsOf(language)
  const now = textNow(board, target, option)
  const text = texts?.[option] ?? now?.text
  if (text === undefined) return words.goneOption
  if (target === RoundTarget.clusters) return printableLine(text) || wordsOf(language).untitledCluster
  if (text.trim() !== '') return text
  return now?.photo ? photoInWords(now.photo, language) : words.emptyNote
}

/** What became of an option whose words are other ones by now; null where nothing did. */
export function changeSince(
  board: BoardSnapshot,
  { target, texts }: Pick<SnapshotRound, 'target' | 'texts'>,
  option: string,
  language: Language,
): string | null {
  const frozen = texts?.[option]
  if (target === RoundTarget.texts || frozen === undefined) return null
  const words = wordsOf(language)
  const now = textNow(board, target, option)
  if (!now) return words.goneSince
  if (now.text.trim() === frozen.trim()) return null
  return words.changedSince(abridged(printableLine(now.text) || voteWordsOf(language).emptyNote))
}

/** Undefined when it is no longer on the board. */
function textNow(
  board: BoardSnapshot,
  target: SnapshotRound['target'],
  option: string,
): Pick<SnapshotNote, 'text' | 'photo'> | undefined {
  if (target === RoundTarget.notes) return board.notes.find(({ id }) => id === option)
  const cluster = board.clusters.find(({ id }) => id === option)
  return cluster && { text: cluster.title }
}
