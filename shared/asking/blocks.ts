import type { Block } from '../blocks/block.ts'
import { distribution as bars, quotes as words } from '../blocks/builders.ts'
import type { Language } from '../board/document.ts'
import { frenchSpaces } from '../text/french-spaces.ts'
import { pass } from './ask.ts'
import type { CountsColumn, TextsColumn } from './define.ts'
import type { AnswerCount } from './outcome.ts'

/** How often each answer was given. */
export function distribution(column: CountsColumn): Block {
  const { label, language } = column
  if (column.kind === 'withheld') return { kind: 'remark', text: resultWord(language, 'withheld', { label }) }
  if (column.kind === 'outcome') {
    const { won } = column
    const text = won === null ? resultWord(language, 'tie') : column.labelOf(won)
    return { kind: 'remark', text: resultWord(language, 'outcome', { label, won: text }) }
  }
  const count = column.counts.reduce((sum, each) => sum + each.count, 0)
  if (count === 0) return { kind: 'remark', text: resultWord(language, 'nobody', { label }) }
  const facts = [resultWord(language, count === 1 ? 'one' : 'many', { count })]
  const counts = withoutEnds(column.counts)
  const { passed = 0, labelOf } = column
  const drawn = bars(
    { ...column, counts, passed, ...(passed > 0 && { passLabel: labelOf(pass) }) },
    { facts },
  )
  return {
    ...drawn,
    bars: drawn.bars.map((bar, index) => {
      const names = counts[index]?.names ?? []
      return names.length === 0 ? bar : { ...bar, amount: `${bar.amount} (${names.join(', ')})` }
    }),
  }
}

/** The words of people, in no order. */
export function quotes(column: TextsColumn): Block {
  const { label, language } = column
  if (column.kind !== 'texts') return { kind: 'remark', text: resultWord(language, 'withheld', { label }) }
  const { texts, left } = column
  if (texts.length === 0) return { kind: 'remark', text: resultWord(language, 'nobody', { label }) }
  const more = left === 0 ? [] : [resultWord(language, 'left', { count: left })]
  const drawn = words({ label, texts: [...texts.map(({ text }) => text), ...more] })
  return {
    ...drawn,
    quotes: drawn.quotes.map((quote, index) => ({ ...quote, name: texts[index]?.name ?? null })),
  }
}

/** A long scale fits a room without the ends that nobody chose: the question names them. */
function withoutEnds(counts: readonly AnswerCount[]): readonly AnswerCount[] {
  const isScale = counts.every(({ answer }) => typeof answer === 'number')
  const first = counts.findIndex(({ count }) => count > 0)
  return isScale ? counts.slice(first, 1 + counts.findLastIndex(({ count }) => count > 0)) : counts
}

const en = {
  withheld: '{{label}} – fewer people answered than it takes to keep their answers secret, so none is shown.',
  nobody: '{{label}} – nobody answered.',
  one: '1 answer',
  many: '{{count}} answers',
  left: 'and {{count}} more',
  outcome: '{{label}} – fewer than five answered, so only the outcome is told: {{won}}',
  tie: 'a tie',
}

const fr = {
  withheld:
    '{{label}} – trop peu de personnes ont répondu pour que leurs réponses restent secrètes : aucune n’est montrée.',
  nobody: '{{label}} – personne n’a répondu.',
  one: '1 réponse',
  many: '{{count}} réponses',
  left: 'et {{count}} de plus',
  outcome: '{{label}} – moins de cinq réponses : seule l’issue est dite : {{won}}',
  tie: 'égalité',
} satisfies typeof en

const catalogues: Readonly<Record<Language, typeof en>> = { en, fr }

/** The sentences of every result of questions. */
function resultWord(
  language: Language,
  key: keyof typeof en,
  values: { readonly count?: number; readonly label?: string; readonly won?: string } = {},
): string {
  const sentence = catalogues[language][key]
  const said = language === 'fr' ? frenchSpaces(sentence) : sentence
  // A function: words of people may have signs that mean something in a replacement.
  return said
    .replace('{{count}}', () => String(values.count ?? 0))
    .replace('{{label}}', () => values.label ?? '')
    .replace('{{won}}', () => values.won ?? '')
}
