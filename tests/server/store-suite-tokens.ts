import { expect, test } from 'vitest'
import type { TokenRow } from '#server/contracts/sessions.ts'
import { newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store about tokens of programs. */
export function describeTokens({ open, reopen }: StoreFixture): void {
  test('tokens of a board come back, oldest first, until they are withdrawn', async () => {
    const store = await open()
    const [board, other] = [await newBoard(store), await newBoard(store)]
    const [first, second] = [token(board, 'a', 1), token(board, 'b', 2)]
    for (const row of [second, first]) expect(await store.putToken(row, 2)).toBe(true)
    expect(await store.putToken(token(board, 'c', 3), 2)).toBe(false)
    expect(await store.putToken(token(other, 'd', 3), 2)).toBe(true)
    await store.tokenUsed(second.hash, 77)
    const again = await reopen(store)
    expect(await again.tokensOf(board)).toEqual([first, { ...second, used: 77 }])
    expect(await again.findToken(second.hash)).toEqual({ ...second, used: 77 })
    expect(await again.withdrawToken(other, second.id)).toBe(false)
    expect(await again.withdrawToken(board, second.id)).toBe(true)
    expect(await again.findToken(second.hash)).toBeUndefined()
    expect(await again.tokensOf(board)).toEqual([first])
  })

  test('a facilitator who is cut off loses their tokens, and who cuts off keeps theirs', async () => {
    const store = await open()
    const board = await newBoard(store)
    const facilitators = { board, role: 'facilitator', codeHash: null, isActive: true, created: 1 } as const
    await store.replaceLink({ ...facilitators, hash: `${board}-1` }, null)
    for (const participant of ['fay', 'gil'])
      await store.createSession({
        hash: `${board}-${participant}`,
        board,
        role: 'facilitator',
        link: `${board}-1`,
        participant,
        name: participant,
        colour: 0,
        created: 1,
      })
    const own = { ...token(board, 'a', 1), maker: 'fay' }
    const others = { ...token(board, 'b', 2), maker: 'gil' }
    for (const row of [own, others]) await store.putToken(row, 9)
    await store.revokeLink(board, 'participant', `${board}-fay`)
    expect(await store.tokensOf(board)).toEqual([own, others])
    await store.replaceLink({ ...facilitators, hash: `${board}-2` }, `${board}-fay`)
    expect(await store.tokensOf(board)).toEqual([own])
  })

  test('a deleted board has no tokens', async () => {
    const store = await open()
    const board = await newBoard(store)
    const row = token(board, 'a', 1)
    await store.putToken(row, 1)
    await store.deleteBoard(board)
    expect(await store.findToken(row.hash)).toBeUndefined()
  })
}

function token(board: string, id: string, created: number): TokenRow {
  const name = 'The button of the stage'
  return {
    hash: `${board}-${id}`,
    board,
    id,
    name,
    scopes: ['read', 'lead'],
    maker: 'fay',
    created,
    used: null,
  }
}
