import type { Round } from './round.ts'
import { allChoicesOf, type Choices } from './tally.ts'

/** The share of "No" from which a sentence is one that only its team can sign. */
export const leastShareOfNo = 0.6

/** How specific a version is, as far as people have judged it under other names. */
export interface Specificity extends Choices {
  /** "No" among all answers, over all names. Null: nobody has answered, or nothing was published. */
  readonly shareOfNo: number | null
  /** False too while nobody has answered. It blocks nothing. */
  readonly isSpecific: boolean
}

type TestRound = Pick<Round, 'about' | 'options' | 'totals' | 'scores' | 'passes'>

/** Of the last test of a version that published its answers. Undefined without one. */
export function specificityOf(tests: readonly TestRound[], version: string): Specificity | undefined {
  const last = tests.findLast(({ about, totals }) => about === version && totals !== null)
  return last && specificityIn(last)
}

export function specificityIn(round: Pick<Round, 'options' | 'scores' | 'passes'>): Specificity {
  const choices = allChoicesOf([round])
  const { no, answered } = choices
  const shareOfNo = answered === 0 ? null : no / answered
  return { ...choices, shareOfNo, isSpecific: shareOfNo !== null && shareOfNo >= leastShareOfNo }
}

/** A share as people read it, in whole percent. No sentence below the limit seems to have reached it. */
export function shownShare(share: number): number {
  const shown = Math.round(share * 100) / 100
  return share < leastShareOfNo && shown >= leastShareOfNo ? Math.floor(share * 100) / 100 : shown
}
