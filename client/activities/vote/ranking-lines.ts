import type { RankedOption } from '#shared/workshop/tally.ts'

/** One line of a ranking: an option, or the words above some of them. */
export type RankingLine =
  | { readonly kind: 'heading' | 'band' }
  | {
      readonly kind: 'row'
      readonly ranked: RankedOption
      /** Its place in the bracket of the tie band; null outside. */
      readonly bracket: 'only' | 'first' | 'middle' | 'last' | null
    }

/** The lines of a ranking, best first: the shortlist under its heading, the tie band in it, and the others. */
export function rankingLines(ranked: readonly RankedOption[]): readonly RankingLine[] {
  const band = ranked.filter(({ isInTieBand }) => isInTieBand)
  const lines: RankingLine[] = []
  if (ranked.some(({ isShortlisted }) => isShortlisted)) lines.push({ kind: 'heading' })
  for (const each of ranked) {
    if (each === band[0]) lines.push({ kind: 'band' })
    lines.push({ kind: 'row', ranked: each, bracket: bracketOf(each, band) })
  }
  return lines
}

export function keyOfLine(line: RankingLine): string {
  return line.kind === 'row' ? line.ranked.option : `:${line.kind}`
}

function bracketOf(
  each: RankedOption,
  band: readonly RankedOption[],
): 'only' | 'first' | 'middle' | 'last' | null {
  if (!each.isInTieBand) return null
  if (band.length === 1) return 'only'
  if (each === band[0]) return 'first'
  return each === band.at(-1) ? 'last' : 'middle'
}
