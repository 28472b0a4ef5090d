import {
  AskAudience,
  countedAnswers,
  pass,
  type Ask,
  type Asks,
  type Pairs,
  type Thing,
  type Value,
} from './ask.ts'

/** The result of a question: no ids of people, no order of answers, no tie to another question. */
export type ShownColumn =
  | {
      readonly kind: 'counts'
      readonly counts: readonly AnswerCount[]
      /** Of a question that one may pass. */
      readonly passed?: number
      /** Of a question that takes reasons, in no order. */
      readonly reasons?: readonly AnswerReason[]
    }
  | { readonly kind: 'texts'; readonly texts: readonly SaidText[]; readonly left: number }
  /** So few answered that only the more frequent one of two answers is kept. Null: neither was. */
  | { readonly kind: 'outcome'; readonly won: Value | null }
  /** So few answered that their answers are not kept anywhere. */
  | { readonly kind: 'withheld' }

export interface AnswerCount {
  readonly answer: Value
  readonly count: number
  /** Of people who gave it with their name, in no order. */
  readonly names: readonly string[]
}

export interface SaidText {
  readonly text: string
  /** Null: without a name. */
  readonly name: string | null
}

/** Why somebody gave an answer. */
export interface AnswerReason extends SaidText {
  readonly answer: Value
}

export interface AskedOutcome {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly voted: number
  /** The people who were asked. */
  readonly of: number
  /** By their items. */
  readonly columns: Readonly<Record<string, ShownColumn>>
}

/** One answer to one question, without its author. */
export interface GivenAnswer {
  readonly value: Value
  /** Null: without the name of its author. */
  readonly name: string | null
  readonly reason?: string
}

/** One shared document value has at most so many words of people. Not measured: 5,000 of them were 119 kB. */
const mostTexts = 1_000
const mostLetters = 60_000

/** In a secret question fewer answers would tell whose they are. */
const fewestInSecret = 3
/** With fewer answers the outcome of a choice between two is told without a margin. */
export const fewestForMargin = 5

/** Shuffles the items of a list. */
export type Shuffle = <Item>(items: readonly Item[]) => readonly Item[]

export interface AskingRules {
  readonly audience: AskAudience
  readonly asks: Asks
  /** Without any, people are asked about nothing. */
  readonly things: readonly Thing[]
  /** Null: about each thing, at once. */
  readonly pairs: Pairs | null
  /** Answers to a question, below which it is withheld. */
  readonly fewest: number
}

/** Counts the answers to one question, each question apart. */
export function countedColumn(
  ask: Ask,
  given: readonly GivenAnswer[],
  { audience, fewest }: Pick<AskingRules, 'audience' | 'fewest'>,
  shuffle: Shuffle,
): ShownColumn {
  const isSecret = audience === AskAudience.secret
  if (isSecret && ask.kind === 'choice' && ask.between && given.length > 0 && given.length < fewestForMargin)
    return { kind: 'outcome', won: moreFrequent(ask.between, given) }
  const least = isSecret ? Math.max(fewest, fewestInSecret) : fewest
  const answered = ask.kind === 'text' ? given : given.filter(({ value }) => value !== pass)
  if (given.length > 0 && answered.length < least) return { kind: 'withheld' }
  const said = shuffle(answered)
  const nameOf = ({ name }: GivenAnswer) => (audience === AskAudience.named ? name : null)
  const answers = countedAnswers(ask)
  if (!answers || ask.kind === 'text') {
    const all = said.map((each): SaidText => ({ text: String(each.value), name: nameOf(each) }))
    const texts = published(all)
    return { kind: 'texts', texts, left: all.length - texts.length }
  }
  const counts = answers.map((answer): AnswerCount => {
    const those = said.filter(({ value }) => value === answer)
    return { answer, count: those.length, names: those.flatMap((each) => nameOf(each) ?? []) }
  })
  // A reason has the name that its author signed it with, for every audience of the answers.
  const reasons = said.flatMap(({ value: answer, reason: text, name }) =>
    text === undefined ? [] : [{ answer, text, name }],
  )
  return {
    kind: 'counts',
    counts,
    ...(ask.passes && { passed: given.length - answered.length }),
    ...(ask.reason !== undefined && { reasons: published(reasons) }),
  }
}

/** As many words of people as one shared value may have. */
function published<Said extends SaidText>(all: readonly Said[]): readonly Said[] {
  let letters = 0
  const end = all.findIndex(({ text }) => (letters += text.length) > mostLetters)
  return all.slice(0, Math.min(end < 0 ? all.length : end, mostTexts))
}

/** The one of two answers that was given more often; null for neither. */
function moreFrequent([one, other]: readonly [Value, Value], given: readonly GivenAnswer[]): Value | null {
  const countOf = (answer: Value) => given.filter(({ value }) => value === answer).length
  const lead = countOf(one) - countOf(other)
  return lead === 0 ? null : lead > 0 ? one : other
}

/** True if nothing came out that anybody may see. */
export function isEmptyOutcome({ columns }: Pick<AskedOutcome, 'columns'>): boolean {
  return Object.values(columns).every((column) => {
    switch (column.kind) {
      case 'withheld':
        return true
      case 'outcome':
        return false
      case 'counts':
        return column.counts.every(({ count }) => count === 0)
      case 'texts':
        return column.texts.length === 0
    }
  })
}

/** The outcomes of one pair after the other in one. Of a pair that was asked twice the last answers count, if there are any. */
export function joinedOutcome(outcomes: readonly AskedOutcome[]): AskedOutcome {
  const columns: Record<string, ShownColumn> = {}
  for (const outcome of outcomes)
    for (const [item, column] of Object.entries(outcome.columns))
      if (!(item in columns) || !isEmptyOutcome({ columns: { item: column } })) columns[item] = column
  return {
    at: Math.max(0, ...outcomes.map(({ at }) => at)),
    voted: Math.max(0, ...outcomes.map(({ voted }) => voted)),
    of: Math.max(0, ...outcomes.map(({ of }) => of)),
    columns,
  }
}
