import { filledWords } from '#shared/agenda/fill.ts'
import type { Language } from '#shared/board/document.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { PollMethod, roundLimits } from '#shared/workshop/round.ts'
import { leastMedian } from '#shared/workshop/tally.ts'
import { abridged } from '#shared/text/abridged.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { Side, type RankingRow, type Block, type Reader, type Section } from '#shared/blocks/block.ts'
import type { BoardSnapshot } from '../../board-file/snapshot.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from '../../report/words.ts'
import { changeSince, optionText, rankingOf, type RoundRanking } from './ranking.ts'
import { voteWordsOf, type VoteWords } from './report-words.ts'

/** The results of all rounds. The last round comes first: the earlier ones explain it. */
export function voteSection(board: BoardSnapshot, facts: Reader): Section | undefined {
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
  { language, zone }: Reader,
): readonly Block[] {
  const words = voteWordsOf(language)
  const areScores = ranking.method === PollMethod.score
  const isOfAgreement = ranking.method === PollMethod.agreement
  const isOfChoice = ranking.method === PollMethod.choice
  const { round: numbered, date, imported } = wordsOf(language)
  const name = numbered(ranking.number)
  const title = printableLine(ranking.title)
  const ranked = ranking.ranked ?? []
  const rows = ranked
    .filter((item) => isOfAgreement || isOfChoice || item.total > 0)
    .map(({ option, rank, total, isShortlisted, isInTieBand }): RankingRow => ({
      id: option,
      rank,
      // No discs: a median and three answers are no number of things.
      total: isOfAgreement || isOfChoice ? 0 : total,
      isShortlisted,
      text: abridged(optionText(board, ranking, option, language)),
      amount: amountOf(ranking, option, total, words),
      ...answersIn(ranking, option, words),
      tie: isInTieBand ? words.tieMark : null,
      since: changeSince(board, ranking, option, language),
    }))
  const remarks: string[] = []
  if (ranking.ranked === null) remarks.push(ranking.voted === 0 ? words.nobody : words.noTotals)
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
        words.answered(ranking.voted, ranking.eligible),
        ...(ranking.hands > 0 ? [words.hands(ranking.hands)] : []),
        rulesOf(ranking, words),
        date(ranking.closedAt, zone),
        ...(ranking.isImported ? [imported] : []),
      ],
    },
    ...(rows.length > 0
      ? [
          {
            kind: 'ranking',
            heads: [words.rankHead, words.itemHead, amountHead(ranking, words)],
            shortlisted: isOfAgreement ? words.agreed : words.shortlisted,
            rows,
          } as const,
        ]
      : []),
    ...remarks.map((text) => ({ kind: 'remark', text }) as const),
    ...reasonBlocks(ranking, board, language),
  ]
}

function rulesOf({ method = PollMethod.dots, budget, cap }: RoundRanking, words: VoteWords): string {
  switch (method) {
    case PollMethod.agreement:
      return words.agreementRules
    case PollMethod.choice:
      return words.choiceRules
    case PollMethod.score:
      return words.scoreRules
    case PollMethod.dots:
      return words.rules(budget, cap)
  }
}

function amountHead({ method = PollMethod.dots }: RoundRanking, words: VoteWords): string {
  switch (method) {
    case PollMethod.agreement:
      return words.agreementHead
    case PollMethod.choice:
      return words.choiceHead
    case PollMethod.score:
      return words.pointsHead
    case PollMethod.dots:
      return words.dotsHead
  }
}

/** How many dots or points an option got, or its answers. */
function amountOf(
  { method, means, agreements, choices, awaited }: RoundRanking,
  option: string,
  total: number,
  words: VoteWords,
): string {
  const agreement = agreements[option]
  if (agreement?.isWithheld) return words.withheld
  if (agreement)
    return [
      words.median(agreement.median),
      ...((awaited[option] ?? 0) > 0 ? [words.awaited(awaited[option] ?? 0)] : []),
    ].join(', ')
  const chosen = choices[option]
  if (chosen) return words.choices(chosen)
  return method === PollMethod.score ? words.points(total, means[option]) : words.dots(total)
}

/** How often each answer from 0 to 5 was given, and how many passed. */
function answersIn(
  { agreements }: RoundRanking,
  option: string,
  words: VoteWords,
): Pick<RankingRow, 'answers'> {
  const agreement = agreements[option]
  if (!agreement) return {}
  const bars = agreement.counts.map((count, answer) => ({
    label: String(answer),
    count,
    amount: String(count),
    side: answer === 0 ? Side.against : answer < leastMedian ? Side.between : Side.for,
  }))
  const { passed } = agreement
  const passes = { label: words.passed, count: passed, amount: String(passed), side: Side.outside }
  return { answers: { bars: [...bars, ...(passed > 0 ? [passes] : [])], inWords: words.answers(agreement) } }
}

/** The reasons of people, by option. */
function reasonBlocks(ranking: RoundRanking, board: BoardSnapshot, language: Language): readonly Block[] {
  const words = voteWordsOf(language)
  return (ranking.ranked ?? []).flatMap(({ option }): readonly Block[] => {
    const isOfAgreement = ranking.agreements[option] !== undefined
    const about = abridged(printableLine(optionText(board, ranking, option, language)), subjectLetters)
    const reasons = ranking.reasons.filter((reason) => reason.option === option)
    if (reasons.length === 0) return []
    const areObjections = isOfAgreement && reasons.every(({ answer = 0 }) => answer === 0)
    const quotes = reasons.map(({ text, name, answer = 0, reply }) => ({
      text: printableLine(text),
      name: name && printableLine(name),
      about: areObjections ? '' : isOfAgreement ? words.answer(answer) : words.choice(answer),
      answers: reply ? [printableLine(reply.text)] : [],
      remark: '',
    }))
    const heading = areObjections ? words.objectionsTo(about) : words.reasonsAbout(about)
    return [{ kind: 'quotes', heading, quotes }]
  })
}

/** Letters of an option that tell which one it is. Not measured. */
const subjectLetters = 80
