import { expect, test } from 'vitest'
import { newBoard, type StoreFixture } from './store-rows.ts'

const bytes = (...values: readonly number[]) => new Uint8Array(values)
const serif = { name: 'serif', type: 'font/woff2', data: bytes(1, 2) }

/** Rules of every store about purpose pages. */
export function describePurposePages(fixture: StoreFixture): void {
  describePages(fixture)
  describeSharedPages(fixture)
}

/** Rules about the page of one board. */
function describePages({ open, reopen }: StoreFixture): void {
  test('versions of a page stay as they are, also while it is withdrawn, and the draft is beside them', async () => {
    const store = await open()
    const board = await newBoard(store)
    expect(await store.purposePage(board)).toBeUndefined()
    expect(await store.savePurposeDraft(board, 'page', '{"draft":1}', null)).toBe(true)
    expect(await store.savePurposeDraft(board, 'other', '{"draft":2}', '{"draft":1}')).toBe(true)
    // Somebody who began with an older draft does not overwrite a newer one.
    expect(await store.savePurposeDraft(board, 'page', '{"draft":3}', '{"draft":1}')).toBe(false)
    expect(await store.findPurpose('page', null)).toBeUndefined()
    expect(
      await store.publishPurpose(board, { number: 2, at: 5, content: 'x', files: [], withdrawn: null }),
    ).toBe(false)
    expect(
      await store.publishPurpose(board, {
        number: 1,
        at: 5,
        content: 'one',
        files: [serif],
        withdrawn: null,
      }),
    ).toBe(true)
    expect(
      await store.publishPurpose(board, { number: 2, at: 6, content: 'two', files: [], withdrawn: null }),
    ).toBe(true)

    const again = await reopen(store)
    const versions = [
      { number: 1, at: 5 },
      { number: 2, at: 6 },
    ]
    const page = { id: 'page', draft: '{"draft":2}', emblem: null, withdrawn: null, versions }
    expect(await again.purposePage(board)).toEqual(page)
    expect(await again.findPurpose('page', null)).toEqual({ number: 2, at: 6, content: 'two', versions })
    expect(await again.findPurpose('page', 1)).toMatchObject({ number: 1, content: 'one' })
    expect(await again.findPurpose('page', 3)).toBeUndefined()
    expect(await again.purposeFile('page', 1, 'serif')).toEqual(serif)
    expect(await again.purposeFile('page', null, 'serif')).toBeUndefined()

    expect(await again.withdrawPurpose(board, 9)).toBe(true)
    expect(await again.withdrawPurpose(board, 10)).toBe(false)
    expect(await again.findPurpose('page', 1)).toBeNull()
    expect(await again.purposeFile('page', 1, 'serif')).toBeNull()
    expect(await again.purposePage(board)).toEqual({ ...page, withdrawn: 9 })
    // A version that was begun before the page was withdrawn does not bring it back.
    const third = { number: 3, at: 11, content: 'three', files: [] }
    expect(await again.publishPurpose(board, { ...third, withdrawn: null })).toBe(false)
    expect(await again.publishPurpose(board, { ...third, withdrawn: 9 })).toBe(true)
    // What was withdrawn does not come back with what is published after it.
    expect(await again.findPurpose('page', 1)).toBeNull()
    expect(await again.purposeFile('page', 1, 'serif')).toBeNull()
    const newest = { number: 3, at: 11, content: 'three', versions: [{ number: 3, at: 11 }] }
    expect(await again.findPurpose('page', null)).toEqual(newest)
  })

  test('a deleted board leaves nothing of its page but that the address was one', async () => {
    const store = await open()
    const [board, other] = [await newBoard(store), await newBoard(store)]
    const emblem = { hash: 'h', type: 'image/webp', width: 2, height: 3, data: bytes(7) }
    await store.putPurposeEmblem(board, 'page', emblem)
    expect(await store.draftEmblem(board)).toEqual(emblem)
    await store.publishPurpose(board, { number: 1, at: 5, content: 'one', files: [serif], withdrawn: null })
    await store.addPurposeViews([{ page: 'page', day: '2026-11-24', count: 2 }])
    // Never published: nobody knows the address.
    await store.savePurposeDraft(other, 'draft', '{}', null)
    await store.deleteBoard(board)
    await store.deleteBoard(other)
    const again = await reopen(store)
    expect(await again.findPurpose('page', null)).toBeNull()
    expect(await again.purposeFile('page', 1, 'serif')).toBeNull()
    expect(await again.findPurpose('draft', null)).toBeUndefined()
    expect(await again.purposeViews(board)).toEqual([])
  })

  test('views add up by day, and those of an unknown page are dropped', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.savePurposeDraft(board, 'page', '{}', null)
    const day = (number: number, count: number, page = 'page') => ({ page, day: `2026-11-2${number}`, count })
    await store.addPurposeViews([day(5, 1), day(4, 2), day(4, 9, 'unknown')])
    await store.addPurposeViews([day(4, 3)])
    expect(await store.purposeViews(board)).toEqual([
      { day: '2026-11-24', count: 5 },
      { day: '2026-11-25', count: 1 },
    ])
    await store.putPurposeEmblem(board, 'page', null)
    expect(await store.draftEmblem(board)).toBeUndefined()
  })
}

/** Rules of every store about boards with one purpose page. */
function describeSharedPages({ open, reopen }: StoreFixture): void {
  test('boards that go on from another one share its page, which outlives each of them but the last', async () => {
    const store = await open()
    const [first, second, third] = [await newBoard(store), await newBoard(store), await newBoard(store)]
    await store.sharePurpose(second, first)
    await store.sharePurpose(third, second)
    await store.savePurposeDraft(second, 'page', '{"draft":1}', null)
    await store.publishPurpose(third, { number: 1, at: 5, content: 'one', files: [serif], withdrawn: null })
    await store.addPurposeViews([{ page: 'page', day: '2026-11-24', count: 2 }])
    const page = await store.purposePage(first)
    expect(page).toMatchObject({ id: 'page', versions: [{ number: 1, at: 5 }] })
    await store.deleteBoard(first)
    const again = await reopen(store)
    expect(await again.purposePage(second)).toEqual(page)
    expect(await again.purposePage(third)).toEqual(page)
    expect(await again.purposeFile('page', 1, 'serif')).toEqual(serif)
    expect(await again.purposeViews(third)).toEqual([{ day: '2026-11-24', count: 2 }])
    await again.deleteBoard(second)
    await again.deleteBoard(third)
    expect(await again.findPurpose('page', null)).toBeNull()
  })
}
