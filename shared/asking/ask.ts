/** A question as plain data. Its field, the check of an answer, the count and the column of its result follow from it. */
export type Ask = Scale | Choice<string> | Line

/** Of a question with answers to choose from. */
interface Answered {
  /** One may pass. A pass is counted apart: it is no answer. */
  readonly passes?: true
  /** Letters of the reason that one may give for an answer. It is shown with that answer. */
  readonly reason?: number
}

/** The answer of somebody who passes. */
export const pass = 'pass'

/** A whole number from one end to the other. */
export interface Scale extends Answered {
  readonly kind: 'scale'
  readonly from: number
  readonly to: number
}

/** One of a few options. The words of the activity name them: `question.option`. */
export interface Choice<Option extends string> extends Answered {
  readonly kind: 'choice'
  readonly of: readonly Option[]
  /** In secret fewer than five answers tell only which of these two was given more often. */
  readonly between?: readonly [Option, Option]
  /** The settled principles of the board are options, too, before the others: the server adds them when it asks. */
  readonly among?: 'principles'
  /** The words of options that are things of the board, as they were when it was asked. */
  readonly labels?: Readonly<Record<string, string>>
}

/** A line in words. */
export interface Line {
  readonly kind: 'text'
  /** Letters. */
  readonly most: number
}

/** The questions of a step by their names. */
export type Asks = Readonly<Record<string, Ask>>

/** People are asked about it: its exact words, frozen when they are asked. */
export interface Thing {
  readonly id: string
  readonly text: string
  /** Its number or name; empty for none. */
  readonly label: string
  /** The words of options that it has of its own, such as the sides of a dilemma. */
  readonly options?: Readonly<Record<string, string>>
}

/** The item of a question about a pair, or of a turn. */
export function itemOfPair(at: number, question: string): string {
  return `${at}/${question}`
}

/** Letters of the reason for which somebody proposes a thing. */
export const longestReason = 200

/** One field: a question, about one thing where a step asks about things. */
export interface AskedItem {
  /** The question, or `thing/question`, or `pair/question`. */
  readonly item: string
  readonly question: string
  readonly ask: Ask
  readonly thing: Thing | null
}

/** Two things side by side, by their places: the left one first. */
export type Pair = readonly [number, number]

/** One question about one thing, by its place. Null: nothing is asked, and everybody looks at what came out about it. */
export type Turn = readonly [place: number, question: string | null]

export function isTurn(part: Pair | Turn | undefined): part is Turn {
  return part !== undefined && typeof part[1] !== 'number'
}

/** Things are compared two at a time, or asked about in turns, one after the other: each has rows and a key of its own. */
export interface Pairs {
  readonly all: readonly (Pair | Turn)[]
  /** The place of the pair or turn that is asked about now, or was last. */
  readonly at: number
}

/** The fields of a step, thing after thing; of pairs and turns those of the one that is asked about now. */
export function itemsOf({
  asks,
  things,
  pairs,
}: {
  readonly asks: Asks
  readonly things: readonly Thing[]
  readonly pairs: Pairs | null
}): readonly AskedItem[] {
  const questions = Object.entries(asks)
  if (pairs) {
    const now = pairs.all[pairs.at]
    const turn = isTurn(now) ? now : null
    return questions
      .filter(([question]) => !turn || turn[1] === question)
      .map(([question, ask]) => ({
        item: itemOfPair(pairs.at, question),
        question,
        ask,
        thing: (turn && things[turn[0]]) ?? null,
      }))
  }
  if (things.length === 0)
    return questions.map(([question, ask]) => ({ item: question, question, ask, thing: null }))
  return things.flatMap((thing) =>
    questions.map(([question, ask]) => ({ item: `${thing.id}/${question}`, question, ask, thing })),
  )
}

export type Value = string | number

export function scale(from: number, to: number): Scale {
  return { kind: 'scale', from, to }
}

export function choice<const Option extends string>(...of: readonly Option[]): Choice<Option> {
  return { kind: 'choice', of }
}

export function text({ most }: { readonly most: number }): Line {
  return { kind: 'text', most }
}

/** The answers that are counted, in their order; undefined for words of one's own. */
export function countedAnswers(ask: Ask): readonly Value[] | undefined {
  switch (ask.kind) {
    case 'scale':
      return Array.from({ length: ask.to - ask.from + 1 }, (_, index) => ask.from + index)
    case 'choice':
      return ask.of
    case 'text':
      return undefined
  }
}

/** The answers among which one chooses, a pass at the end; undefined for words of one's own. */
export function answersTo(ask: Ask): readonly Value[] | undefined {
  const counted = countedAnswers(ask)
  return ask.kind !== 'text' && ask.passes ? counted?.concat(pass) : counted
}

/** Letters of the reason that goes with this answer. 0: it takes none. */
export function lettersOfReason(ask: Ask, value: Value | null | undefined): number {
  return ask.kind === 'text' || value === undefined || value === null || value === pass
    ? 0
    : (ask.reason ?? 0)
}

/** True for an answer as the server keeps it: one of the list, or a line with words. */
export function isAnswer(ask: Ask, value: unknown): value is Value {
  if (ask.kind !== 'text') return answersTo(ask)?.some((answer) => answer === value) === true
  return (
    typeof value === 'string' && value.trim() !== '' && value.length <= ask.most && !/[\n\r]/u.test(value)
  )
}

/**
 * The audience of answers. `secret`: counts and words without names once the group shows them, and nothing of fewer than
 * three people. `unsigned`: the same of any number. `named`: each answer with the name of its author.
 */
export const AskAudience = { secret: 'secret', unsigned: 'unsigned', named: 'named' } as const
export type AskAudience = (typeof AskAudience)[keyof typeof AskAudience]
