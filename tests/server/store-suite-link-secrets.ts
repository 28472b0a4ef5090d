import { expect, test } from 'vitest'
import type { NewSeals } from '#server/contracts/boards.ts'
import { link, newBoard, type StoreFixture } from './store-rows.ts'

const bytes = (...values: readonly number[]) => new Uint8Array(values)

/** Rules of every store about the sealed secrets of links. */
export function describeLinkSecrets({ open, reopen }: StoreFixture): void {
  test('sealed secrets and keys come back, and go with the link, session or device link that they are of', async () => {
    const store = await open()
    const board = await newBoard(store)
    const { hash } = link(board, 'participant')
    const session = { hash: 's', board, role: 'participant', link: hash, participant: 'p', name: '' } as const
    await store.createSession({ ...session, colour: 0, created: 1 })
    await store.putDeviceLink({ hash: 'd', board, session: 's', until: 9 }, 1, 5)
    const seals: NewSeals = {
      publicKey: bytes(1),
      links: [{ hash, sealed: bytes(2), key: bytes(3) }],
      holders: [
        { hash: 's', key: bytes(4) },
        { hash: 'd', key: bytes(5) },
        { hash: 'nobody', key: bytes(6) },
      ],
    }
    expect(await store.keepSeals(board, seals)).toBe(true)
    const again = await reopen(store)
    const links = [{ role: 'participant', hash, sealed: bytes(2), key: bytes(3) }]
    expect(await again.sealsOf(board, 's')).toEqual({ publicKey: bytes(1), links, key: bytes(4) })
    expect(await again.sealsOf(board, 'd')).toMatchObject({ key: bytes(5) })
    expect(await again.sealsOf(board, 'nobody')).toMatchObject({ key: null })
    // Null leaves it as it is.
    const more = { publicKey: bytes(1), links: [{ hash, sealed: bytes(7), key: null }], holders: [] }
    expect(await again.keepSeals(board, more)).toBe(true)
    expect((await again.sealsOf(board, 's')).links).toMatchObject([{ sealed: bytes(7), key: bytes(3) }])

    await again.replaceLink({ ...link(board, 'participant'), hash: 'renewed' }, 's')
    expect((await again.sealsOf(board, 's')).links).toMatchObject([
      { hash: 'renewed', sealed: null, key: null },
    ])
    await again.revokeLink(board, 'participant', null)
    // Now nobody holds the key, so the board counts as one without.
    expect(await again.sealsOf(board, 's')).toEqual({ publicKey: null, links: [], key: null })
  })

  test('a board has one key: seals with another one are not kept', async () => {
    const store = await open()
    const [board, other] = [await newBoard(store), await newBoard(store)]
    const seals = (key: number) => ({ publicKey: bytes(key), links: [], holders: [] })
    const { hash } = link(board, 'participant')
    const held = { ...seals(1), links: [{ hash, sealed: null, key: bytes(3) }] }
    expect(await store.keepSeals(board, held)).toBe(true)
    const late = { ...seals(2), links: [{ hash, sealed: bytes(9), key: null }] }
    expect(await store.keepSeals(board, late)).toBe(false)
    expect(await store.sealsOf(board, '')).toMatchObject({ publicKey: bytes(1), links: [{ sealed: null }] })
    expect(await store.sealsOf(other, '')).toMatchObject({ publicKey: null })
    expect(await store.keepSeals('nowhere', seals(1))).toBe(false)
  })

  test('a key that nobody holds any more gives way to another one, and what it had sealed goes', async () => {
    const store = await open()
    const board = await newBoard(store)
    const [held, other] = [link(board, 'viewer').hash, link(board, 'participant').hash]
    const links = [
      { hash: held, sealed: bytes(2), key: bytes(3) },
      { hash: other, sealed: bytes(4), key: null },
    ]
    expect(await store.keepSeals(board, { publicKey: bytes(1), links, holders: [] })).toBe(true)
    await store.revokeLink(board, 'viewer', null)
    expect(await store.sealsOf(board, '')).toMatchObject({ publicKey: null })
    const session = {
      hash: 's',
      board,
      role: 'participant',
      link: other,
      participant: 'p',
      name: '',
    } as const
    await store.createSession({ ...session, colour: 0, created: 1 })
    const holders = [{ hash: 's', key: bytes(6) }]
    expect(await store.keepSeals(board, { publicKey: bytes(5), links: [], holders })).toBe(true)
    expect(await store.sealsOf(board, 's')).toMatchObject({
      publicKey: bytes(5),
      links: [{ hash: other, sealed: null, key: null }],
      key: bytes(6),
    })
    expect(await store.keepSeals(board, { publicKey: bytes(7), links: [], holders })).toBe(false)
  })
}
