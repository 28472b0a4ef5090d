import { atom, computed, onMount, type ReadableAtom } from 'nanostores'
import { keptIn, settledAmong, settleProblem } from '#shared/activities/principles/kept.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { translator } from '../../i18n/i18n.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepPress, StepWarning } from '../../panels/host/scenes.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'

export const en = {
  revealed_one: '{{count}} principle was revealed.',
  revealed_other: '{{count}} principles were revealed.',
  notFourToSeven_one: '{{count}} principle is kept, 4 to 7 stay',
  notFourToSeven_other: '{{count}} principles are kept, 4 to 7 stay',
  settle_one: 'Settle {{count}} principle',
  settle_other: 'Settle {{count}} principles',
}

export const fr = {
  revealed_one: '{{count}} principe montré.',
  revealed_other: '{{count}} principes montrés.',
  notFourToSeven_one: '{{count}} principe gardé, il en faut 4 à 7',
  notFourToSeven_other: '{{count}} principes gardés, il en faut 4 à 7',
  settle_one: 'Fixer {{count}} principe',
  settle_other: 'Fixer {{count}} principes',
} satisfies typeof en

/** The sentences that these steps say outside their tasks. */
export const principlesStepWords = wordsOf({ en, fr })

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
