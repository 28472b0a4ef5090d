import type { Block } from '../blocks/block.ts'
import { distribution as bars, quotes as words } from '../blocks/builders.ts'
import { pass } from './ask.ts'
import type { CountsColumn, TextsColumn } from './define.ts'
import type { AnswerCount } from './outcome.ts'
import { resultWord } from './words.ts'

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
