import { Side, type Block, type RankingPart, type RankingRow, type Reader } from '#shared/blocks/block.ts'
import { decimal, numbered } from '#shared/blocks/numbers.ts'
import { abridged } from '#shared/text/excerpt.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import type { Reply } from '#shared/workshop/adoption.ts'
import { PollMethod, type Reason, type Round } from '#shared/workshop/round.ts'
import {
  agreementOf,
  choicesOf,
  goingOn,
  leastMedian,
  levelRunOffOf,
  meanPoints,
  rankRound,
  runOffOf,
  type Agreement,
  type Choices,
  type RankedOption,
} from '#shared/workshop/tally.ts'
import { voteWordsOf, type VoteWords } from './result-words.ts'

/** A closed round, with the answers in writing to its reasons. */
export type ClosedRound = Omit<Round, 'ballots' | 'state' | 'reasons'> & {
  readonly reasons?: readonly PublishedReason[]
}

type PublishedReason = Reason & { readonly reply?: Reply }

/** The result of a closed round, best option first. */
export interface RoundRanking extends Pick<
  ClosedRound,
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
  | 'isImported'
> {
  readonly round: string
  /** Number of the voters who raised their hands; 0 without a show of hands. */
  readonly hands: number
  /** Null: nothing was published. */
  readonly ranked: readonly RankedOption[] | null
  /** In a vote with scores: the mean of each option that somebody gave points. */
  readonly means: Readonly<Record<string, number>>
  /** In a vote with scores: how often each number of points was given. */
  readonly scores: Readonly<Record<string, readonly number[]>>
  /** In a vote on agreement: the answers to each option, and the reasons. */
  readonly agreements: Readonly<Record<string, Agreement>>
  /** In a vote of choice: the answers to each text. */
  readonly choices: Readonly<Record<string, Choices>>
  readonly reasons: readonly PublishedReason[]
  /** For so many answers of 0 a reason is awaited. */
  readonly awaited: Readonly<Record<string, number>>
  /** It decided the band of an earlier vote. */
  readonly isRunOff: boolean
  /** More are level than go on together: the group votes again, on these alone. */
  readonly runOff: boolean
  /** It decided nothing: more are level than go on together, once more. */
  readonly isLevelAgain: boolean
}

export function rankingOf(round: ClosedRound): RoundRanking {
  const { id, method, number, title, target, isSecret, voted, eligible, budget, cap } = round
  const { about, texts, options } = round
  const ofEach = <Answers>(answersOf: (option: string) => Answers): Readonly<Record<string, Answers>> =>
    Object.fromEntries(options.map((option) => [option, answersOf(option)]))
  const means = options.flatMap((option) => {
    const mean = meanPoints(round, option)
    return mean === undefined ? [] : [[option, mean] as const]
  })
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
    ranked: round.totals && rankRound(round),
    agreements: method === PollMethod.agreement ? ofEach((option) => agreementOf(round, option)) : {},
    choices: method === PollMethod.choice ? ofEach((option) => choicesOf(round, option)) : {},
    reasons: round.reasons ?? [],
    awaited: round.awaited ?? {},
    isRunOff: round.isRunOff === true,
    runOff: runOffOf(round) !== null,
    isLevelAgain: levelRunOffOf(round) !== null,
    means: Object.fromEntries(means),
    scores: method === PollMethod.score ? (round.scores ?? {}) : {},
  }
}

/** The words of an option: those that its round decided about. */
export interface OptionWords {
  readonly text: string
  /** Its change since then, in words; null where it is as it was. */
  readonly since: string | null
  readonly kind?: RankingRow['kind']
  /** The fixed number of a proposal. */
  readonly number?: number | undefined
}

export type WordsOfOption = (option: string) => OptionWords

interface Shown {
  /** Items that nobody chose are listed, too, not only counted. */
  readonly hasAll?: boolean
  /** Only these, in one list: somebody looks for them. */
  readonly among?: ReadonlySet<string>
  /** Of those that go on no more than these: all others are counted. */
  readonly most?: number
}

/** Secret or named, how many voted, and by which rules. */
export function voteFacts(ranking: RoundRanking, { language }: Reader): readonly string[] {
  const words = voteWordsOf(language)
  return [
    ...(ranking.isRunOff ? [words.isRunOff(ranking.ranked?.length ?? 0)] : []),
    ranking.isSecret ? words.secret : words.open,
    words.answered(ranking.voted, ranking.eligible),
    ...(ranking.hands > 0 ? [words.hands(ranking.hands)] : []),
    rulesOf(ranking, words),
    ...(ranking.isImported ? [words.imported] : []),
  ]
}

/** The ranking, what is only counted of it, and the reasons. */
export function rankingBlocks(
  ranking: RoundRanking,
  wordsOf: WordsOfOption,
  { language }: Reader,
  { hasAll = false, most, among }: Shown = {},
): readonly Block[] {
  const words = voteWordsOf(language)
  const { method, voted } = ranking
  const ranked = ranking.ranked?.filter(({ option }) => among?.has(option) !== false) ?? []
  const counts = method !== PollMethod.agreement && method !== PollMethod.choice
  const chosen = hasAll || among || !counts ? ranked : ranked.filter(({ total }) => total > 0)
  const isChoosing = counts && most !== undefined && chosen.some(({ isShortlisted }) => isShortlisted)
  const shown = (isChoosing ? chosen.filter(({ isShortlisted }) => isShortlisted) : chosen).slice(0, most)
  const arePoints = method === PollMethod.score
  const left = ranked.length - chosen.length
  const remarks = [
    ...(ranking.ranked === null ? [voted === 0 ? words.nobody : words.noTotals] : []),
    ...(ranking.ranked === null && voted > 0 && counts ? [words.nothingLeftOut] : []),
    ...(chosen.length > shown.length ? [words.others(chosen.length - shown.length)] : []),
    // Items that nobody chose are only counted.
    ...(left > 0 ? [(arePoints ? words.noPoints : words.noDots)(left)] : []),
    ...(among ? [] : goingOnInWords(ranking, words)),
  ]
  const heads = [words.rankHead, words.itemHead, amountHead(ranking, words)] as const
  const shortlisted = method === PollMethod.agreement ? words.agreed : words.shortlisted
  return [
    ...(among ? [{ items: shown }] : partsOf(ranking, shown, words)).map(({ part, items }: Part): Block => ({
      kind: 'ranking',
      heads,
      shortlisted,
      ...(part && { part }),
      rows: items.map((item) => rowOf(item, ranking, wordsOf, language)),
    })),
    ...remarks.map((text) => ({ kind: 'remark', text }) as const),
    ...reasonBlocks(ranking, wordsOf, words),
  ]
}

interface Part {
  readonly part?: RankingPart
  readonly items: readonly RankedOption[]
}

/** Those ahead, the band, and the others. What goes on by another rule, and where nothing does, is one list. */
function partsOf(ranking: RoundRanking, shown: readonly RankedOption[], words: VoteWords): readonly Part[] {
  const { ranked, method } = ranking
  const { clear, band } = goingOn(ranked ?? [])
  if (method === PollMethod.agreement || clear.length + band.length === 0)
    return shown.length > 0 ? [{ items: shown }] : []
  const others = (ranked?.length ?? 0) - clear.length - band.length
  const parts: readonly (Part & { readonly part: RankingPart })[] = [
    {
      part: { kind: 'ahead', title: words.ahead(clear.length), text: '' },
      items: shown.filter(({ isShortlisted, isInTieBand }) => isShortlisted && !isInTieBand),
    },
    {
      part: {
        kind: 'band',
        title: words.tieMark,
        text:
          ranking.runOff || ranking.isLevelAgain ? words.bandIsLarge(band.length) : words.band(band.length),
      },
      items: shown.filter(({ isInTieBand }) => isInTieBand),
    },
    {
      part: { kind: 'rest', title: words.rest(others), text: '' },
      items: shown.filter(({ isShortlisted }) => !isShortlisted),
    },
  ]
  return parts.filter(({ items }) => items.length > 0)
}

/** "Seven go on: three that stand out, and four that are level", or that the group votes again. */
function goingOnInWords(ranking: RoundRanking, words: VoteWords): readonly string[] {
  const { clear, band } = goingOn(ranking.ranked ?? [])
  if (ranking.method === PollMethod.agreement || clear.length + band.length === 0) return []
  if (ranking.isLevelAgain) return [words.levelAgain(band.length)]
  // Those ahead in the vote before go on, too.
  if (ranking.isRunOff) return [words.goOnFromRunOff(clear.length + band.length)]
  return [ranking.runOff ? words.runOff(band.length) : words.goOn(clear.length, band.length)]
}

function rowOf(
  { option, rank, total, isShortlisted, isInTieBand, behind }: RankedOption,
  ranking: RoundRanking,
  wordsOf: WordsOfOption,
  language: Reader['language'],
): RankingRow {
  const words = voteWordsOf(language)
  const { text, since, kind, number } = wordsOf(option)
  const agreement = ranking.agreements[option]
  const isOfChoice = ranking.choices[option] !== undefined
  const median = agreement?.median ?? null
  return {
    id: option,
    rank,
    // No discs: a median and three answers are no number of things.
    total: agreement || isOfChoice ? 0 : total,
    figure: isOfChoice ? '' : agreement ? (median === null ? '–' : decimal(language, median)) : String(total),
    isShortlisted,
    text,
    ...(kind && { kind }),
    ...(number !== undefined && { number: numbered(language, number) }),
    amount: amountOf(ranking, option, total, words),
    ...answersIn(ranking, option, words),
    tie: isInTieBand ? words.tieMark : null,
    ...(behind !== undefined && {
      family: words.family(abridged(printableLine(wordsOf(behind).text), subjectLetters)),
    }),
    since,
  }
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
  { method, means, scores, agreements, choices, awaited, cap, voted }: RoundRanking,
  option: string,
  total: number,
  words: VoteWords,
): string {
  const agreement = agreements[option]
  if (agreement?.isWithheld) return words.withheld
  const waiting = awaited[option] ?? 0
  if (agreement)
    return [words.median(agreement.median), ...(waiting > 0 ? [words.awaited(waiting)] : [])].join(', ')
  const chosen = choices[option]
  if (chosen) return words.choices(chosen)
  if (method === PollMethod.score) return words.points(total, means[option], scores[option])
  // With one dot on each at most, dots are people.
  return cap === 1 ? words.dotsOf(total, voted) : words.dots(total)
}

/** The same of one option of a closed round, for a sentence that is heard. */
export function amountInWords(round: ClosedRound, option: string, { language }: Reader): string {
  return amountOf(rankingOf(round), option, round.totals?.[option] ?? 0, voteWordsOf(language))
}

/** How often each answer was given, and how many passed. */
function answersIn(
  { agreements }: RoundRanking,
  option: string,
  words: VoteWords,
): Pick<RankingRow, 'answers'> {
  const agreement = agreements[option]
  if (!agreement) return {}
  const { counts, passed } = agreement
  const bars = counts.map((count, answer) => ({
    label: String(answer),
    count,
    amount: String(count),
    side: sideOfAnswer(answer),
  }))
  const passes = {
    label: words.passed,
    sign: words.pass,
    count: passed,
    amount: String(passed),
    side: Side.outside,
  }
  return { answers: { bars: [...bars, ...(passed > 0 ? [passes] : [])], inWords: words.answers(agreement) } }
}

/** Of an answer from 0 to 5. */
function sideOfAnswer(answer: number): Side {
  return answer === 0 ? Side.against : answer < leastMedian ? Side.between : Side.for
}

/** Letters of an option that tell which one it is. Not measured. */
const subjectLetters = 80

/** The reasons of people, by option. */
function reasonBlocks(ranking: RoundRanking, wordsOf: WordsOfOption, words: VoteWords): readonly Block[] {
  return (ranking.ranked ?? []).flatMap(({ option }): readonly Block[] => {
    const reasons = ranking.reasons.filter((reason) => reason.option === option)
    if (reasons.length === 0) return []
    const isOfAgreement = ranking.agreements[option] !== undefined
    const about = abridged(printableLine(wordsOf(option).text), subjectLetters)
    const areObjections = isOfAgreement && reasons.every(({ answer = 0 }) => answer === 0)
    const quotes = reasons.map(({ text, name, answer = 0, reply }) => ({
      text: printable(text).trim(),
      name: name && printableLine(name),
      about: areObjections ? '' : isOfAgreement ? words.answer(answer) : words.choice(answer),
      answers: reply ? [printable(reply.text).trim()] : [],
      remark: '',
    }))
    const heading = areObjections ? words.objectionsTo(about) : words.reasonsAbout(about)
    return [{ kind: 'quotes', heading, ...(areObjections && { side: Side.against }), quotes }]
  })
}

/** A number for each option of two rounds, in the order of the later one. An option of only one round has a dash. */
export function comparisonBlock(
  [earlier, later]: readonly [ClosedRound, ClosedRound],
  wordsOf: WordsOfOption,
  { language }: Reader,
): Block {
  const words = voteWordsOf(language)
  const totalIn = ({ options, totals }: ClosedRound, option: string) =>
    options.includes(option) ? (totals?.[option] ?? 0) : undefined
  const rows = [...new Set([...later.options, ...earlier.options])]
    .map((option) => ({ option, before: totalIn(earlier, option), now: totalIn(later, option) }))
    .toSorted((a, b) => (b.now ?? 0) - (a.now ?? 0) || (b.before ?? 0) - (a.before ?? 0))
  return {
    kind: 'table',
    heads: [words.itemHead, words.round(earlier.number), words.round(later.number)],
    rows: rows.map(({ option, before, now }) => [
      wordsOf(option).text,
      String(before ?? '–'),
      String(now ?? '–'),
    ]),
    figures: 2,
  }
}
