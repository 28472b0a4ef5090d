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
  describeOpenRounds(fixture)
  describeClosing(fixture)
  describeTexts(fixture)
  describeReasons(fixture)
  describePasses(fixture)
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

/** Rules about what an open round has beside its dots. */
function describeOpenRounds({ open, reopen }: StoreFixture): void {
  test('a deadline stands until its round is closed, the earliest first', async () => {
    const store = await open()
    const { board, stored } = await newRound(store, {})
    const due = { board, activity: 'vote' }
    await store.openPoll(board, { ...stored, id: 'late', number: 2 }, { ...due, id: 'late', at: 900 })
    await store.openPoll(board, { ...stored, id: 'soon', number: 3 }, { ...due, id: 'soon', at: 100 })
    const again = await reopen(store)
    expect(await again.deadlines()).toEqual([
      { ...due, id: 'soon', at: 100 },
      { ...due, id: 'late', at: 900 },
    ])
    await again.closePoll('soon', 50, [])
    expect((await again.deadlines()).map(({ id }) => id)).toEqual(['late'])
    await again.deleteBoard(board)
    expect(await again.deadlines()).toEqual([])
  })

  test('a name that is taken off an open round is in no ballot, and the others stay', async () => {
    const store = await open()
    const { board, round } = await newRound(store, { isSecret: false, key: null })
    await store.changeDots({ ...dot(round, 'p', 'a'), person: { name: 'Ana', colour: 1 } })
    await store.changeDots({ ...dot(round, 'q', 'b'), person: { name: 'Bo', colour: 2 } })
    await store.forgetName(board, 'Ana')
    const { ballots } = await store.closePoll(round, 50, [])
    expect((ballots ?? []).map(({ name }) => name).toSorted()).toEqual(['', 'Bo'])
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
      { id: stored.id, number: 1, voted: null, settled: 0, hasReasonsLeft: false },
      { id: second.id, number: 2, voted: null, settled: 0, hasReasonsLeft: false },
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
      totals: { a: 1 },
      ballots: null,
      scores: { a: [2, 1, 0] },
      passes: { b: 1 },
      withheld: ['b'],
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
}

/** Rules about reasons that come with an answer, after it, or never. */
function describeReasons({ open, reopen }: StoreFixture): void {
  const texts = { a: 'At Acme we do', b: 'At Bolt we do', c: 'At Cody we do' }
  const ofTexts = { target: 'texts', about: 'v1', texts, budget: 15 } as const

  test('a 0 counts when it is given, and its reason may come later, until there are as many as there may be', async () => {
    const store = await open()
    const { round } = await newRound(store, { ...ofTexts, method: 'agreement', cap: 5 })
    const reason = { text: 'Who pays for it?', name: null }
    expect(await store.setScore(answer(round, 'p', 'a', 0))).toMatchObject({ ok: true, dots: { a: 0 } })
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

  test('closing shows no unsent reason and drops none; each author then decides once', async () => {
    const store = await open()
    const { board, round } = await newRound(store, { ...ofTexts, method: 'agreement', cap: 5 })
    const given = { text: 'It forgets the night shift', name: null, claim: 'hash-of-ada' }
    const unsent = { text: 'Who pays', name: 'Bo', isUnsent: true }
    await store.setScore({ ...answer(round, 'ada', 'a', 0), reason: given })
    expect(await store.setScore({ ...answer(round, 'bo', 'a', 0), reason: unsent })).toMatchObject({
      reasons: { a: { text: 'Who pays', isSigned: true, state: 'unsent' } },
    })
    await store.setScore(answer(round, 'cy', 'a', 0))
    await store.setScore({
      ...answer(round, 'di', 'a', 2),
      reason: { text: 'A place', name: null, isUnsent: true },
    })
    const again = await reopen(store)
    const outcome = await again.closePoll(round, 50, [])
    expect(outcome).toMatchObject({ reasons: [{ text: given.text }], awaited: { a: 2 } })
    // Its claim finds it, and nobody reads who has it.
    expect(Object.keys(outcome.reasons?.[0] ?? {}).toSorted()).toEqual(['answer', 'name', 'option', 'text'])
    expect(await again.lendReason({ round, claim: 'another-hash', isLent: true })).toBe(false)
    expect(await again.lendReason({ round, claim: 'hash-of-ada', isLent: true })).toBe(true)
    expect(await again.lentReasons(board)).toEqual([{ round, index: 0 }])
    const left = await again.reasonsLeftIn(round)
    expect(left.map(({ voter, text, answer: to, state }) => [voter, text, to, state])).toEqual([
      ['bo', 'Who pays', 0, 'unsent'],
      ['cy', '', 0, 'unsent'],
      ['di', 'A place', 2, 'unsent'],
    ])
    expect(await again.pollsOf(board)).toMatchObject([{ voted: 4, settled: 0, hasReasonsLeft: true }])
    expect(await again.findPoll(round)).toMatchObject({ key: 'k' })
    const settle = async (voter: string, way: 'unsigned' | 'signed' | 'keep' | 'discard', text: string) =>
      again.settleReason({ round, voter, option: 'a', way, text, name: voter, claim: `hash-of-${voter}` })
    // Nobody but an author of one settles anything.
    expect(await settle('ada', 'unsigned', 'Mine twice')).toMatchObject({ outcome: { awaited: { a: 2 } } })
    for (const _ of [1, 2]) {
      const shown = await settle('bo', 'signed', 'Who pays for it')
      expect(shown).toMatchObject({ ok: true, outcome: { awaited: { a: 1 }, settled: 1 } })
      expect(shown.ok && shown.outcome.reasons).toHaveLength(2)
    }
    expect(await settle('di', 'keep', 'A place')).toMatchObject({ outcome: { awaited: { a: 1 } } })
    const last = await settle('cy', 'keep', '')
    expect(last.ok && last.outcome.awaited).toEqual({})
    expect(await again.reasonsLeftIn(round)).toMatchObject([{ voter: 'di', state: 'kept' }])
    expect(await settle('di', 'discard', '')).toMatchObject({ ok: true })
    // One that came later is lent like the others, and can be taken back.
    expect(await again.lendReason({ round, claim: 'hash-of-bo', isLent: true })).toBe(true)
    expect(await again.lendReason({ round, claim: 'hash-of-ada', isLent: false })).toBe(true)
    expect(await again.lentReasons(board)).toEqual([{ round, index: 1 }])
    expect(await again.lendReason({ round, claim: 'hash-of-di', isLent: true })).toBe(false)
    // With the last reason the key goes that could tell whose it was.
    expect(await again.findPoll(round)).toMatchObject({ key: null })
  })
}

/** Rules about passes. */
function describePasses({ open }: StoreFixture): void {
  const texts = { a: 'At Acme we do', b: 'At Bolt we do', c: 'At Cody we do' }
  const ofTexts = { target: 'texts', about: 'v1', texts, budget: 15 } as const

  test('a pass is no answer: an option that fewer than three answered shows nothing', async () => {
    const store = await open()
    const { round } = await newRound(store, { ...ofTexts, method: 'agreement', cap: 5 })
    const reason = { text: 'It is mine', name: null }
    await store.setScore({ ...answer(round, 'p', 'a', 1), reason })
    for (const voter of ['q', 'r']) await store.setScore(answer(round, voter, 'a', -1))
    for (const voter of ['p', 'q', 'r']) await store.setScore(answer(round, voter, 'b', 4))
    for (const voter of ['p', 'q', 'r']) await store.setScore(answer(round, voter, 'c', -1))
    expect(await store.answersIn(round)).toEqual({ a: 3, b: 3, c: 3 })
    expect(await store.closePoll(round, 50, [])).toEqual({
      closedAt: 50,
      voted: 3,
      totals: { b: 12 },
      ballots: null,
      scores: { b: [0, 0, 0, 0, 3, 0] },
      passes: { a: 2, c: 3 },
      reasons: [],
      withheld: ['a'],
    })
    // Its author has it back, and alone.
    expect(await store.reasonsLeftIn(round)).toMatchObject([
      { voter: 'p', text: 'It is mine', state: 'kept' },
    ])
    const shown = await store.settleReason({
      round,
      voter: 'p',
      option: 'a',
      way: 'unsigned',
      text: 'It is mine',
      name: null,
    })
    expect(shown).toEqual({ ok: false, reason: 'unknown_round' })
  })

  test('one answer beside two passes closes a question without a result', async () => {
    const store = await open()
    const { round } = await newRound(store, { ...ofTexts, method: 'agreement', cap: 5 })
    await store.setScore({ ...answer(round, 'p', 'a', 1), reason: { text: 'Mine', name: null } })
    for (const voter of ['q', 'r']) await store.setScore(answer(round, voter, 'a', -1))
    expect(await store.closePoll(round, 50, [])).toEqual({
      closedAt: 50,
      voted: 3,
      totals: null,
      ballots: null,
    })
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
