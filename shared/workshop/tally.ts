import { familiesOf, type Family } from './families.ts'
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
  /** The best of its family, where that is another option: a family goes on once, and this one in the file of the best. */
  readonly behind?: string
}

/** One voter who moves one dot changes a difference by two. Within one dot of the cut the order means nothing. */
const nearTie = 1

/** With nine voters and twenty proposals the best is among the first five in 95 % of simulated votes. */
export const defaultPlaces = 5

/** More sentences nobody compares in one step. Where a band is larger, the group votes again, on the band alone. */
export const mostGoingOn = 7

type FamilyFacts = Pick<Round, 'builtOn' | 'places'>

/**
 * Ranks families by their best option, best first, ties in the order of `options`. The others of a family follow their best.
 * The cut comes after so many places. The tie band is the set of families around the cut whose totals lie within
 * one dot of each other across it. It is empty when the cut is clean or when all families are shortlisted.
 */
export function rankOptions(
  options: readonly string[],
  totals: Readonly<Record<string, number>>,
  { places = defaultPlaces, builtOn }: FamilyFacts = {},
): readonly RankedOption[] {
  const scored = options.map((option, order) => ({ option, order, total: totals[option] ?? 0 }))
  const sorted = bestOfFamilies(scored, builtOn, (a, b) => b.total - a.total)
  const last = sorted[places - 1]?.best
  const first = sorted[places]?.best
  const isTight =
    last !== undefined && first !== undefined && last.total - first.total <= nearTie && last.total > 0
  return flat(sorted, {
    isLevel: (a, b) => a.total === b.total,
    marksOf: ({ total }) => {
      const isInTieBand = isTight && total > 0 && Math.abs(total - last.total) <= nearTie
      return {
        isShortlisted: isInTieBand || (total > 0 && (last === undefined || total >= last.total)),
        isInTieBand,
      }
    },
  })
}

interface Scored {
  readonly option: string
  /** In the list of options. */
  readonly order: number
  readonly total: number
}

interface RankedFamily<Item extends Scored> {
  readonly best: Item
  readonly others: readonly Item[]
}

/** Of two in one family that are level, the one that was built later goes on: it was written to be better. */
function bestOfFamilies<Item extends Scored>(
  items: readonly Item[],
  builtOn: Round['builtOn'],
  compare: (a: Item, b: Item) => number,
): readonly RankedFamily<Item>[] {
  const byOption = new Map(items.map((item) => [item.option, item]))
  return familiesIn({ options: items.map(({ option }) => option), builtOn })
    .flatMap(({ members }): readonly RankedFamily<Item>[] => {
      const all = members.flatMap((id) => byOption.get(id) ?? [])
      const [best, ...others] = all.toReversed().sort(compare)
      return best ? [{ best, others: others.toReversed().sort(compare) }] : []
    })
    .sort((a, b) => compare(a.best, b.best) || a.best.order - b.best.order)
}

/** The families among the options of a round, as they were when it opened. */
export function familiesIn({
  options,
  builtOn = {},
}: { readonly builtOn?: Round['builtOn'] } & Pick<Round, 'options'>): readonly Family[] {
  return familiesOf(options, (id) => (Object.hasOwn(builtOn, id) ? (builtOn[id] ?? []) : []))
}

interface Marks<Item> {
  readonly isLevel: (a: Item, b: Item) => boolean
  readonly marksOf: (best: Item) => Pick<RankedOption, 'isShortlisted' | 'isInTieBand'>
}

function flat<Item extends Scored>(
  families: readonly RankedFamily<Item>[],
  { isLevel, marksOf }: Marks<Item>,
): readonly RankedOption[] {
  let rank = 0
  return families.flatMap(({ best, others }, index) => {
    const before = families[index - 1]?.best
    if (!before || !isLevel(best, before)) rank = index + 1
    return [
      { option: best.option, total: best.total, rank, ...marksOf(best) },
      ...others.map(({ option, total }) => ({
        option,
        total,
        rank,
        isShortlisted: false,
        isInTieBand: false,
        behind: best.option,
      })),
    ]
  })
}

interface LargeBand {
  readonly options: readonly string[]
  readonly places: number
}

/**
 * The options of the run-off that a vote asks for: its band, where more go on than can be worked on. Null: all go on. After a
 * run-off that separated nothing the room decides: see `levelRunOffOf`.
 */
export function runOffOf(round: VotedRound): LargeBand | null {
  return isLevelRunOff(round) ? null : largeBandOf(round)
}

/** The same after a run-off that separated nothing: the room may vote on these again, and all go on where it does not. */
export function levelRunOffOf(round: VotedRound): LargeBand | null {
  return isLevelRunOff(round) ? largeBandOf(round) : null
}

type VotedRound = RankedRound & Pick<Round, 'isRunOff'>

function isLevelRunOff(round: VotedRound): boolean {
  const ranked = rankRound(round)
  const families = ranked.filter(({ behind }) => behind === undefined).length
  return round.isRunOff === true && goingOn(ranked).band.length === families
}

function largeBandOf(round: VotedRound): LargeBand | null {
  if (round.totals === null || round.method === PollMethod.agreement) return null
  const { clear, band } = goingOn(rankRound(round))
  const { places = defaultPlaces } = round
  if (clear.length + band.length <= mostGoingOn - (defaultPlaces - places)) return null
  return { options: band, places: Math.max(1, places - clear.length) }
}
/** Those that a vote has chosen: apart from the band, and in it. */
export function goingOn(ranked: readonly RankedOption[]): {
  readonly clear: readonly string[]
  readonly band: readonly string[]
} {
  const chosen = ranked.filter(({ isShortlisted }) => isShortlisted)
  return {
    clear: chosen.flatMap(({ option, isInTieBand }) => (isInTieBand ? [] : [option])),
    band: chosen.flatMap(({ option, isInTieBand }) => (isInTieBand ? [option] : [])),
  }
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

type RankedRound = Pick<Round, 'options' | 'method' | 'totals' | 'scores' | 'passes' | 'withheld'> &
  FamilyFacts

/** A round is never changed, and a screen of its results asks for the ranking a dozen times. */
const rankings = new WeakMap<RankedRound, readonly RankedOption[]>()

/**
 * The one ranking of a closed round, for board, drawer, projector, files and the next step. Of agreement all that is
 * agreed goes on; the highest median comes first.
 */
export function rankRound(round: RankedRound): readonly RankedOption[] {
  const ranked = rankings.get(round) ?? rankingOf(round)
  rankings.set(round, ranked)
  return ranked
}

function rankingOf(round: RankedRound): readonly RankedOption[] {
  const { options, method, totals, builtOn } = round
  // A choice chooses nothing: the texts stay in their order.
  if (method === PollMethod.choice)
    return options.map((option, index) => ({
      option,
      total: choicesOf(round, option).no,
      rank: index + 1,
      isShortlisted: false,
      isInTieBand: false,
    }))
  if (method !== PollMethod.agreement) return rankOptions(options, totals ?? {}, round)
  const scored = options
    .map((option, order) => ({ option, order, ...agreementOf(round, option) }))
    .map((each) => ({ ...each, total: each.median ?? 0, sum: totals?.[each.option] ?? 0 }))
  const sorted = bestOfFamilies(
    scored,
    builtOn,
    (a, b) => Number(b.isAgreed) - Number(a.isAgreed) || b.total - a.total || b.sum - a.sum,
  )
  return flat(sorted, {
    isLevel: (a, b) => a.isAgreed === b.isAgreed && a.total === b.total,
    marksOf: ({ isAgreed }) => ({ isShortlisted: isAgreed, isInTieBand: false }),
  })
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
