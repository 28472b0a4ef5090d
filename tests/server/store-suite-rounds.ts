import { expect, test } from 'vitest'
import type { StoredPoll } from '#server/contracts/polls.ts'
import type { Store } from '#server/contracts/store.ts'
import { nanoid } from 'nanoid'
import { anonymousNumbersOf } from '#shared/workshop/anonymous-numbers.ts'
import { newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store about rounds and ballots. */
export function describeRounds(fixture: StoreFixture): void {
  describeDots(fixture)
  describeClosing(fixture)
}

/** Rules about dots. */
function describeDots({ open }: StoreFixture): void {
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
}

/** Rules about closed rounds. */
function describeClosing({ open, reopen }: StoreFixture): void {
  test('closing gives exact totals once and leaves no ballot behind', async () => {
    const store = await open()
    const { board, round } = await newRound(store, { isSecret: true, key: 'k' })
    await Promise.all(['p', 'q', 'r'].map((voter) => store.changeDots(dot(round, voter, 'a'))))
    await store.changeDots(dot(round, 'r', 'b'))
    const outcome = { closedAt: 50, voted: 3, totals: { a: 3, b: 1 }, ballots: null }
    const late = store.changeDots(dot(round, 's', 'b'))
    expect(await store.closePoll(round, 50, [])).toEqual({ ...outcome, totals: { a: 3, b: 2 }, voted: 4 })
    expect((await late).ok).toBe(true)
    const again = await reopen(store)
    expect(await again.closePoll(round, 99, [])).toMatchObject({ closedAt: 50, totals: { a: 3, b: 2 } })
    expect(await again.dotsOf(round, 'p')).toEqual({})
    expect(await again.votersOf(round)).toBe(0)
    expect(await again.changeDots(dot(round, 'p', 'a'))).toEqual({ ok: false, reason: 'round_closed' })
    expect(await again.pollsOf(board)).toMatchObject([{ id: round, voted: 4 }])
    expect(await again.findPoll(round)).toMatchObject({ key: null, outcome: { closedAt: 50 } })
  })

  test('a secret round of two voters publishes nothing', async () => {
    const store = await open()
    const { round } = await newRound(store, { isSecret: true, key: 'k' })
    await store.changeDots(dot(round, 'p', 'a'))
    await store.changeDots(dot(round, 'q', 'a'))
    expect(await store.closePoll(round, 50, [])).toEqual({
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
    expect(await store.closePoll(round, 50, [])).toEqual({
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
    const { ballots } = await store.closePoll(round, 50, here)
    const given = new Map(ballots?.map(({ participant, number }) => [participant, number]))
    for (const voter of ['p', 'q']) expect(given.get(voter)).toBe(numbers.get(voter))
    expect(new Set([...numbers.values(), given.get('gone')]).size).toBe(4)
    expect((await (await reopen(store)).closePoll(round, 99, [])).ballots).toEqual(ballots)
  })

  test('rounds come back as they were opened, in order', async () => {
    const store = await open()
    const { board, stored } = await newRound(store, { isSecret: true, key: 'k' })
    const second: StoredPoll = { ...stored, id: nanoid(), number: 2, previous: stored.id }
    await store.openPoll(board, second)
    const again = await reopen(store)
    expect(await again.pollsOf(board)).toEqual([
      { id: stored.id, number: 1, voted: null },
      { id: second.id, number: 2, voted: null },
    ])
    expect(await again.findPoll(stored.id)).toEqual(stored)
    expect(await again.findPoll(second.id)).toEqual(second)
    expect(await again.findPoll('none')).toBeUndefined()
    await expect(again.closePoll('none', 1, [])).rejects.toMatchObject({ name: 'StoreError' })
  })
}

async function newRound(
  store: Store,
  change: Partial<StoredPoll>,
): Promise<{ board: string; round: string; stored: StoredPoll }> {
  const board = await newBoard(store)
  const stored: StoredPoll = {
    id: nanoid(),
    board,
    number: 1,
    method: 'dots',
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
    hands: null,
    outcome: null,
    ...change,
  }
  await store.openPoll(board, stored)
  return { board, round: stored.id, stored }
}

function dot(round: string, voter: string, option: string, change: 1 | -1 = 1) {
  return { round, voter, person: null, option, change, key: nanoid(), now: 10 }
}
