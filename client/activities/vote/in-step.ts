import { computed, type ReadableAtom } from 'nanostores'
import type { StepPath } from '#shared/agenda/template.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { translator } from '../../i18n/i18n.ts'
import { roundFigures } from '../../panels/host/round-figures.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepFigures, StepPress } from '../../panels/host/scenes.ts'
import { voteStepWords } from './step-words.ts'

/** Before people go on the vote is closed, so that everybody sees the result first. */
export function closeInStep(model: BoardModel): ReadableAtom<StepPress | null> {
  const { voting } = model
  // A new translator is another language.
  return computed([voting.open, translator], (open) =>
    open === undefined
      ? null
      : {
          label: voteStepWords.t('stepClose'),
          run: () => reportRefusal(model, voting.closeRound(open.id)),
        },
  )
}

/** "23 of 27 voted", once the round of the step is there. */
export function votersOfStep({ voting }: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  return computed([voting.rounds, translator], (rounds) => {
    const round = rounds.findLast(({ step }) => step === path)
    if (!round || round.eligible === 0) return null
    return roundFigures(round, voteStepWords.t('voted'))
  })
}
