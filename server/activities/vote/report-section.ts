import { rankingBlocks, rankingOf, voteFacts, type RoundRanking } from '#shared/activities/vote/result.ts'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import { filledWords } from '#shared/agenda/fill.ts'
import type { Block, Reader, Section } from '#shared/blocks/block.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { longDate } from '#shared/text/long-date.ts'
import { printableLine } from '#shared/text/printable.ts'
import { roundLimits } from '#shared/workshop/round.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { BoardSnapshot, SnapshotRound } from '../../board-file/snapshot.ts'
import { optionWords } from './option-words.ts'

/** The results of all rounds. The last round comes first: the earlier ones explain it. */
export function voteSection(board: BoardSnapshot, reader: Reader): Section | undefined {
  if (board.rounds.length === 0) return undefined
  return {
    title: voteWordsOf(reader.language).results,
    blocks: board.rounds.toReversed().flatMap((round) => roundBlocks(rankingIn(round), board, reader)),
  }
}

interface ClosedRanking extends RoundRanking {
  readonly closedAt: number
}

/** The rounds of one step, the last one first. */
export interface VoteResult extends StepResult {
  readonly kind: 'rankings'
  readonly rankings: readonly ClosedRanking[]
}

export const voteAccount: ActivityAccount<VoteResult> = {
  result: ({ board, path, step, answers }) => {
    const prompts = Object.values(filledWords(step.prompt[0] ?? {}, answers)).map((prompt: string) =>
      cleanLine(prompt, roundLimits.title),
    )
    // Under the prompt of its step, a vote with the same words needs its number alone.
    const untitled = (ranking: ClosedRanking): ClosedRanking =>
      prompts.includes(ranking.title) ? { ...ranking, title: '' } : ranking
    const rankings = board.rounds
      .filter(({ step }) => step === path)
      .toReversed()
      .map((round) => untitled(rankingIn(round)))
    if (rankings.length === 0) return undefined
    return { kind: 'rankings', listed: rankings.map(({ round }) => round), rankings }
  },
  blocks: ({ rankings }, board, reader) => rankings.flatMap((ranking) => roundBlocks(ranking, board, reader)),
}

function rankingIn(round: SnapshotRound): ClosedRanking {
  return { ...rankingOf(round), closedAt: round.closedAt }
}

function roundBlocks(ranking: ClosedRanking, board: BoardSnapshot, reader: Reader): readonly Block[] {
  const { language, zone } = reader
  const name = voteWordsOf(language).round(ranking.number)
  const title = printableLine(ranking.title)
  return [
    { kind: 'heading', text: title === '' ? name : `${name} – ${title}` },
    {
      kind: 'facts',
      facts: [...voteFacts(ranking, reader), longDate(language, ranking.closedAt, zone)],
    },
    ...rankingBlocks(ranking, optionWords(board, ranking, language), reader),
  ]
}
