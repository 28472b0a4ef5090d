import { ChoiceWeight, mostAgreement, PollMethod, type Round } from './round.ts'

/** One option of a closed round with its place in the ranking. */
export interface RankedOption {
  readonly option: string
  /** Dots or points; of agreement the median. */
  readonly total: number
  /** 1 is best; equal totals share a rank and the next rank is skipped (standard competition ranking). */
  readonly rank: number
  /**
   * In the first k, or tied with one that is, or in the tie band. Drawer, board, projector and files mark the same options
   * in the same way.
   */
  readonly isShortlisted: boolean
  /** Too close to the cut to be separated by this vote: see `nearTie`. */
  readonly isInTieBand: boolean
}

/** One voter who moves one dot changes a difference by two. Within one dot of the cut the order means nothing. */
const nearTie = 1

/** With nine voters and twenty proposals the best is among the first five in 95 % of simulated votes. */
const defaultShortlist = 5

/**
 * Ranks options by total, best first, ties in the order of `options`.
 * The cut comes after `shortlist` places. The tie band is the set of options around the cut whose totals lie within
 * one dot of each other across it. It is empty when the cut is clean or when all options are shortlisted.
 */
export function rankOptions(
  options: readonly string[],
  totals: Readonly<Record<string, number>>,
  shortlist = defaultShortlist,
): readonly RankedOption[] {
  const sorted = options
    .map((option, order) => ({ option, order, total: totals[option] ?? 0 }))
    .sort((a, b) => b.total - a.total || a.order - b.order)
  const last = sorted[shortlist - 1]
  const first = sorted[shortlist]
  const isTight =
    last !== undefined && first !== undefined && last.total - first.total <= nearTie && last.total > 0
  let rank = 0
  return sorted.map(({ option, total }, index) => {
    if (index === 0 || total !== sorted[index - 1]?.total) rank = index + 1
    const isInTieBand = isTight && total > 0 && Math.abs(total - last.total) <= nearTie
    const isShortlisted = isInTieBand || (total > 0 && (last === undefined || total >= last.total))
    return { option, total, rank, isShortlisted, isInTieBand }
  })
}

/** The answers to one option of a round of agreement. */
export interface Agreement {
  /** How often each answer from 0 to 5 was given. */
  readonly counts: readonly number[]
  readonly answered: number
  readonly passed: number
  /** Of the answers. Null without any. */
  readonly median: number | null
  /** The median is 3 or more, and nobody answered 0. */
  readonly isAgreed: boolean
  /** Too few people answered, so that the answers are not published. */
  readonly isWithheld: boolean
}

/** The lowest median of what a group has agreed to. */
export const leastMedian = 3

export function agreementOf(
  { scores, passes, withheld = [] }: Pick<Round, 'scores' | 'passes' | 'withheld'>,
  option: string,
): Agreement {
  const counts = Array.from({ length: mostAgreement + 1 }, (_, answer) => scores?.[option]?.[answer] ?? 0)
  const median = medianOf(counts)
  const isAgreed = median !== null && median >= leastMedian && counts[0] === 0
  const answered = counts.reduce((sum, count) => sum + count, 0)
  const passed = passes?.[option] ?? 0
  return { counts, answered, passed, median, isAgreed, isWithheld: withheld.includes(option) }
}

/** The middle answer; between two middle ones their mean. */
function medianOf(counts: readonly number[]): number | null {
  const answers = counts.flatMap((count, answer) => Array.from({ length: count }, () => answer))
  const [low, high] = [answers[Math.ceil(answers.length / 2) - 1], answers[Math.floor(answers.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** The answers to one text of a round of choice, or to several. */
export interface Choices {
  readonly yes: number
  readonly almost: number
  readonly no: number
  /** Without those who passed. */
  readonly answered: number
  readonly passed: number
}

export function choicesOf({ scores, passes }: Pick<Round, 'scores' | 'passes'>, option: string): Choices {
  const [no, almost, yes] = [ChoiceWeight.no, ChoiceWeight.almost, ChoiceWeight.yes].map(
    (weight) => scores?.[option]?.[weight] ?? 0,
  ) as [number, number, number]
  return { yes, almost, no, answered: yes + almost + no, passed: passes?.[option] ?? 0 }
}

/** The answers to all texts of these rounds together. */
export function allChoicesOf(rounds: readonly Pick<Round, 'options' | 'scores' | 'passes'>[]): Choices {
  const all = rounds.flatMap((round) => round.options.map((option) => choicesOf(round, option)))
  const sumOf = (field: keyof Choices): number => all.reduce((sum, each) => sum + each[field], 0)
  return {
    yes: sumOf('yes'),
    almost: sumOf('almost'),
    no: sumOf('no'),
    answered: sumOf('answered'),
    passed: sumOf('passed'),
  }
}

/**
 * The one ranking of a closed round, for board, drawer, projector, files and the next step. Of agreement all that is
 * agreed goes on; the highest median comes first.
 */
export function rankRound(
  round: Pick<Round, 'options' | 'method' | 'totals' | 'scores' | 'passes' | 'withheld'>,
): readonly RankedOption[] {
  const { options, method, totals } = round
  // A choice chooses nothing: the texts stay in their order.
  if (method === PollMethod.choice)
    return options.map((option, index) => ({
      option,
      total: choicesOf(round, option).no,
      rank: index + 1,
      isShortlisted: false,
      isInTieBand: false,
    }))
  if (method !== PollMethod.agreement) return rankOptions(options, totals ?? {})
  const sorted = options
    .map((option, order) => ({ option, order, ...agreementOf(round, option) }))
    .map((each) => ({ ...each, total: each.median ?? 0, sum: totals?.[each.option] ?? 0 }))
    .sort(
      (a, b) =>
        Number(b.isAgreed) - Number(a.isAgreed) || b.total - a.total || b.sum - a.sum || a.order - b.order,
    )
  const isLevel = (a: (typeof sorted)[number], b: (typeof sorted)[number] | undefined): boolean =>
    a.isAgreed === b?.isAgreed && a.total === b.total
  return sorted.map(({ option, total, isAgreed }, index, all) => ({
    option,
    total,
    rank: 1 + all.findIndex((each) => isLevel(each, all[index])),
    isShortlisted: isAgreed,
    isInTieBand: false,
  }))
}

/** The points that an option got from each voter who gave it some, no points included. Undefined: nobody did, or dots. */
export function meanPoints(
  { method, totals, scores, hands }: Pick<Round, 'method' | 'totals' | 'scores' | 'hands'>,
  option: string,
): number | undefined {
  if (method !== PollMethod.score || totals === null) return undefined
  const voters = (scores?.[option] ?? []).reduce((sum, count) => sum + count, hands?.voters ?? 0)
  return voters === 0 ? undefined : (totals[option] ?? 0) / voters
}
