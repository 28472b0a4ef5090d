import { atom } from 'nanostores'
import { expect, test } from 'vitest'
import { SavingState } from '#client/model/contract/board-model.ts'
import { afterArrival } from '#client/panels/host/after-arrival.ts'

test('downloads that can wait begin once the board has arrived, and once only', () => {
  const saving = atom<SavingState>(SavingState.joining)
  const runs: string[] = []
  const stop = afterArrival({ saving }, () => {
    runs.push('begun')
    return () => runs.push('undone')
  })
  expect(runs).toEqual([])
  saving.set(SavingState.saved)
  saving.set(SavingState.saving)
  expect(runs).toEqual(['begun'])
  stop()
  saving.set(SavingState.saved)
  expect(runs).toEqual(['begun', 'undone'])
})

test('they begin without the server, too, and never after the page has been left', () => {
  const runs: string[] = []
  const run = () => {
    runs.push('begun')
    return () => undefined
  }
  afterArrival({ saving: atom<SavingState>(SavingState.offline) }, run)
  expect(runs).toEqual(['begun'])
  const saving = atom<SavingState>(SavingState.joining)
  afterArrival({ saving }, run)()
  saving.set(SavingState.saved)
  expect(runs).toEqual(['begun'])
})
