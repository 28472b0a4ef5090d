import { expect, test } from 'vitest'
import { duel, drawPairs, mostInDuel } from '#shared/activities/duel/activity.ts'
import { chosenOf, firstOf, rankingOf } from '#shared/activities/duel/result.ts'
import { itemOfPair, type Pair } from '#shared/asking/ask.ts'
import type { ShownAsked } from '#shared/asking/asked.ts'
import { countedColumn, fewestForMargin, joinedOutcome, type ShownColumn } from '#shared/asking/outcome.ts'
import { askedName } from '#shared/board/activities.ts'
import { asideName } from '#shared/board/aside.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G']

/** A duel of so many sentences: of each pair, left and right, how many tapped which. */
function asked(
  count: number,
  votesOf: (left: string, right: string) => readonly [number, number],
): ShownAsked {
  const things = letters
    .slice(0, count)
    .map((id, index) => ({ id, text: `We are ${id}.`, label: `${index + 1}` }))
  const all = things.flatMap((_, one) =>
    things.flatMap((_other, other): readonly Pair[] => (one < other ? [[one, other]] : [])),
  )
  const columns = all.map(([one, other], at): [string, ShownColumn] => {
    const [left, right] = votesOf(letters[one] ?? '', letters[other] ?? '')
    const given = [
      ...Array.from({ length: left }, () => ({ value: 'left', name: null })),
      ...Array.from({ length: right }, () => ({ value: 'right', name: null })),
    ]
    return [
      itemOfPair(at, 'which'),
      countedColumn(duel.ask['which'] ?? { kind: 'text', most: 1 }, given, duel, (items) => items),
    ]
  })
  const shown = { at: 1, voted: 9, of: 9, columns: Object.fromEntries(columns) }
  return {
    id: 'asked',
    turn: all.length,
    audience: duel.audience,
    asks: duel.ask,
    things,
    pairs: { all, at: all.length - 1 },
    until: null,
    shown,
  }
}

/** Nine people; "AB" says that A beats B. */
const beats =
  (...wins: readonly string[]) =>
  (left: string, right: string) =>
    wins.includes(`${left}${right}`)
      ? ([6, 3] as const)
      : wins.includes(`${right}${left}`)
        ? ([3, 6] as const)
        : ([4, 4] as const)

const order = (room: ShownAsked): readonly string[] =>
  rankingOf(room).rows.map(({ thing, rank }) => `${rank}${thing.id}`)

test('the sentence that wins all of its duels is first, and others follow by duels won', () => {
  const room = asked(4, beats('AB', 'AC', 'AD', 'BC', 'BD', 'CD'))
  expect(order(room)).toEqual(['1A', '2B', '3C', '4D'])
  expect(firstOf(rankingOf(room))).toBe('A')
  const said = JSON.stringify(
    duel.blocksOf(room, { language: 'fr', path: 'decide/duel', stateOf: () => undefined }),
  )
  for (const words of ['gagne ses', 'Phrase 1', '6 : 3', 'Copeland', 'en tête']) expect(said).toContain(words)
})

test('a circle is told as one, and nothing is chosen from it', () => {
  const room = asked(4, beats('AB', 'BC', 'CA', 'AD', 'BD', 'CD'))
  const ranking = rankingOf(room)
  expect(ranking.circles.map((circle) => circle.map(({ id }) => id))).toEqual([['A', 'B', 'C']])
  expect(firstOf(ranking)).toBeNull()
  const said = JSON.stringify(
    duel.blocksOf(room, { language: 'en', path: 'decide/duel', stateOf: () => undefined }),
  )
  expect(said).toContain('Sentence 1 beats 2, 2 beats 3, 3 beats 1.')
  // Each row has its number, so that the circle is found among the ranks.
  expect(said).toContain('"number":"Sentence 1"')
  // A circle below the first one does not touch it.
  const first = asked(4, beats('AB', 'AC', 'AD', 'BC', 'CD', 'DB'))
  const below = rankingOf(first)
  expect([firstOf(below), below.circles.length]).toEqual(['A', 1])
  const blocks = duel.blocksOf(first, { language: 'en', path: 'decide/duel', stateOf: () => undefined })
  expect(blocks.some(({ kind }) => kind === 'verdict')).toBe(false)
  expect(blocks).toContainEqual({
    kind: 'remark',
    text: 'Behind the first there is a circle. Sentence 2 beats 3, 3 beats 4, 4 beats 2.',
  })
})

test('of sentences with as many duels the one with the smallest worst defeat goes first, where margins are told', () => {
  const votes: Readonly<Record<string, readonly [number, number]>> = { AB: [8, 1], BC: [5, 4], AC: [4, 5] }
  const circle = (scale: (votes: number) => number) =>
    asked(3, (left, right) => {
      const [one, other] = votes[`${left}${right}`] ?? [0, 0]
      return [scale(one), scale(other)]
    })
  // A loses by 1, C by 1, B by 7.
  expect(order(circle((each) => each))).toEqual(['1A', '1C', '3B'])
  expect(order(circle((each) => Math.floor(each / 2.5)))).toEqual(['1A', '1B', '1C'])
})

test('a tie at the top chooses nothing, and neither does a pair that nobody answered', () => {
  const tie = asked(3, beats('AC', 'BC'))
  expect(order(tie)).toEqual(['1A', '1B', '3C'])
  expect(firstOf(rankingOf(tie))).toBeNull()
  const missing = asked(3, (left, right) => (right === 'C' && left === 'B' ? [0, 0] : [6, 3]))
  expect(rankingOf(missing)).toMatchObject({ isWhole: false })
  expect(firstOf(rankingOf(missing))).toBeNull()
})

test('the room has chosen the first one of the last duel that is not set aside', () => {
  const early = asked(2, beats('BA'))
  const late = asked(3, beats('AB', 'AC', 'BC'))
  const state = { 'decide/duel': early, 'again/duel': { ...late, shown: { ...late.shown, at: 2 } } }
  const aside = { A: [{ isAside: true, by: 'challenge/aside', asked: null, at: 3, reasons: [] }] }
  const chosen = (states: Readonly<Record<string, unknown>>) => chosenOf((name) => states[name])
  expect(chosen({ [askedName]: state })).toBe('A')
  expect(chosen({ [askedName]: state, [asideName]: aside })).toBe('B')
  expect(chosen({})).toBeNull()
  expect(chosen({ [askedName]: { 'decide/duel': { ...early, shown: null } } })).toBeNull()
})

test('every pair comes once, on both sides, and a sentence seldom twice in a row', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  for (let count = 2; count <= mostInDuel; count += 1)
    for (let round = 0; round < 50; round += 1) {
      const pairs = drawPairs(count, (limit) => random.below(limit))
      const keys = pairs.map((pair) => pair.toSorted((a, b) => a - b).join())
      expect([seed, new Set(keys).size, pairs.length]).toEqual([seed, keys.length, (count * (count - 1)) / 2])
      for (let place = 0; place < count; place += 1) {
        const onLeft = pairs.filter(([left]) => left === place).length
        const onRight = pairs.filter(([, right]) => right === place).length
        expect([seed, count, Math.abs(onLeft - onRight) <= 1]).toEqual([seed, count, true])
      }
    }
})

test('whatever people tap, the ranking keeps its rule', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  for (let round = 0; round < 400; round += 1) {
    const count = 2 + random.below(6)
    const people = 1 + random.below(12)
    const votes = new Map<string, readonly [number, number]>()
    const room = asked(count, (left, right) => {
      // Some are absent.
      const here = Math.max(1, people - random.below(3))
      const one = random.below(here + 1)
      votes.set(`${left}${right}`, [one, here - one])
      return [one, here - one]
    })
    const ranking = rankingOf(room)
    const points = (id: string) =>
      [...votes].reduce((sum, [pair, [left, right]]) => {
        const [one, other] = pair
        if (one !== id && other !== id) return sum
        const lead = (one === id ? 1 : -1) * (left - right)
        return sum + (lead > 0 ? 1 : lead === 0 ? 0.5 : 0)
      }, 0)
    for (const [index, { thing, rank }] of ranking.rows.entries()) {
      const before = ranking.rows[index - 1]
      if (before) {
        expect([seed, round, points(before.thing.id) >= points(thing.id)]).toEqual([seed, round, true])
        expect([seed, before.rank <= rank]).toEqual([seed, true])
      }
    }
    // A sentence that beats all others is always chosen, and nothing else is that was beaten by all.
    const winner = room.things.find(({ id }) => points(id) === count - 1)
    if (winner) expect([seed, round, firstOf(ranking)]).toEqual([seed, round, winner.id])
    const first = firstOf(ranking)
    if (first !== null)
      expect([seed, ranking.circles.flat().some(({ id }) => id === first)]).toEqual([seed, false])
    for (const circle of ranking.circles)
      for (const [place, one] of circle.entries()) {
        const other = circle[place + 1] ?? circle[0]
        const [left, right] =
          votes.get(`${one.id}${other?.id}`) ?? (votes.get(`${other?.id}${one.id}`) ?? [0, 0]).toReversed()
        expect([seed, round, (left ?? 0) > (right ?? 0)]).toEqual([seed, round, true])
      }
    for (const { counts, left, right } of ranking.duels) {
      const [one, other] = votes.get(`${left.id}${right.id}`) ?? [0, 0]
      expect([seed, counts !== null]).toEqual([seed, one + other >= fewestForMargin])
    }
  }
})

test('of a pair that was asked twice the last answers count, if there are any', () => {
  const counts = (left: number): ShownColumn => ({
    kind: 'counts',
    counts: [{ answer: 'left', count: left, names: [] }],
  })
  const outcomes = [counts(3), counts(5), counts(0)].map((column, at) => ({
    at,
    voted: at,
    of: 9,
    columns: { '0/which': column },
  }))
  expect(joinedOutcome(outcomes)).toEqual({ at: 2, voted: 2, of: 9, columns: { '0/which': counts(5) } })
})
