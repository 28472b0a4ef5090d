import { simpleDiffString } from 'lib0/diff'

/**
 * Merges one person's edit (base → mine) into the text that others have changed meanwhile (base → theirs).
 * All words of the others stay. The person's own words go where the person meant them.
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
 * The place in `after` of a caret at `at` in `before`. When new words stand exactly at the caret, side
 * `after` moves it behind them and side `before` leaves it in front.
 */
export function shifted(before: string, after: string, at: number, side: 'before' | 'after'): number {
  const { index, remove, insert } = simpleDiffString(before, after)
  if (at < index || (at === index && side === 'before')) return at
  if (at >= index + remove) return at - remove + insert.length
  return side === 'after' ? index + insert.length : index
}
