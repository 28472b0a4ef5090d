import { graphemeStarts } from '#shared/text/breaks.ts'

/** As many letters as fit, and an ellipsis for the rest. */
export function shortened(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text
  const starts = graphemeStarts(text)
  const cut = (letters: number) => `${text.slice(0, starts[letters]).trimEnd()}…`
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fits(cut(middle))) low = middle
    else high = middle - 1
  }
  return cut(low)
}
