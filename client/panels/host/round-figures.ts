import { progressOfRound } from '#shared/board/round.ts'
import { RoundState, type Round } from '#shared/workshop/round.ts'
import { finalProgress, toldProgress } from '../../i18n/told-progress.ts'
import type { StepFigures } from './scenes.ts'

/** "5 of 9 answered", for the round of a step. `label`: those who are counted, on the desk. */
export function roundFigures(round: Round, label: string): StepFigures {
  const isOver = round.state === RoundState.closed
  const progress = progressOfRound(round)
  return {
    ...progress,
    isOver,
    label,
    text: isOver
      ? finalProgress('answered', round.voted, round.eligible)
      : toldProgress('answered', progress),
  }
}
