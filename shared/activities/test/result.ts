import { Side, type Block, type Quote, type Reader } from '#shared/blocks/block.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import type { Reason, Round } from '#shared/workshop/round.ts'
import { toldLeastNo, toldNo } from '#shared/statements/told-no.ts'
import type { TestedRound } from '#shared/statements/tested.ts'
import { specificityIn } from '#shared/workshop/specificity.ts'
import { choicesOf, type Choices } from '#shared/workshop/tally.ts'
import { theirResults } from '#shared/workshop/theirs.ts'
import { testWordsOf, type TestWords } from './result-words.ts'

/** How a sentence was judged under other names. The answers judge the sentence, never a person. */
export interface SwapResult {
  readonly round: string
  readonly isImported?: true
  readonly voted: number
  readonly eligible: number
  /** Null: nothing was published. */
  readonly answers: {
    readonly no: number
    readonly answered: number
    readonly shareOfNo: number | null
    readonly isSpecific: boolean
    /** Names with too few answers to publish them. */
    readonly withheld: readonly string[]
    readonly names: readonly ({ readonly name: string; readonly text: string } & Choices)[]
    readonly reasons: readonly SwapReason[]
  } | null
}

/** With the name under which the sentence was judged. */
type SwapReason = Reason & { readonly other: string }

export function swapOf(round: TestedRound): SwapResult {
  const { id, voted, eligible, options, labels, texts, totals, reasons = [], withheld = [] } = round
  const nameOf = (option: string): string => labels?.[option] ?? ''
  const { no, answered, shareOfNo, isSpecific } = specificityIn(round)
  return {
    round: id,
    ...(round.isImported && { isImported: round.isImported }),
    voted,
    eligible,
    answers: totals && {
      no,
      answered,
      shareOfNo,
      isSpecific,
      withheld: withheld.map(nameOf),
      names: options
        .filter((option) => !withheld.includes(option))
        .map((option) => ({
          name: nameOf(option),
          text: texts?.[option] ?? '',
          ...choicesOf(round, option),
        })),
      reasons: reasons.map((reason) => ({ ...reason, other: nameOf(reason.option) })),
    },
  }
}

/** The share of "No", what it says of the sentence, the answers under each name, and the reasons. */
export function swapBlocks(
  { voted, eligible, isImported, answers }: SwapResult,
  { language }: Reader,
): readonly Block[] {
  const words = testWordsOf(language)
  const facts: Block = {
    kind: 'facts',
    facts: [words.voted(voted, eligible), ...(isImported ? [words.imported] : [])],
  }
  if (!answers) return [facts, { kind: 'remark', text: voted === 0 ? words.nobody : words.withheld }]
  const { names, withheld, reasons } = answers
  const hasPasses = names.some(({ passed }) => passed > 0)
  const [no, almost, yes] = words.answers
  return [
    facts,
    ...verdictOf(answers, language),
    {
      kind: 'shares',
      heads: words.heads,
      answers: [
        { label: no, side: Side.for },
        { label: almost, side: Side.between },
        { label: yes, side: Side.against },
        ...(hasPasses ? [{ label: words.pass, side: Side.outside }] : []),
      ],
      repeats: true,
      rows: names.map((each) => ({
        label: printableLine(each.name),
        counts: [each.no, each.almost, each.yes, ...(hasPasses ? [each.passed] : [])],
        amount: words.share(each.answered === 0 ? null : each.no / each.answered),
      })),
    },
    ...withheld.map((name): Block => ({
      kind: 'remark',
      text: words.about(printableLine(name), words.withheld),
    })),
    ...(reasons.length > 0
      ? [{ kind: 'quotes', heading: words.reasons, quotes: reasons.map(quoteOf(words)) } as const]
      : []),
  ]
}

function verdictOf(
  { no, answered, isSpecific }: NonNullable<SwapResult['answers']>,
  language: Reader['language'],
): readonly Block[] {
  const words = testWordsOf(language)
  if (answered === 0) return [{ kind: 'remark', text: words.nobody }]
  const text = isSpecific ? words.specific : words.notSpecific
  const side = isSpecific ? Side.for : Side.between
  return [
    { kind: 'verdict', amount: toldNo(language, { no, answered }), text, side },
    { kind: 'remark', text: words.rule(toldLeastNo(language, answered)) },
  ]
}

function quoteOf(words: TestWords): (reason: SwapReason) => Quote {
  const said: readonly string[] = words.answers
  return ({ text, name, answer = 0, other }) => ({
    text: printable(text).trim(),
    name: name && printableLine(name),
    about: words.about(printableLine(other), said[answer] ?? ''),
    answers: [],
    remark: '',
  })
}

/** The answers to a sentence, by the ids of their notes; the ones that most found defensible come first. */
export function writtenBlocks(
  notes: readonly string[],
  { language }: Reader,
  asked?: Pick<Round, 'options' | 'totals' | 'voted'>,
): readonly Block[] {
  const words = testWordsOf(language)
  if (notes.length === 0) return [{ kind: 'remark', text: words.noWords }]
  const totals = asked?.totals
  const facts = [words.written(notes.length), ...(totals ? [words.defended] : [])]
  const sorted = totals ? notes.toSorted((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0)) : notes
  return [{ kind: 'notes', heading: null, facts, notes: sorted }]
}

/** The purposes of others, whose they are, how many of us could sign them, and what that says of ours. */
export function theirBlocks(
  round: Pick<Round, 'voted' | 'eligible'> & Parameters<typeof theirResults>[0],
  { language }: Reader,
): readonly Block[] {
  const words = testWordsOf(language)
  const all = theirResults(round)
  const shares = all.flatMap(({ share }) => share ?? [])
  const most = all.find(({ share }) => share !== null && share === Math.max(...shares))
  const verdict: Block = most
    ? {
        kind: 'verdict',
        amount: words.about(printableLine(most.source), words.wouldSign(most.yes, most.answered)),
        text: most.isMany ? words.theirsMany : words.theirsFew,
        side: most.isMany ? Side.against : Side.for,
      }
    : { kind: 'remark', text: round.voted === 0 ? words.nobody : words.withheld }
  return [
    { kind: 'facts', facts: [words.voted(round.voted, round.eligible)] },
    verdict,
    ...all.map(({ text, source, yes, answered }): Block => {
      const facts = [printableLine(source), ...(answered > 0 ? [words.wouldSign(yes, answered)] : [])]
      return { kind: 'statement', text: printable(text), facts }
    }),
  ]
}
