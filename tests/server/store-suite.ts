import { expect, test } from 'vitest'
import type { LinkRow } from '#server/contracts/boards.ts'
import type { DraftCommit } from '#server/contracts/drafts.ts'
import type { StoredRound } from '#server/contracts/polls.ts'
import type { NewSessionRow } from '#server/contracts/sessions.ts'
import type { Store } from '#server/contracts/store.ts'
import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { anonymousNumbersOf } from '#shared/workshop/anonymous-numbers.ts'

export interface StoreFixture {
  /** A store of its own for the test, closed when the test ends. */
  readonly open: () => Promise<Store>
  /** Closes the store and opens what it kept. */
  readonly reopen: (store: Store) => Promise<Store>
}

/** Rules of every store, independent of its storage. */
export function describeStore({ open, reopen }: StoreFixture): void {
  test('a board is found again with its links, after a restart too', async () => {
    const store = await open()
    const board = await newBoard(store)
    const again = await reopen(store)
    expect(await again.findBoard(board)).toEqual({ id: board, title: 'Why', language: 'fr', created: 1 })
    expect(await again.linksOf(board)).toEqual([link(board, 'participant')])
    expect(await again.findLink(board, `${board}-participant`)).toEqual(link(board, 'participant'))
    expect(await again.findLinkByCode(`${board}-code`)).toEqual(link(board, 'participant'))
    expect(await again.findLink('other', `${board}-participant`)).toBeUndefined()
    expect(await again.findBoard('none')).toBeUndefined()
    expect(await again.load('none')).toBeUndefined()
  })

  test('a board of an id that is taken is refused, and the first one stays', async () => {
    const store = await open()
    const board = await newBoard(store)
    const twice = store.createBoard(row(board, { title: 'Second' }), [], new Uint8Array([9]))
    await expect(twice).rejects.toMatchObject({ name: 'StoreError' })
    expect((await store.findBoard(board))?.title).toBe('Why')
    expect((await store.load(board))?.updates).toEqual([new Uint8Array([0, 0])])
  })

  test('title and language change one by one', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.updateBoard(board, { title: 'How' })
    await store.updateBoard(board, { language: 'en' })
    expect(await store.findBoard(board)).toEqual({ id: board, title: 'How', language: 'en', created: 1 })
  })

  test('updates come back in order, byte for byte, with their owners', async () => {
    const store = await open()
    const board = await newBoard(store)
    const pool = new Uint8Array([1, 2, 3, 4, 5, 6])
    await Promise.all([
      store.append(
        board,
        [pool.subarray(0, 2), pool.subarray(2, 3)],
        [{ client: 2 ** 32 - 1, participant: 'a' }],
      ),
      store.append(board, [pool.subarray(3)], [{ client: 7, participant: 'b' }]),
    ])
    expect(pool).toEqual(new Uint8Array([1, 2, 3, 4, 5, 6]))
    const again = await reopen(store)
    const stored = await again.load(board)
    expect(stored?.updates.map((update) => [...update])).toEqual([[0, 0], [1, 2], [3], [4, 5, 6]])
    expect(stored?.owners.toSorted((a, b) => a.client - b.client)).toEqual([
      { client: 7, participant: 'b' },
      { client: 2 ** 32 - 1, participant: 'a' },
    ])
  })

  test('a Yjs client belongs to one participant for ever, and a refused batch writes nothing', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.append(board, [], [{ client: 7, participant: 'a' }])
    await store.append(board, [], [{ client: 7, participant: 'a' }])
    const stolen = store.append(board, [new Uint8Array([1])], [{ client: 7, participant: 'b' }])
    const beside = store.append(board, [new Uint8Array([2])], [])
    await expect(stolen).rejects.toMatchObject({ name: 'StoreError' })
    await beside
    const stored = await store.load(board)
    expect(stored?.updates.map((update) => [...update])).toEqual([[0, 0], [2]])
    expect(stored?.owners).toEqual([{ client: 7, participant: 'a' }])
  })

  test('an update for a board that does not exist is refused', async () => {
    const store = await open()
    await expect(store.append('none', [new Uint8Array([1])], [])).rejects.toMatchObject({
      name: 'StoreError',
    })
  })

  test('a long log is folded into a snapshot without losing a change', async () => {
    const store = await open()
    const board = await newBoard(store)
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let index = 0; index < 1_700; index += 1) doc.getMap('place').set(`n${index % 90}`, index)
    for (const update of updates) void store.append(board, [update], [])
    const readPlaces = async (from: Store) => {
      const stored = await from.load(board)
      const read = new Y.Doc()
      for (const update of stored?.updates ?? []) Y.applyUpdate(read, update)
      return { places: read.getMap('place').toJSON(), rows: stored?.updates.length ?? 0 }
    }
    expect((await readPlaces(store)).places).toEqual(doc.getMap('place').toJSON())
    await expect.poll(async () => (await readPlaces(store)).rows).toBeLessThan(500)
    const { places, rows } = await readPlaces(await reopen(store))
    expect(places).toEqual(doc.getMap('place').toJSON())
    expect(rows).toBeLessThan(500)
  })

  test('a session is found until its link is revoked; the one to keep stays', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.createSession(session(board, { hash: 's1', participant: 'p1' }))
    await store.putLink({ ...link(board, 'participant'), hash: 'renewed', codeHash: null })
    await store.createSession(session(board, { hash: 's2', participant: 'p2', link: 'renewed' }))
    await store.putLink({ ...link(board, 'viewer'), hash: 'watch' })
    await store.createSession(
      session(board, { hash: 's3', participant: 'p3', role: 'viewer', link: 'watch' }),
    )
    expect(await store.findSession('s1')).toEqual(session(board, { hash: 's1', participant: 'p1' }))
    expect(await store.revokeLink(board, 'participant', 's1')).toEqual([{ hash: 's2', participant: 'p2' }])
    expect(await store.findSession('s2')).toBeUndefined()
    expect((await store.findSession('s1'))?.participant).toBe('p1')
    expect((await store.findSession('s3'))?.participant).toBe('p3')
    expect((await store.linksOf(board)).map(({ role, isActive }) => [role, isActive])).toEqual([
      ['participant', false],
      ['viewer', true],
    ])
    expect(await store.countParticipants(board)).toBe(2)
    const late = session(board, { hash: 's4', participant: 'p4', link: 'renewed' })
    expect(await store.createSession(late)).toBeUndefined()
    expect(await store.findSession('s4')).toBeUndefined()
  })

  test('a device link of a session works once, until it is used, expired, or the session has ended', async () => {
    const store = await open()
    const board = await newBoard(store)
    const laptop = session(board, { hash: 's1', participant: 'p1' })
    await store.createSession(laptop)
    await store.createSession(session(board, { hash: 'other', participant: 'p2' }))
    const use = (hash: string, next: string, now = 1) =>
      store.useDeviceLink({ board, hash, session: next, now, maxDevices: 3 })
    const put = (hash: string, by = 's1') =>
      store.putDeviceLink({ hash, board, session: by, until: 10 }, 1, 3)

    expect(await put('h1')).toBe(true)
    expect(await put('h2')).toBe(true)
    expect(await use('h1', 's2')).toBeUndefined()
    expect(await use('h2', 's2', 10)).toBeUndefined()
    expect(await store.findDeviceLink('elsewhere', 'h2', 1)).toBeUndefined()
    const again = await reopen(store)
    expect(await again.findDeviceLink(board, 'h2', 1)).toEqual(laptop)
    const takes = ['s2', 's3'].map((next) =>
      again.useDeviceLink({ board, hash: 'h2', session: next, now: 9, maxDevices: 3 }),
    )
    expect(await Promise.all(takes)).toEqual([{ ...laptop, hash: 's2', created: 9 }, undefined])
    expect(await again.findSession('s3')).toBeUndefined()
    expect((await again.sessionsOfPerson('s2')).map(({ hash }) => hash)).toEqual(['s1', 's2'])
    expect(await again.countParticipants(board)).toBe(2)
    expect(await again.putDeviceLink({ hash: 'h3', board, session: 's1', until: 10 }, 1, 2)).toBe(false)

    await again.putDeviceLink({ hash: 'h4', board, session: 's2', until: 10 }, 1, 3)
    await again.useDeviceLink({ board, hash: 'h4', session: 's4', now: 9, maxDevices: 3 })
    await again.putDeviceLink({ hash: 'h6', board, session: 's4', until: 10 }, 1, 4)
    await again.putDeviceLink({ hash: 'h7', board, session: 's2', until: 10 }, 1, 4)
    expect(await again.endOtherSessions('s1', 'other')).toEqual([])
    expect(await again.endOtherSessions('s1', 's1')).toEqual([])
    expect(await again.endOtherSessions('s1', 's4')).toEqual([{ hash: 's4', participant: 'p1' }])
    expect(await again.findDeviceLink(board, 'h6', 1)).toBeUndefined()
    expect((await again.findDeviceLink(board, 'h7', 1))?.hash).toBe('s2')
    expect(await again.endOtherSessions('s1')).toEqual([{ hash: 's2', participant: 'p1' }])
    expect(await again.findDeviceLink(board, 'h7', 1)).toBeUndefined()
    expect(await again.putDeviceLink({ hash: 'h5', board, session: 's2', until: 10 }, 1, 3)).toBe(false)
    expect(await again.sessionsOfPerson('s1')).toHaveLength(1)
    expect(await again.sessionsOfPerson('other')).toHaveLength(1)
  })

  test('a new link takes the place of the former one', async () => {
    const store = await open()
    const board = await newBoard(store)
    const next = { ...link(board, 'participant'), hash: `${board}-next`, codeHash: null, created: 5 }
    await store.revokeLink(board, 'participant', null)
    await store.putLink(next)
    expect(await store.linksOf(board)).toEqual([next])
    expect(await store.findLink(board, `${board}-participant`)).toBeUndefined()
    expect(await store.findLinkByCode(`${board}-code`)).toBeUndefined()
  })

  test('people who join at once without choosing get colours in equal shares', async () => {
    const store = await open()
    const board = await newBoard(store)
    const joining = Array.from({ length: 36 }, (_, index) =>
      store.createSession(session(board, { hash: `h${index}`, participant: `p${index}`, colour: null })),
    )
    const colours = await Promise.all(joining)
    const times = Array.from(
      { length: 12 },
      (_, colour) => colours.filter((given) => given === colour).length,
    )
    expect(times).toEqual(Array.from({ length: 12 }, () => 3))
  })

  test('a participant changes name and colour in every session', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.createSession(session(board, { hash: 's1', participant: 'p' }))
    await store.createSession(session(board, { hash: 's2', participant: 'p' }))
    await store.updateParticipant(board, 'p', 'Zoé', 9)
    expect(await store.findSession('s2')).toMatchObject({ name: 'Zoé', colour: 9 })
    expect(await store.countParticipants(board)).toBe(1)
  })

  test('budget and cap hold when all dots arrive at once', async () => {
    const store = await open()
    const { round } = await newRound(store, { budget: 3, cap: 2 })
    const results = await Promise.all(
      ['a', 'a', 'a', 'b', 'b', 'c'].map((option) => store.changeDots(dot(round, 'p', option))),
    )
    expect(results.map((result) => (result.ok ? 'ok' : result.reason))).toEqual([
      'ok',
      'ok',
      'over_cap',
      'ok',
      'over_budget',
      'over_budget',
    ])
    expect(await store.dotsOf(round, 'p')).toEqual({ a: 2, b: 1 })
  })

  test('a dot can be taken back, once, and only where one is', async () => {
    const store = await open()
    const { round } = await newRound(store, {})
    await store.changeDots(dot(round, 'p', 'a'))
    expect(await store.changeDots(dot(round, 'p', 'a', -1))).toEqual({ ok: true, dots: {} })
    expect(await store.changeDots(dot(round, 'p', 'a', -1))).toEqual({ ok: false, reason: 'no_dot' })
    expect(await store.changeDots(dot(round, 'p', 'z', -1))).toEqual({ ok: false, reason: 'unknown_option' })
    expect(await store.votersOf(round)).toBe(0)
  })

  test('a command sent again happens once; another voter may use the same key', async () => {
    const store = await open()
    const { round } = await newRound(store, {})
    const once = { ...dot(round, 'p', 'a'), key: 'the same key' }
    await Promise.all([store.changeDots(once), store.changeDots(once)])
    expect(await store.changeDots(once)).toEqual({ ok: true, dots: { a: 1 } })
    expect(await store.changeDots({ ...once, voter: 'q' })).toEqual({ ok: true, dots: { a: 1 } })
    expect(await store.votersOf(round)).toBe(2)
  })

  test('dots for an unknown option, an unknown round or after the deadline count for nothing', async () => {
    const store = await open()
    const { round } = await newRound(store, { deadline: 100 })
    expect(await store.changeDots(dot(round, 'p', 'z'))).toEqual({ ok: false, reason: 'unknown_option' })
    expect(await store.changeDots(dot('none', 'p', 'a'))).toEqual({ ok: false, reason: 'unknown_round' })
    const late = { ...dot(round, 'p', 'a'), now: 100 }
    expect(await store.changeDots(late)).toEqual({ ok: false, reason: 'round_closed' })
    expect(await store.votersOf(round)).toBe(0)
  })

  test('closing gives exact totals once and leaves no ballot behind', async () => {
    const store = await open()
    const { board, round } = await newRound(store, { isSecret: true, key: 'k' })
    await Promise.all(['p', 'q', 'r'].map((voter) => store.changeDots(dot(round, voter, 'a'))))
    await store.changeDots(dot(round, 'r', 'b'))
    const outcome = { closedAt: 50, voted: 3, totals: { a: 3, b: 1 }, ballots: null }
    const late = store.changeDots(dot(round, 's', 'b'))
    expect(await store.closeRound(round, 50, [])).toEqual({ ...outcome, totals: { a: 3, b: 2 }, voted: 4 })
    expect((await late).ok).toBe(true)
    const again = await reopen(store)
    expect(await again.closeRound(round, 99, [])).toMatchObject({ closedAt: 50, totals: { a: 3, b: 2 } })
    expect(await again.dotsOf(round, 'p')).toEqual({})
    expect(await again.votersOf(round)).toBe(0)
    expect(await again.changeDots(dot(round, 'p', 'a'))).toEqual({ ok: false, reason: 'round_closed' })
    expect(await again.roundsOf(board)).toMatchObject([{ id: round, voted: 4 }])
    expect(await again.findRound(round)).toMatchObject({ key: null, outcome: { closedAt: 50 } })
  })

  test('a secret round of two voters publishes nothing', async () => {
    const store = await open()
    const { round } = await newRound(store, { isSecret: true, key: 'k' })
    await store.changeDots(dot(round, 'p', 'a'))
    await store.changeDots(dot(round, 'q', 'a'))
    expect(await store.closeRound(round, 50, [])).toEqual({
      closedAt: 50,
      voted: 2,
      totals: null,
      ballots: null,
    })
  })

  test('an open round keeps each person’s dots', async () => {
    const store = await open()
    const { round } = await newRound(store, { isSecret: false, key: null })
    await store.changeDots({ ...dot(round, 'p', 'a'), person: { name: '', colour: 1 } })
    await store.changeDots({ ...dot(round, 'p', 'b'), person: { name: 'Ana', colour: 2 } })
    await store.changeDots({ ...dot(round, 'q', 'b'), person: { name: 'Bo', colour: 2 } })
    expect(await store.closeRound(round, 50, [])).toEqual({
      closedAt: 50,
      voted: 2,
      totals: { a: 1, b: 2 },
      ballots: [
        { participant: 'p', name: 'Ana', colour: 2, dots: { a: 1, b: 1 } },
        { participant: 'q', name: 'Bo', colour: 2, dots: { b: 1 } },
      ],
    })
  })

  test('anonymous voters of an open round keep the numbers they have among the people here', async () => {
    const store = await open()
    const { round } = await newRound(store, { isSecret: false, key: null })
    const voters = ['p', 'q', 'gone']
    for (const voter of voters)
      await store.changeDots({ ...dot(round, voter, 'a'), person: { name: '', colour: 3 } })
    // All of them would like to have the same one.
    const here = ['looks on', 'q', 'p'].map((participant, index) => ({
      participant,
      index,
      name: '',
      colour: 3,
    }))
    const numbers = anonymousNumbersOf(here)
    const { ballots } = await store.closeRound(round, 50, here)
    const given = new Map(ballots?.map(({ participant, number }) => [participant, number]))
    for (const voter of ['p', 'q']) expect(given.get(voter)).toBe(numbers.get(voter))
    expect(new Set([...numbers.values(), given.get('gone')]).size).toBe(4)
    expect((await (await reopen(store)).closeRound(round, 99, [])).ballots).toEqual(ballots)
  })

  test('rounds come back as they were opened, in order', async () => {
    const store = await open()
    const { board, stored } = await newRound(store, { isSecret: true, key: 'k' })
    const second: StoredRound = { ...stored, id: nanoid(), number: 2, previous: stored.id }
    await store.openRound(board, second)
    const again = await reopen(store)
    expect(await again.roundsOf(board)).toEqual([
      { id: stored.id, number: 1, voted: null },
      { id: second.id, number: 2, voted: null },
    ])
    expect(await again.findRound(stored.id)).toEqual(stored)
    expect(await again.findRound(second.id)).toEqual(second)
    expect(await again.findRound('none')).toBeUndefined()
    await expect(again.closeRound('none', 1, [])).rejects.toMatchObject({ name: 'StoreError' })
  })

  test('a desk comes back in order, byte for byte, and is nobody else’s', async () => {
    const store = await open()
    const board = await newBoard(store)
    const other = await newBoard(store)
    await Promise.all([
      store.appendDrafts(desk(board, 'p', [[1, 2], [3]])),
      store.appendDrafts(desk(board, 'q', [[4]], { hasDrafts: false })),
      store.appendDrafts(desk(board, 'p', [[5]])),
      store.appendDrafts(desk(other, 'p', [[6]])),
    ])
    const again = await reopen(store)
    expect(await bytesOfDesk(again, board, 'p')).toEqual([[1, 2], [3], [5]])
    expect(await bytesOfDesk(again, board, 'q')).toEqual([[4]])
    expect(await bytesOfDesk(again, board, 'nobody')).toEqual([])
    expect(
      (await again.draftOwnersOf(board)).toSorted((a, b) => (a.participant < b.participant ? -1 : 1)),
    ).toEqual([
      { participant: 'p', hasDrafts: true },
      { participant: 'q', hasDrafts: false },
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
    expect(await again.draftOwnersOf(board)).toEqual([{ participant: 'p', hasDrafts: false }])
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

  test('nothing is accepted after closing', async () => {
    const store = await open()
    await store.probe()
    const last = newBoard(store)
    await store.close()
    await last
    await expect(store.probe()).rejects.toMatchObject({ name: 'StoreError' })
    await store.close()
  })
}

function desk(
  board: string,
  participant: string,
  updates: readonly (readonly number[])[],
  change: Partial<DraftCommit> = {},
): DraftCommit {
  const bytes = updates.map((update) => new Uint8Array(update))
  return { board, participant, updates: bytes, isWhole: false, hasDrafts: true, at: 1, ...change }
}

async function bytesOfDesk(store: Store, board: string, participant: string) {
  return (await store.loadDrafts(board, participant)).updates.map((update) => [...update])
}

function row(id: string, change: { title?: string } = {}) {
  return { id, title: 'Why', language: 'fr', created: 1, ...change } as const
}

function link(board: string, role: 'participant' | 'viewer'): LinkRow {
  const codeHash = role === 'participant' ? `${board}-code` : null
  return { board, role, hash: `${board}-${role}`, codeHash, isActive: true, created: 1 }
}

function session<Change extends Partial<NewSessionRow>>(board: string, change: Change) {
  return {
    hash: 'h',
    board,
    role: 'participant',
    link: `${board}-participant`,
    participant: 'p',
    name: 'Ana',
    colour: 3,
    created: 1,
    ...change,
  } as const
}

async function newBoard(store: Store): Promise<string> {
  const id = nanoid()
  await store.createBoard(row(id), [link(id, 'participant')], new Uint8Array([0, 0]))
  return id
}

async function newRound(
  store: Store,
  change: Partial<StoredRound>,
): Promise<{ board: string; round: string; stored: StoredRound }> {
  const board = await newBoard(store)
  const stored: StoredRound = {
    id: nanoid(),
    board,
    number: 1,
    title: 'Round',
    target: 'notes',
    options: ['a', 'b', 'c'],
    budget: 5,
    cap: 5,
    isSecret: true,
    deadline: null,
    openedAt: 1,
    previous: null,
    key: 'k',
    outcome: null,
    ...change,
  }
  await store.openRound(board, stored)
  return { board, round: stored.id, stored }
}

function dot(round: string, voter: string, option: string, change: 1 | -1 = 1) {
  return { round, voter, person: null, option, change, key: nanoid(), now: 10 }
}
