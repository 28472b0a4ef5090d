import { expect, test } from 'vitest'
import type { StoredPoll } from '#server/contracts/polls.ts'
import type { Store } from '#server/contracts/store.ts'
import { nanoid } from 'nanoid'
import { roundLimits } from '#shared/workshop/round.ts'
import { anonymousNumbersOf } from '#shared/workshop/anonymous-numbers.ts'
import { newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store about rounds and ballots. */
export function describeRounds(fixture: StoreFixture): void {
  describeDots(fixture)
  describeClosing(fixture)
  describeTexts(fixture)
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

/** Rules about texts that are voted on. */
function describeTexts({ open, reopen }: StoreFixture): void {
  const texts = { a: 'At Acme we do', b: 'At Bolt we do', c: 'At Cody we do' }
  const labels = { a: 'Acme', b: 'Bolt', c: 'Cody' }
  const ofTexts = { target: 'texts', about: 'v1', texts, labels, budget: 15 } as const

  test('a choice counts yes, almost, no and passes; a reason goes with its last answer', async () => {
    const store = await open()
    const { round, stored } = await newRound(store, { ...ofTexts, method: 'choice', cap: 2 })
    expect(await store.findPoll(round)).toEqual(stored)
    const reason = { text: 'They do, too', name: null }
    const signed = { text: 'Only we do', name: 'Ana' }
    await store.setScore({ ...answer(round, 'p', 'a', 2), reason: { text: 'First thought', name: null } })
    const again = { ...answer(round, 'p', 'a', 1), reason }
    const kept = {
      ok: true,
      dots: { a: 1 },
      reasons: { a: { text: reason.text, isSigned: false } },
    }
    expect(await store.setScore(again)).toEqual(kept)
    expect(await store.setScore(again)).toEqual(kept)
    await store.setScore({ ...answer(round, 'q', 'a', 0), reason: signed })
    expect(await store.setScore(answer(round, 'q', 'b', -1))).toMatchObject({ ok: true })
    await store.setScore(answer(round, 'r', 'a', 0))
    const later = await reopen(store)
    await later.setScore(answer(round, 'r', 'b', 2))
    for (const [wrong, problem] of [
      [answer(round, 'r', 'a', 3), 'unknown_round'],
      [answer(round, 'r', 'z', 1), 'unknown_option'],
      [{ ...answer(round, 'r', 'a', -1), reason }, 'unknown_round'],
      [{ ...answer(round, 'r', 'a', null), reason }, 'unknown_round'],
    ] as const)
      expect(await later.setScore(wrong)).toEqual({ ok: false, reason: problem })
    expect(await later.changeDots(dot(round, 'r', 'a'))).toEqual({ ok: false, reason: 'unknown_round' })
    expect(await later.setHands(round, { voters: 1, counts: { a: 1 } })).toMatchObject({ ok: false })
    const { reasons = [], ...outcome } = await later.closePoll(round, 50, [])
    expect(outcome).toEqual({
      closedAt: 50,
      voted: 3,
      totals: { a: 1, b: 2 },
      ballots: null,
      scores: { a: [2, 1, 0], b: [0, 0, 1] },
      passes: { b: 1 },
    })
    expect(reasons.toSorted((x, y) => (x.answer ?? 0) - (y.answer ?? 0))).toEqual([
      { option: 'a', ...signed, answer: 0 },
      { option: 'a', ...reason, answer: 1 },
    ])
    expect(await later.reasonsOf(round, 'p')).toEqual({})
  })

  test('below three voters a round of texts publishes neither answers nor reasons', async () => {
    const store = await open()
    const { round } = await newRound(store, { ...ofTexts, method: 'choice', cap: 2 })
    for (const voter of ['p', 'q'])
      await store.setScore({ ...answer(round, voter, 'a', 0), reason: { text: 'Anybody can', name: 'Ana' } })
    expect(await store.closePoll(round, 50, [])).toEqual({
      closedAt: 50,
      voted: 2,
      totals: null,
      ballots: null,
    })
  })

  test('a 0 about a text counts with its reason alone, until there are as many as there may be', async () => {
    const store = await open()
    const { round } = await newRound(store, { ...ofTexts, method: 'agreement', cap: 5 })
    const reason = { text: 'Who pays for it?', name: null }
    expect(await store.setScore(answer(round, 'p', 'a', 0))).toEqual({ ok: false, reason: 'reason_needed' })
    expect(await store.dotsOf(round, 'p')).toEqual({})
    expect(await store.setScore({ ...answer(round, 'p', 'a', 3), reason })).toMatchObject({ ok: false })
    expect(await store.setScore({ ...answer(round, 'p', 'a', 2), reason })).toMatchObject({ ok: true })
    const others = Array.from({ length: roundLimits.reasons - 1 }, (_, index) => `v${index}`)
    await Promise.all(others.map((voter) => store.setScore({ ...answer(round, voter, 'a', 0), reason })))
    const late = { ...answer(round, 'late', 'a', 0), reason }
    expect(await store.setScore(late)).toEqual({ ok: false, reason: 'too_many_reasons' })
    expect(await store.setScore({ ...answer(round, 'p', 'a', 0), reason })).toMatchObject({ ok: true })
    expect(await store.setScore(answer(round, 'late', 'a', 0))).toMatchObject({ ok: true })
    const { scores, reasons } = await store.closePoll(round, 50, [])
    expect([scores?.['a']?.[0], reasons?.length]).toEqual([roundLimits.reasons + 1, roundLimits.reasons])
  })
}

function answer(round: string, voter: string, option: string, score: number | null) {
  return { round, voter, person: null, option, score, key: nanoid(), now: 10 }
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
