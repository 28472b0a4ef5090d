import { expect, test } from 'vitest'
import type { DraftCommit } from '#server/contracts/drafts.ts'
import type { Store } from '#server/contracts/store.ts'
import { newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store about private drafts. */
export function describeDrafts({ open, reopen }: StoreFixture): void {
  test('a desk comes back in order, byte for byte, and is nobody else’s', async () => {
    const store = await open()
    const board = await newBoard(store)
    const other = await newBoard(store)
    await Promise.all([
      store.appendDrafts(desk(board, 'p', [[1, 2], [3]])),
      store.appendDrafts(desk(board, 'q', [[4]], { heldSince: 7 })),
      store.appendDrafts(desk(board, 'p', [[5]])),
      store.appendDrafts(desk(other, 'p', [[6]])),
    ])
    const again = await reopen(store)
    expect(await bytesOfDesk(again, board, 'p')).toEqual([[1, 2], [3], [5]])
    expect(await bytesOfDesk(again, board, 'q')).toEqual([[4]])
    expect(await bytesOfDesk(again, board, 'nobody')).toEqual([])
    // Nothing is damaged: nothing is set aside.
    await again.mendDrafts(board, 'p', 1)
    expect(await bytesOfDesk(again, board, 'p')).toEqual([[1, 2], [3], [5]])
    expect(
      (await again.draftOwnersOf(board)).toSorted((a, b) => (a.participant < b.participant ? -1 : 1)),
    ).toEqual([
      { participant: 'p', hasDrafts: true, heldSince: null },
      { participant: 'q', hasDrafts: true, heldSince: 7 },
    ])
    expect((await again.load(board))?.updates).toEqual([new Uint8Array([0, 0])])
    const nowhere = again.appendDrafts(desk('none', 'p', [[1]]))
    await expect(nowhere).rejects.toMatchObject({ name: 'StoreError' })
  })

  test('a saved desk replaces the stored one', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.appendDrafts(desk(board, 'p', [[1], [2]]))
    await store.appendDrafts(desk(board, 'p', [[3]], { isWhole: true, hasDrafts: false }))
    await store.appendDrafts(desk(board, 'p', [[4]], { hasDrafts: false }))
    const again = await reopen(store)
    expect(await bytesOfDesk(again, board, 'p')).toEqual([[3], [4]])
    expect(await again.draftOwnersOf(board)).toEqual([
      { participant: 'p', hasDrafts: false, heldSince: null },
    ])
  })

  test('a reveal changes the board and all desks, or nothing', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.appendDrafts(desk(board, 'p', [[1]]))
    await store.appendDrafts(desk(board, 'q', [[2]]))
    const emptied = { isWhole: true, hasDrafts: false }
    const broken = store.revealDrafts(
      board,
      [new Uint8Array([7])],
      [desk(board, 'p', [[8]], emptied), desk('none', 'q', [[9]], emptied)],
    )
    await expect(broken).rejects.toMatchObject({ name: 'StoreError' })
    expect((await store.load(board))?.updates.map((update) => [...update])).toEqual([[0, 0]])
    expect(await bytesOfDesk(store, board, 'p')).toEqual([[1]])
    await store.revealDrafts(
      board,
      [new Uint8Array([7]), new Uint8Array([8])],
      ['p', 'q'].map((participant) => desk(board, participant, [[9]], emptied)),
    )
    const again = await reopen(store)
    expect((await again.load(board))?.updates.map((update) => [...update])).toEqual([[0, 0], [7], [8]])
    expect(await bytesOfDesk(again, board, 'p')).toEqual([[9]])
    expect((await again.draftOwnersOf(board)).map(({ hasDrafts }) => hasDrafts)).toEqual([false, false])
  })

  test('desks unused for long are destroyed, those in use and those used since are not', async () => {
    const store = await open()
    const board = await newBoard(store)
    for (const [participant, at] of Object.entries({ old: 10, open: 10, touched: 10, late: 20 }))
      await store.appendDrafts(desk(board, participant, [[1]], { at }))
    await store.touchDrafts(board, 'touched', 20)
    await store.touchDrafts(board, 'nobody', 20)
    expect(await store.sweepDrafts(20, () => [{ board, participant: 'open' }])).toBe(1)
    expect((await store.draftOwnersOf(board)).map(({ participant }) => participant).sort()).toEqual([
      'late',
      'open',
      'touched',
    ])
    expect(await bytesOfDesk(store, board, 'old')).toEqual([])
  })
}

function desk(
  board: string,
  participant: string,
  updates: readonly (readonly number[])[],
  change: Partial<DraftCommit> = {},
): DraftCommit {
  const bytes = updates.map((update) => new Uint8Array(update))
  return {
    board,
    participant,
    updates: bytes,
    isWhole: false,
    hasDrafts: true,
    heldSince: null,
    at: 1,
    ...change,
  }
}

async function bytesOfDesk(store: Store, board: string, participant: string) {
  return (await store.loadDrafts(board, participant)).updates.map((update) => [...update])
}
