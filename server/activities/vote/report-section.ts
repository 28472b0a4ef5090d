import { filledWords } from '#shared/agenda/fill.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { PollMethod, roundLimits } from '#shared/workshop/round.ts'
import { abridged } from '../../report/abridged.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { RankingRow, ReportBlock, ReportFacts, ReportSection } from '../../board-file/report-section.ts'
import type { BoardSnapshot } from '../../board-file/snapshot.ts'
import { printableLine } from '../../report/text.ts'
import { wordsOf } from '../../report/words.ts'
import { optionText, rankingOf, type RoundRanking } from './ranking.ts'
import { voteWordsOf } from './report-words.ts'

/** The results of all rounds. The last round comes first: the earlier ones explain it. */
export function voteSection(board: BoardSnapshot, facts: ReportFacts): ReportSection | undefined {
  if (board.rounds.length === 0) return undefined
  return {
    title: voteWordsOf(facts.language).results,
    blocks: board.rounds.toReversed().flatMap((round) => roundBlocks(rankingOf(round), board, facts)),
  }
}

/** The rounds of one step, the last one first. */
export interface VoteResult extends StepResult {
  readonly kind: 'rankings'
  readonly rankings: readonly RoundRanking[]
}

export const voteAccount: ActivityAccount<VoteResult> = {
  result: ({ board, path, step, answers }) => {
    const prompts = Object.values(filledWords(step.prompt[0] ?? {}, answers)).map((prompt: string) =>
      cleanLine(prompt, roundLimits.title),
    )
    // Under the prompt of its step, a vote with the same words needs its number alone.
    const untitled = (ranking: RoundRanking): RoundRanking =>
      prompts.includes(ranking.title) ? { ...ranking, title: '' } : ranking
    const rankings = board.rounds
      .filter(({ step }) => step === path)
      .toReversed()
      .map((round) => untitled(rankingOf(round)))
    if (rankings.length === 0) return undefined
    return { kind: 'rankings', listed: rankings.map(({ round }) => round), rankings }
  },
  blocks: ({ rankings }, board, facts) => rankings.flatMap((ranking) => roundBlocks(ranking, board, facts)),
}

function roundBlocks(
  ranking: RoundRanking,
  board: BoardSnapshot,
  { language, zone }: ReportFacts,
): readonly ReportBlock[] {
  const words = voteWordsOf(language)
  const areScores = ranking.method === PollMethod.score
  const { round: numbered, date } = wordsOf(language)
  const name = numbered(ranking.number)
  const title = printableLine(ranking.title)
  const ranked = ranking.ranked ?? []
  const rows = ranked
    .filter((item) => item.total > 0)
    .map(({ option, rank, total, isShortlisted, isInTieBand }): RankingRow => ({
      rank,
      total,
      isShortlisted,
      text: abridged(optionText(board, ranking, option, language)),
      amount: areScores ? words.points(total, ranking.means[option]) : words.dots(total),
      tie: isInTieBand ? words.tieMark : null,
    }))
  const remarks: string[] = []
  if (ranking.ranked === null) remarks.push(words.noTotals)
  // Items without a dot are only counted.
  else if (rows.length < ranked.length)
    remarks.push((areScores ? words.noPoints : words.noDots)(ranked.length - rows.length))
  if (rows.some(({ tie }) => tie !== null)) remarks.push(areScores ? words.tieBandPoints : words.tieBand)
  return [
    { kind: 'heading', text: title === '' ? name : `${name} – ${title}` },
    {
      kind: 'facts',
      facts: [
        ranking.isSecret ? words.secret : words.open,
        words.voted(ranking.voted, ranking.eligible),
        ...(ranking.hands > 0 ? [words.hands(ranking.hands)] : []),
        areScores ? words.scoreRules : words.rules(ranking.budget, ranking.cap),
        date(ranking.closedAt, zone),
      ],
    },
    ...(rows.length > 0
      ? [
          {
            kind: 'ranking',
            heads: [words.rankHead, words.itemHead, areScores ? words.pointsHead : words.dotsHead],
            shortlisted: words.shortlisted,
            rows,
          } as const,
        ]
      : []),
    ...remarks.map((text) => ({ kind: 'remark', text }) as const),
  ]
}
