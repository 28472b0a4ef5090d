import { simpleDiffString } from 'lib0/diff'

/**
 * Three-way merge of one person's edit (base → mine) into what others have made of the same text meanwhile
 * (base → theirs): their words are all kept, mine are put where they were meant.
 */
export function mergeText(base: string, mine: string, theirs: string): string {
  if (mine === base) return theirs
  if (theirs === base) return mine
  const edit = simpleDiffString(base, mine)
  const from = shifted(base, theirs, edit.index, 'after')
  const to = shifted(base, theirs, edit.index + edit.remove, 'before')
  return theirs.slice(0, from) + edit.insert + theirs.slice(Math.max(from, to))
}

/**
 * Where a caret at `at` in `before` stands in `after`. When the other's words were put exactly at the caret, `after`
 * moves it behind them and `before` leaves it in front.
 */
export function shifted(before: string, after: string, at: number, side: 'before' | 'after'): number {
  const { index, remove, insert } = simpleDiffString(before, after)
  if (at < index || (at === index && side === 'before')) return at
  if (at >= index + remove) return at - remove + insert.length
  return side === 'after' ? index + insert.length : index
}
