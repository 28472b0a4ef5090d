import { atom, computed, onMount, type ReadableAtom } from 'nanostores'
import { keptIn, settledAmong, settleProblem } from '#shared/activities/principles/kept.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { translator } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepPress, StepWarning } from '../../panels/host/scenes.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { principlesStepWords } from './step-words.ts'

/** Before people go on, four to seven principles are settled. */
export function settlePress(model: BoardModel): ReadableAtom<StepPress | StepWarning | null> {
  const changes = atom(0)
  onMount(changes, () => model.scene.onChange(() => changes.set(changes.get() + 1)))
  return computed([changes, model.agenda, model.locked, translator], (_, __, locked) => {
    const placed = runningStep(model)
    if (placed?.step.activity !== 'principles' || placed.step.does !== 'settle') return null
    const kept = keptIn(placed.path, model.scene.notes.values()).filter((note) => !isParked(note))
    if (settledAmong(kept, locked).length > 0) return null
    const problem = settleProblem(kept)
    if (problem === 'principle_one_sided') return null
    // Fewer or more than stay: the button says it.
    if (problem !== undefined)
      return { warns: principlesStepWords.t('notFourToSeven', { count: kept.length }) }
    return {
      label: principlesStepWords.t('settle', { count: kept.length }),
      run: () => reportRefusal(model, model.run({ kind: 'principles.settle', isSettled: true })),
    }
  })
}
