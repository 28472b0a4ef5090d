import type { StepActivity, StepSettings } from '../agenda/template.ts'
import type { Block } from '../blocks/block.ts'
import type { Language } from '../board/document.ts'
import { frenchSpaces } from '../text/french-spaces.ts'
import type { Ask, AskAudience, Asks, Choice, Line, Value } from './ask.ts'
import type { AnswerCount, AskedOutcome, SaidText, ShownColumn } from './outcome.ts'

/** A question with what came out of it, in the language of the reader. */
interface ColumnOf {
  readonly label: string
  readonly labelOf: (answer: Value) => string
  readonly language: Language
}
type Withheld = ColumnOf & { readonly kind: 'withheld' }
export type CountsColumn =
  | (ColumnOf & { readonly kind: 'counts'; readonly counts: readonly AnswerCount[] })
  | Withheld
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
  [Question in keyof Of & string]: Of[Question] extends Choice<infer Option> ? `${Question}.${Option}` : never
}[keyof Of & string]

/** Activities whose steps have no settings: the editor has no form for others. */
type PlainActivity = {
  [Name in StepActivity]: keyof StepSettings[Name] extends never ? Name : never
}[StepActivity]

/** Whatever is left out has a default, or the compiler names it. */
interface Declaration<Of extends Asks> {
  readonly words: Readonly<Record<Language, WordsFor<Of>>>
  readonly ask: Of
  readonly audience: AskAudience
  /** The result of the step, once it is shown. */
  readonly result: (columns: Columns<Of>) => readonly Block[]
  /** Fewer answers to a question are withheld: 1, and in secret never below 3. */
  readonly fewest?: number
  /** The planned time of a new step: five minutes. */
  readonly seconds?: number
}

/** An activity as the engine knows it: its words by plain names, its result from plain columns. */
export interface Declared {
  readonly name: StepActivity
  readonly words: Readonly<Record<Language, Readonly<Record<string, string>>>>
  readonly ask: Asks
  readonly audience: AskAudience
  readonly fewest: number
  readonly seconds: number
  readonly blocksOf: (outcome: AskedOutcome, language: Language) => readonly Block[]
}

/** Declares an activity that asks. The name is that of its folder and of its lines in the registries. */
export function defineActivity<const Of extends Asks>(
  name: PlainActivity,
  { words, ask, audience, result, fewest = 1, seconds = 300 }: Declaration<Of>,
): Declared {
  const known: Declared['words'] = words
  return {
    name,
    words: known,
    ask,
    audience,
    fewest,
    seconds,
    blocksOf: ({ columns }, language) => {
      const say = (key: string) => sentenceOf(known, key, language)
      const read = Object.entries<Ask>(ask).map(([question, asked]) => [
        question,
        {
          label: say(question),
          labelOf: (answer: Value) =>
            asked.kind === 'choice' ? say(`${question}.${answer}`) : String(answer),
          language,
          ...(columns[question] ?? emptyColumn(asked)),
        },
      ])
      // The questions were frozen with these kinds, and each has its column.
      return result(Object.fromEntries(read) as Columns<Of>)
    },
  }
}

/** A sentence of an activity in a language, with the spaces of French. */
export function sentenceOf(words: Declared['words'], key: string, language: Language): string {
  const sentence = words[language][key] ?? ''
  return language === 'fr' ? frenchSpaces(sentence) : sentence
}

/** A question that came with a later version of the activity. */
function emptyColumn({ kind }: Ask): ShownColumn {
  return kind === 'text' ? { kind: 'texts', texts: [], left: 0 } : { kind: 'counts', counts: [] }
}
