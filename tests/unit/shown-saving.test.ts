import { atom } from 'nanostores'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SavingState } from '#client/model/contract/board-model.ts'
import { steadySaving } from '#client/panels/host/shown-saving.ts'

function setup() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const saving = atom<SavingState>(SavingState.saved)
  const shown: SavingState[] = []
  onTestFinished(steadySaving(saving).subscribe((state) => shown.push(state)))
  return { saving, shown }
}

test('while somebody types the page shows one change, and another when they pause', () => {
  const { saving, shown } = setup()
  for (let letter = 0; letter < 40; letter += 1) {
    saving.set(SavingState.saving)
    vi.advanceTimersByTime(20)
    saving.set(SavingState.saved)
    vi.advanceTimersByTime(100)
  }
  expect(shown).toEqual(['saved', 'saving'])
  vi.advanceTimersByTime(1_000)
  expect(shown).toEqual(['saved', 'saving', 'saved'])
})

test('it never says “Saved” while something is not saved, and trouble shows at once', () => {
  const { saving, shown } = setup()
  saving.set(SavingState.saving)
  saving.set(SavingState.saved)
  saving.set(SavingState.offline)
  vi.advanceTimersByTime(1_000)
  expect(shown).toEqual(['saved', 'saving', 'offline'])
  saving.set(SavingState.saved)
  saving.set(SavingState.saving)
  vi.advanceTimersByTime(1_000)
  expect(shown).toEqual(['saved', 'saving', 'offline', 'saving'])
})
