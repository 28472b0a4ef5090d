import { filledWords } from '#shared/agenda/fill.ts'
import type { Language } from '#shared/board/document.ts'
import { cutTo } from '#shared/text/cut.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { PollMethod, roundLimits } from '#shared/workshop/round.ts'
import { abridged } from '../../report/abridged.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { RankingRow, ReportBlock, ReportFacts, ReportSection } from '../../board-file/report-section.ts'
import type { BoardSnapshot } from '../../board-file/snapshot.ts'
import { printableLine } from '../../report/text.ts'
import { wordsOf } from '../../report/words.ts'
import { optionText, rankingOf, type RoundRanking } from './ranking.ts'
import { voteWordsOf, type VoteWords } from './report-words.ts'

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
  const isOfAgreement = ranking.method === PollMethod.agreement
  const { round: numbered, date } = wordsOf(language)
  const name = numbered(ranking.number)
  const title = printableLine(ranking.title)
  const ranked = ranking.ranked ?? []
  const rows = ranked
    .filter((item) => isOfAgreement || item.total > 0)
    .map(({ option, rank, total, isShortlisted, isInTieBand }): RankingRow => ({
      rank,
      // No discs: a median is no number of things.
      total: isOfAgreement ? 0 : total,
      isShortlisted,
      text: abridged(optionText(board, ranking, option, language)),
      amount: amountOf(ranking, option, total, words),
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
        isOfAgreement
          ? words.agreementRules
          : areScores
            ? words.scoreRules
            : words.rules(ranking.budget, ranking.cap),
        date(ranking.closedAt, zone),
      ],
    },
    ...(rows.length > 0
      ? [
          {
            kind: 'ranking',
            heads: [
              words.rankHead,
              words.itemHead,
              isOfAgreement ? words.agreementHead : areScores ? words.pointsHead : words.dotsHead,
            ],
            shortlisted: isOfAgreement ? words.agreed : words.shortlisted,
            rows,
          } as const,
        ]
      : []),
    ...answerBlocks(ranking, board, language),
    ...remarks.map((text) => ({ kind: 'remark', text }) as const),
  ]
}

/** How many dots or points an option got, or its answers. */
function amountOf(
  { method, means, agreements }: RoundRanking,
  option: string,
  total: number,
  words: VoteWords,
): string {
  const agreement = agreements[option]
  if (agreement) return words.median(agreement.median)
  return method === PollMethod.score ? words.points(total, means[option]) : words.dots(total)
}

/** Of agreement: how often each answer was given, and the reasons of those who answered 0. */
function answerBlocks(
  ranking: RoundRanking,
  board: BoardSnapshot,
  language: Language,
): readonly ReportBlock[] {
  const words = voteWordsOf(language)
  return (ranking.ranked ?? []).flatMap(({ option }): readonly ReportBlock[] => {
    const answers = ranking.agreements[option]
    if (!answers) return []
    const about = cutTo(printableLine(optionText(board, ranking, option, language)), subjectLetters)
    const reasons = ranking.reasons.filter((reason) => reason.option === option)
    return [
      { kind: 'facts', facts: words.answers(about, answers) },
      ...(reasons.length > 0 ? [{ kind: 'remark' as const, text: words.reasons }] : []),
      ...reasons.map(({ text, name }) => ({
        kind: 'paragraph' as const,
        text: printableLine(name === null ? text : `${text} — ${name}`),
      })),
    ]
  })
}

/** Letters of an option that tell which one it is. Not measured. */
const subjectLetters = 80
