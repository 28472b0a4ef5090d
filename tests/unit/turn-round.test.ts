import { expect, test } from 'vitest'
import {
  emptyRound,
  regrouped,
  roundIn,
  roundsIn,
  spokenIn,
  waitingIn,
  withMoreTime,
  withNext,
  withNextTurn,
  withSkippedTurn,
  type StepRounds,
  type TurnRound,
} from '#shared/activities/turns/turn-round.ts'
import { drawTables, seatAt, type Tables } from '#shared/workshop/tables.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const first = (people: readonly string[]): string => people[0] ?? ''
const next = (here: readonly string[], endsAt = 90_000) => ({ here, endsAt, pick: first })

test('everybody who is here has one turn, and the next person is known in advance', () => {
  let round: TurnRound = withNext(emptyRound, ['ana', 'bo', 'cy'], first)
  expect(round).toMatchObject({ now: null, next: 'ana' })
  round = withNextTurn(round, next(['ana', 'bo', 'cy']))
  expect(round).toMatchObject({ now: { person: 'ana', endsAt: 90_000 }, next: 'bo', change: 1 })
  round = withNextTurn(round, next(['ana', 'bo', 'cy']))
  round = withNextTurn(round, next(['ana', 'bo', 'cy']))
  expect(round).toMatchObject({ now: { person: 'cy' }, next: null, spoken: ['ana', 'bo'] })
  round = withNextTurn(round, next(['ana', 'bo', 'cy']))
  expect(round).toMatchObject({ now: null, next: null, spoken: ['ana', 'bo', 'cy'] })
  // Nothing changes when somebody comes again.
  expect(withNext(round, ['ana', 'bo', 'cy'], first)).toBe(round)
})

test('a person who is absent or not ready comes later, after all others', () => {
  let round: TurnRound = withNextTurn(emptyRound, next(['ana', 'bo']))
  round = withSkippedTurn(round, next(['ana', 'bo']))
  expect(round).toMatchObject({ now: { person: 'bo' }, later: ['ana'], spoken: [], next: 'ana' })
  // Cy has come meanwhile, and Ana has left.
  round = withNextTurn(round, next(['bo', 'cy']))
  expect(round).toMatchObject({ now: { person: 'cy' }, next: null, spoken: ['bo'] })
  round = withNext(round, ['ana', 'cy'], first)
  round = withNextTurn(round, next(['ana', 'cy']))
  expect(round).toMatchObject({ now: { person: 'ana' }, later: [], spoken: ['bo', 'cy'] })
})

test('the last person who is not ready waits without a clock', () => {
  const round = withSkippedTurn(withNextTurn(emptyRound, next(['ana'])), next(['ana']))
  expect(round).toMatchObject({ now: null, next: 'ana', later: ['ana'], spoken: [] })
})

test('more time counts from the end of the turn, or from now when that is past', () => {
  const round = withNextTurn(emptyRound, next(['ana'], 90_000))
  expect(withMoreTime(round, 60_000).now?.endsAt).toBe(120_000)
  expect(withMoreTime(round, 100_000).now?.endsAt).toBe(130_000)
  expect(withMoreTime(emptyRound, 1)).toBe(emptyRound)
})

test('however people come and go, nobody speaks twice and everybody who stays is called', () => {
  const random = seededRandom(testSeed())
  for (let run = 0; run < 200; run += 1) {
    const everybody = Array.from({ length: 1 + random.below(9) }, (_, index) => `p${index}`)
    let round: TurnRound = emptyRound
    let here = everybody.filter(() => random.chance(0.7))
    const called: string[] = []
    const press = () => {
      const now = { here, endsAt: 1, pick: random.pick }
      const skips = round.now !== null && random.chance(0.2)
      round = skips ? withSkippedTurn(round, now) : withNextTurn(round, now)
    }
    for (let turn = 0; turn < 20; turn += 1) {
      if (random.chance(0.3)) here = everybody.filter(() => random.chance(0.7))
      press()
      called.push(...(round.now ? [round.now.person] : []))
    }
    here = everybody
    while (waitingIn(round, here).length > 0 || round.now)
      round = withNextTurn(round, { here, endsAt: 1, pick: random.pick })
    expect(round.spoken.toSorted(), `seed ${random.seed}`).toEqual(everybody.toSorted())
    expect(new Set(called).size, `seed ${random.seed}`).toBeLessThanOrEqual(everybody.length)
  }
})

test('a round that is stored in another form is read as an empty one', () => {
  const round = withNextTurn(emptyRound, next(['ana', 'bo']))
  expect(roundIn({ 'open/round': round }, 'open/round')).toEqual(round)
  for (const state of [undefined, null, 7, { 'open/round': 7 }, { 'open/other': round }])
    expect(roundIn(state, 'open/round')).toEqual(emptyRound)
  expect(roundIn({ 'open/round': { now: { person: 7 }, spoken: 'ana' } }, 'open/round')).toEqual(emptyRound)
})

const speaks = (person: string, endsAt = 90_000) => ({ person, endsAt })
const together: StepRounds = {
  together: { change: 4, now: speaks('ana'), next: 'bo', spoken: ['cy', 'di'], later: ['eve'] },
  tables: [],
}

test('tables that are drawn in a round go on with it: nobody speaks twice, and a person keeps the floor', () => {
  const seated = regrouped(together, [
    ['ana', 'cy'],
    ['bo', 'di', 'eve'],
  ])
  expect(seated.tables).toEqual([
    { change: 5, now: speaks('ana'), next: null, spoken: ['cy'], later: [] },
    { change: 5, now: null, next: null, spoken: ['di'], later: ['eve'] },
  ])
  // The round of everybody goes on nowhere, and knows who has spoken.
  expect(seated.together).toEqual({ ...together.together, change: 5, now: null, next: null })
  // Once more the same changes nothing: a crash in between does no harm.
  const again = regrouped(seated, [
    ['ana', 'cy'],
    ['bo', 'di', 'eve'],
  ])
  expect(again.tables.every((round, index) => round === seated.tables[index])).toBe(true)
  expect(again.together).toBe(seated.together)
  // A table that is full already keeps its own speaker; a person who left meanwhile is still known to have spoken.
  const moved = regrouped(
    {
      ...seated,
      tables: [seated.tables[0] ?? emptyRound, withNextTurn(seated.tables[1] ?? emptyRound, next(['bo']))],
    },
    [['bo', 'ana', 'di']],
  )
  expect(moved.tables[0]?.now?.person).toBe('ana')
  expect([...spokenIn(moved)].toSorted()).toEqual(['cy', 'di'])
  expect(regrouped(moved, []).together).toMatchObject({ spoken: ['cy', 'di'] })
  expect(roundsIn({ 'open/round': emptyRound, 'open/round/2': again.tables[1] }, 'open/round')).toEqual({
    together: emptyRound,
    tables: [emptyRound, again.tables[1]],
  })
})

test('however tables are drawn and people come and go, everybody speaks once', () => {
  const random = seededRandom(testSeed())
  for (let run = 0; run < 100; run += 1) {
    const everybody = Array.from({ length: 3 + random.below(30) }, (_, index) => `p${index}`)
    let here = everybody.filter(() => random.chance(0.7))
    let tables: Tables = random.chance(0.5) ? [] : drawTables(here, 5, random.below(1_000))
    let rounds = regrouped({ together: emptyRound, tables: [] }, tables)
    const ended: string[] = []
    const press = (skipChance: number) => {
      const used = tables.length === 0 ? [null] : tables.map((_, index) => index)
      for (const index of used) {
        const round = index === null ? rounds.together : (rounds.tables[index] ?? emptyRound)
        const people = index === null ? here : here.filter((person) => tables[index]?.includes(person))
        const now = { here: people, endsAt: 1, pick: random.pick }
        const skips = round.now !== null && random.chance(skipChance)
        if (!skips && round.now) ended.push(round.now.person)
        const after = skips ? withSkippedTurn(round, now) : withNextTurn(round, now)
        rounds =
          index === null
            ? { ...rounds, together: after }
            : { ...rounds, tables: rounds.tables.with(index, after) }
      }
    }
    for (let turn = 0; turn < 12; turn += 1) {
      if (random.chance(0.3)) {
        here = everybody.filter(() => random.chance(0.7))
        if (tables.length > 0) tables = seatAt(tables, here)
      }
      if (random.chance(0.2)) tables = random.chance(0.3) ? [] : drawTables(here, 5, random.below(1_000))
      rounds = regrouped(rounds, tables)
      press(0.2)
    }
    here = everybody
    if (tables.length > 0) tables = seatAt(tables, here)
    rounds = regrouped(rounds, tables)
    for (let turn = 0; turn <= everybody.length; turn += 1) press(0)
    expect(ended.toSorted(), `seed ${random.seed}`).toEqual(everybody.toSorted())
    expect([...spokenIn(rounds)].toSorted(), `seed ${random.seed}`).toEqual(everybody.toSorted())
  }
})
