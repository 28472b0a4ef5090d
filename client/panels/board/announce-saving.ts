import { SavingState } from '../../model/contract/board-model.ts'
import type { Announcer } from '../host/feature.ts'
import { savingSentence } from './saving-badge.tsx'

const calmStates: readonly SavingState[] = [SavingState.joining, SavingState.saving, SavingState.saved]

/** Says that work cannot be saved, why, and when it is saved again. Nothing is said of each letter that is. */
export const announceSaving: Announcer = ({ model }, say) => {
  let wasInTrouble = false
  return model.saving.listen((state, before) => {
    if (state === before || state === SavingState.saving || state === SavingState.joining) return
    const isInTrouble = !calmStates.includes(state)
    if (isInTrouble || wasInTrouble) say(savingSentence(model))
    wasInTrouble = isInTrouble
  })
}
