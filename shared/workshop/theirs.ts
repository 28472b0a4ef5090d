import { roundLimits, type Round } from './round.ts'
import { choicesOf } from './tally.ts'

/** A purpose that another organisation has published, and whose it is. */
export interface TheirPurpose {
  readonly text: string
  readonly source: string
}

export const theirsLimits = { count: 6, text: 600, source: roundLimits.label } as const

/** Half of a room could sign it: then ours must say what theirs does not. Taste. */
const manyWouldSign = 0.5

/** Of all tests: one about the purposes of others. Each other one is about a version of ours. Sources are told once it is closed. */
export function isAboutTheirs({ about }: Pick<Round, 'about'>): boolean {
  return about === undefined
}

/** The purpose of another organisation, and how many of us could sign it. */
export interface TheirResult extends TheirPurpose {
  readonly yes: number
  readonly answered: number
  /** Of those who answered. Null: nobody did, or nothing was published. */
  readonly share: number | null
  readonly isMany: boolean
}

/** The purposes of a closed round, in the order in which they stood. */
export function theirResults(
  round: Pick<Round, 'options' | 'texts' | 'labels' | 'totals' | 'scores' | 'passes' | 'withheld'>,
): readonly TheirResult[] {
  return round.options.map((option) => {
    const isTold = round.totals !== null && !round.withheld?.includes(option)
    const { yes, answered } = isTold ? choicesOf(round, option) : { yes: 0, answered: 0 }
    const share = answered === 0 ? null : yes / answered
    return {
      text: round.texts?.[option] ?? '',
      source: round.labels?.[option] ?? '',
      yes,
      answered,
      share,
      isMany: share !== null && share >= manyWouldSign,
    }
  })
}
