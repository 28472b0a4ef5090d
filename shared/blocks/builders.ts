import { printable } from '../text/printable.ts'
import { Side, type Distribution, type Quotes } from './block.ts'

type Value = string | number

/** How often each answer to one question was given: no people, and no order. */
export interface Counted<Answer extends Value> {
  /** The question in a few words; empty where the blocks before it say it. */
  readonly label: string
  /** An answer in words. */
  readonly labelOf: (answer: Answer) => string
  readonly counts: readonly { readonly answer: Answer; readonly count: number }[]
  readonly passed: number
  /** Beside the bar of those who passed. Without it they have none. */
  readonly passLabel?: string
}

/** The words that people wrote to one question, in no order. */
export interface Written {
  readonly label: string
  readonly texts: readonly string[]
}

interface Distributed<Answer extends Value> {
  /** Short facts above the bars, on one line. */
  readonly facts?: readonly string[]
  /** Left out: every answer is for it. */
  readonly sideOf?: (answer: Answer) => Side
  readonly signOf?: (answer: Answer) => string
}

/** A bar for each answer, in the order of the counts, and one for those who passed, if anybody did. */
export function distribution<Answer extends Value>(
  { label, labelOf, counts, passed, passLabel }: Counted<Answer>,
  { facts = [], sideOf = () => Side.for, signOf }: Distributed<Answer> = {},
): Distribution {
  const bars = counts.map(({ answer, count }) => ({
    label: labelOf(answer),
    ...(signOf && { sign: signOf(answer) }),
    count,
    amount: String(count),
    side: sideOf(answer),
  }))
  const passes =
    passed > 0 && passLabel !== undefined
      ? [{ label: passLabel, count: passed, amount: String(passed), side: Side.outside }]
      : []
  return { kind: 'distribution', heading: label || null, facts, bars: [...bars, ...passes] }
}

/** Words of people, without their names. */
export function quotes({ label, texts }: Written): Quotes {
  return {
    kind: 'quotes',
    heading: label || null,
    quotes: texts.map((text) => ({
      text: printable(text).trim(),
      name: null,
      about: '',
      answers: [],
      remark: '',
    })),
  }
}
