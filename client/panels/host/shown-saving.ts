import { atom, onMount, type ReadableAtom } from 'nanostores'
import { SavingState, type BoardModel } from '../../model/contract/board-model.ts'

/** Somebody who types presses the next key sooner. Not measured. */
const steadyMs = 300

const stores = new WeakMap<BoardModel, ReadableAtom<SavingState>>()

/**
 * The state of saving as the page shows it. "Saved" comes once it has held for a moment: while somebody types it would
 * come and go with each letter, and each time the page would be rendered and laid out again. All others come at once.
 */
export function shownSaving(model: BoardModel): ReadableAtom<SavingState> {
  const known = stores.get(model)
  if (known) return known
  const shown = steadySaving(model.saving)
  stores.set(model, shown)
  return shown
}

export function steadySaving(saving: ReadableAtom<SavingState>): ReadableAtom<SavingState> {
  const shown = atom<SavingState>(saving.get())
  onMount(shown, () => {
    let timer: ReturnType<typeof setTimeout> | undefined
    shown.set(saving.get())
    const stop = saving.listen((state) => {
      clearTimeout(timer)
      if (state !== SavingState.saved) shown.set(state)
      else timer = setTimeout(() => shown.set(state), steadyMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  })
  return shown
}
