import { expect, test } from 'vitest'
import { newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store about yeses to "same idea?". */
export function describePairs({ open, reopen }: StoreFixture): void {
  test('each voter counts once for a pair, and the first key of a board stays until all is forgotten', async () => {
    const store = await open()
    const [board, other] = [await newBoard(store), await newBoard(store)]
    const say = { board, key: 'first', pair: 'a b', voter: 'v', isYes: true }
    expect(await store.pairKeyOf(board)).toBeUndefined()
    expect(await store.setPairYes(say)).toBe(1)
    expect(await store.setPairYes({ ...say, key: 'second' })).toBe(1)
    expect(await store.setPairYes({ ...say, voter: 'w' })).toBe(2)
    expect(await store.setPairYes({ ...say, pair: 'b c' })).toBe(1)
    expect(await store.setPairYes({ ...say, board: other })).toBe(1)
    const again = await reopen(store)
    expect(await again.pairCountsOf(board)).toEqual([
      { pair: 'a b', yes: 2 },
      { pair: 'b c', yes: 1 },
    ])
    expect(await again.pairKeyOf(board)).toBe('first')
    const asked = ['v', 'w'].map((voter) => ({ pair: 'b c', voter }))
    expect(await again.ownPairs(board, [{ pair: 'a b', voter: 'w' }, ...asked])).toEqual(['a b', 'b c'])
    expect(await again.ownPairs(other, asked)).toEqual([])
    expect(await again.setPairYes({ ...say, isYes: false })).toBe(1)
    await again.forgetPairs(board, 'a b')
    expect(await again.setPairYes({ ...say, voter: 'x' })).toBe(1)
    expect(await again.setPairYes({ ...say, pair: 'b c', voter: 'x' })).toBe(2)
    await again.forgetPairs(board)
    expect(await again.pairKeyOf(board)).toBeUndefined()
    expect(await again.setPairYes({ ...say, key: 'third' })).toBe(1)
    expect(await again.setPairYes({ ...say, board: other, voter: 'x' })).toBe(2)
  })
}
