import { clusterTitleLimit } from '#shared/board/limits.ts'
import { graphemeStarts } from '#shared/text/breaks.ts'
import { cutTo } from '#shared/text/cut.ts'

/**
 * As many letters as fit, and an ellipsis for the rest. What merges have made longer than people may write is never
 * measured as a whole.
 */
export function shortened(text: string, fits: (text: string) => boolean): string {
  const beginning = cutTo(text, clusterTitleLimit)
  if (beginning === text && fits(text)) return text
  const starts = graphemeStarts(beginning)
  const cut = (letters: number) => `${beginning.slice(0, starts[letters]).trimEnd()}…`
  let low = 0
  let high = beginning === text ? starts.length - 1 : starts.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fits(cut(middle))) low = middle
    else high = middle - 1
  }
  return cut(low)
}
