import { expect, test } from 'vitest'
import { newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store about the steps of an agenda. */
export function describeSteps({ open, reopen }: StoreFixture): void {
  test('people are done with one step at a time, and a later step forgets those of earlier ones', async () => {
    const store = await open()
    const [board, other] = [await newBoard(store), await newBoard(store)]
    await store.setStepDone(board, 1, 'ana', true)
    await store.setStepDone(board, 1, 'ana', true)
    await store.setStepDone(board, 1, 'bo', true)
    await store.setStepDone(other, 1, 'cy', true)
    await store.setStepDone(board, 1, 'bo', false)
    const again = await reopen(store)
    expect(await again.doneInStep(board, 1)).toEqual(['ana'])
    expect(await again.doneInStep(other, 1)).toEqual(['cy'])
    await again.setStepDone(board, 2, 'bo', true)
    expect(await again.doneInStep(board, 1)).toEqual([])
    expect(await again.doneInStep(board, 2)).toEqual(['bo'])
    await again.forgetStepsDone(board)
    expect(await again.doneInStep(board, 2)).toEqual([])
    expect(await again.doneInStep(other, 1)).toEqual(['cy'])
  })

  test('notes for facilitators are kept as they were written last', async () => {
    const store = await open()
    const board = await newBoard(store)
    expect(await store.phaseNotes(board)).toEqual({})
    await store.keepPhaseNotes(board, { one: { en: 'first' }, two: { fr: 'é' } })
    await store.keepPhaseNotes(board, { one: { en: 'second' } })
    expect(await (await reopen(store)).phaseNotes(board)).toEqual({ one: { en: 'second' } })
  })
}
