import type { Step } from '#shared/agenda/template.ts'
import type { Round } from '#shared/workshop/round.ts'
import { rankRound } from '#shared/workshop/tally.ts'

/** The number of things that votes chose for this step: it may have room for fewer. */
export function chosenFor({ input = [] }: Pick<Step, 'input'>, rounds: readonly Round[]): number {
  const poured = input.filter(({ take, show }) => take === 'shortlist' && show === 'pour')
  return poured.reduce((sum, { from }) => {
    const round = rounds.findLast(({ step, totals }) => step === from && totals !== null)
    return sum + (round ? rankRound(round).filter(({ isShortlisted }) => isShortlisted).length : 0)
  }, 0)
}
