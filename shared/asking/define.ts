import type { StepActivity, StepPath, StepSettings } from '../agenda/template.ts'
import type { Block } from '../blocks/block.ts'
import type { Language } from '../board/document.ts'
import type { CaseAgain, SettledCase } from '../workshop/operations.ts'
import { frenchSpaces } from '../text/french-spaces.ts'
import { itemsOf, pass, type Ask, type AskAudience, type AskedItem, type Asks } from './ask.ts'
import type { Choice, Line, Pair, Thing, Turn, Value } from './ask.ts'
import type { Asked, ShownAsked } from './asked.ts'
import type { SaidText, ShownColumn } from './outcome.ts'

/** A question with what came out of it, in the language of the reader. */
interface ColumnOf {
  readonly label: string
  readonly labelOf: (answer: Value) => string
  readonly language: Language
}
type Withheld = ColumnOf & { readonly kind: 'withheld' }
type Outcome = ColumnOf & { readonly kind: 'outcome'; readonly won: Value | null }
export type CountsColumn = (ColumnOf & Extract<ShownColumn, { readonly kind: 'counts' }>) | Outcome | Withheld
export type TextsColumn =
  | (ColumnOf & { readonly kind: 'texts'; readonly texts: readonly SaidText[]; readonly left: number })
  | Withheld

type Columns<Of extends Asks> = {
  readonly [Question in keyof Of]: Of[Question] extends Line ? TextsColumn : CountsColumn
}

/**
 * The words of an activity: its title and hint in the editor, the prompt of a new step, the button that shows the answers,
 * each question, and each option as `question.option`.
 */
type WordsFor<Of extends Asks> = Readonly<
  Record<'title' | 'hint' | 'prompt' | 'show' | (keyof Of & string) | OptionsOf<Of>, string>
>
type OptionsOf<Of extends Asks> = {
  [Question in keyof Of & string]:
    | (Of[Question] extends Choice<infer Option> ? `${Question}.${Option}` : never)
    | (Of[Question] extends { readonly passes: true } ? `${Question}.pass` : never)
}[keyof Of & string]

/** Activities whose steps have no settings: the editor has no form for others. Tests have one of their own. */
type PlainActivity =
  | { [Name in StepActivity]: keyof StepSettings[Name] extends never ? Name : never }[StepActivity]
  | Extract<StepActivity, 'test'>

/** Whatever is left out has a default, or the compiler names it. */
interface Common<Of extends Asks> {
  readonly ask: Of
  readonly audience: AskAudience
  /** Fewer answers to a question are withheld: 1, and in secret never below 3. */
  readonly fewest?: number
  /** The planned time of a new step: five minutes. */
  readonly seconds?: number
}

interface Declaration<Of extends Asks> extends Common<Of> {
  readonly words: Readonly<Record<Language, WordsFor<Of>>>
  /** The result of the step, once it is shown. */
  readonly result: (columns: Columns<Of>) => readonly Block[]
}

/** The answers about one thing. */
export interface Row<Of extends Asks> {
  readonly thing: Thing
  readonly columns: Columns<Of>
}

interface AboutDeclaration<Of extends Asks> extends Common<Of> {
  /** `nothing` stands where there is nothing to ask about. */
  readonly words: Readonly<Record<Language, WordsFor<Of> & Record<'nothing', string>>>
  /** The things about which it asks, of those that the step takes. Nothing: it does not ask. */
  readonly about: (taken: readonly Thing[]) => readonly Thing[]
  /** It asks about the settled cases of the board, whichever step made them, and about the words of then and now. */
  readonly isAboutCases?: true
  /** Above the questions, and for the room, while they are open. */
  readonly above?: (asked: Asked, reader: ResultReader) => readonly Block[]
  /** People are asked about a thing once somebody has proposed it: the words need `propose`, `why` and `proposed`. */
  readonly isOnProposal?: true
  /** Two things at a time, pair after pair: the words need `next`. In turns: `next.` and the question, and `next.look`. */
  readonly pairs?: PairRule
  /** The result of the step, once it is shown. */
  readonly result: (rows: readonly Row<Of>[], shown: ShownAsked, reader: ResultReader) => readonly Block[]
  /** The cases that it settles. */
  readonly cases?: (shown: ShownAsked) => readonly SettledCase[]
  /** The cases that it asks again. */
  readonly again?: (shown: ShownAsked) => readonly CaseAgain[]
}

/**
 * The pairs or turns of so many things, as the server draws them. The next one comes by itself after so many seconds. Null:
 * a facilitator leads on, and everybody sees what came out of those so far.
 */
export interface PairRule {
  readonly of: (things: number, below: (limit: number) => number) => readonly (Pair | Turn)[]
  readonly seconds: number | null
}

/** Where a result is read. */
export interface ResultReader {
  readonly language: Language
  readonly path: StepPath
  /** The public state of an activity by its name; unchecked. */
  readonly stateOf: (name: string) => unknown
}

/** An activity as the engine knows it: its words by plain names, its result from plain columns. */
export interface Declared {
  readonly name: StepActivity
  readonly words: Readonly<Record<Language, Readonly<Record<string, string>>>>
  readonly ask: Asks
  readonly audience: AskAudience
  readonly fewest: number
  readonly seconds: number
  readonly about: ((taken: readonly Thing[]) => readonly Thing[]) | null
  readonly isAboutCases?: true
  readonly above?: (asked: Asked, reader: ResultReader) => readonly Block[]
  readonly isOnProposal: boolean
  readonly pairs: PairRule | null
  readonly cases?: (shown: ShownAsked) => readonly SettledCase[]
  readonly again?: (shown: ShownAsked) => readonly CaseAgain[]
  readonly blocksOf: (shown: ShownAsked, reader: ResultReader) => readonly Block[]
}

/** Declares an activity that asks. The name is that of its folder and of its lines in the registries. */
export function defineActivity<const Of extends Asks>(
  name: PlainActivity,
  declaration: Declaration<Of>,
): Declared {
  const { words, ask, result } = declaration
  return {
    ...commonOf(name, declaration),
    about: null,
    isOnProposal: false,
    pairs: null,
    blocksOf: ({ shown }, { language }) =>
      result(columnsOf<Of>(words, ask, language, (question) => shown.columns[question])),
  }
}

/** Declares an activity that asks about things, about each the same. */
export function defineAbout<const Of extends Asks>(
  name: PlainActivity,
  declaration: AboutDeclaration<Of>,
): Declared {
  const { words, ask, about, isOnProposal = false, pairs = null, result } = declaration
  const { isAboutCases, above, cases, again } = declaration
  return {
    ...commonOf(name, declaration),
    about,
    isOnProposal,
    pairs,
    ...(isAboutCases && { isAboutCases }),
    ...(above && { above }),
    ...(cases && { cases }),
    ...(again && { again }),
    blocksOf: (asked, reader) => {
      const rows = asked.things.map((thing) => {
        const items = itemsOf({ ...asked, things: [thing] })
        const columnOf = (question: string) => {
          const item = items.find((each) => each.question === question)?.item
          return item === undefined ? undefined : asked.shown.columns[item]
        }
        return { thing, columns: columnsOf<Of>(words, ask, reader.language, columnOf) }
      })
      return result(rows, asked, reader)
    },
  }
}

function commonOf<Of extends Asks>(
  name: PlainActivity,
  { words, ask, audience, fewest = 1, seconds = 300 }: Common<Of> & Pick<Declared, 'words'>,
): Pick<Declared, 'name' | 'words' | 'ask' | 'audience' | 'fewest' | 'seconds'> {
  return { name, words, ask, audience, fewest, seconds }
}

function columnsOf<Of extends Asks>(
  words: Declared['words'],
  ask: Of,
  language: Language,
  columnOf: (question: string) => ShownColumn | undefined,
): Columns<Of> {
  const say = (key: string) => sentenceOf(words, key, language)
  const read = Object.entries<Ask>(ask).map(([question, asked]) => [
    question,
    {
      label: say(question),
      labelOf: (answer: Value) => sayAnswer(say, { ask: asked, question }, answer),
      language,
      ...(columnOf(question) ?? emptyColumn(asked)),
    },
  ])
  // The questions were frozen with these kinds, and each has its column.
  return Object.fromEntries(read) as Columns<Of>
}

/** An answer to a question in words. */
export function sayAnswer(
  say: (key: string) => string,
  { ask, question }: Pick<AskedItem, 'ask' | 'question'>,
  answer: Value,
): string {
  return ask.kind === 'choice' || answer === pass ? say(`${question}.${answer}`) : String(answer)
}

/** A sentence of an activity in a language, with the spaces of French. */
export function sentenceOf(words: Declared['words'], key: string, language: Language): string {
  const sentence = words[language][key] ?? ''
  return language === 'fr' ? frenchSpaces(sentence) : sentence
}

/** The same with values in its gaps. */
export function fillingIn<Words extends Readonly<Record<string, string>>>(
  words: Readonly<Record<Language, Words>>,
  language: Language,
): SayFilled<keyof Words & string> {
  return (key, values = {}) =>
    sentenceOf(words, key, language).replaceAll(/\{\{(\w+)\}\}/gu, (_gap, name: string) =>
      String(values[name] ?? ''),
    )
}

export type SayFilled<Key extends string> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string

/** A question that came with a later version of the activity. */
function emptyColumn({ kind }: Ask): ShownColumn {
  return kind === 'text' ? { kind: 'texts', texts: [], left: 0 } : { kind: 'counts', counts: [] }
}
