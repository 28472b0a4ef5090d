import { answersTo, AskAudience, type Ask, type Asks, type Value } from './ask.ts'

/** The result of a question: no ids of people, no order of answers, no tie to another question. */
export type ShownColumn =
  | { readonly kind: 'counts'; readonly counts: readonly AnswerCount[] }
  | { readonly kind: 'texts'; readonly texts: readonly SaidText[]; readonly left: number }
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

export interface AskedOutcome {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly voted: number
  /** The people who were asked. */
  readonly of: number
  /** By the name of the question. */
  readonly columns: Readonly<Record<string, ShownColumn>>
}

/** One answer to one question, without its author. */
export interface GivenAnswer {
  readonly value: Value
  readonly name: string | null
}

/** One shared document value has at most so many words of people. Not measured: 5,000 of them were 119 kB. */
const mostTexts = 1_000
const mostLetters = 60_000

/** In a secret question fewer answers would tell whose they are. */
const fewestInSecret = 3

/** Shuffles the items of a list. */
export type Shuffle = <Item>(items: readonly Item[]) => readonly Item[]

export interface AskingRules {
  readonly audience: AskAudience
  readonly asks: Asks
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
  const least = audience === AskAudience.secret ? Math.max(fewest, fewestInSecret) : fewest
  if (given.length > 0 && given.length < least) return { kind: 'withheld' }
  const said = shuffle(given)
  const nameOf = ({ name }: GivenAnswer) => (audience === AskAudience.named ? name : null)
  const answers = answersTo(ask)
  if (answers) {
    const counts = answers.map((answer): AnswerCount => {
      const those = said.filter(({ value }) => value === answer)
      return { answer, count: those.length, names: those.flatMap((each) => nameOf(each) ?? []) }
    })
    return { kind: 'counts', counts }
  }
  const texts: SaidText[] = []
  let letters = 0
  for (const each of said) {
    const text = String(each.value)
    letters += text.length
    if (texts.length === mostTexts || letters > mostLetters) break
    texts.push({ text, name: nameOf(each) })
  }
  return { kind: 'texts', texts, left: said.length - texts.length }
}

/** True if nothing came out that anybody may see. */
export function isEmptyOutcome({ columns }: AskedOutcome): boolean {
  return Object.values(columns).every((column) => {
    switch (column.kind) {
      case 'withheld':
        return true
      case 'counts':
        return column.counts.every(({ count }) => count === 0)
      case 'texts':
        return column.texts.length === 0
    }
  })
}
