import { describe, expect, test } from 'vitest'
import type { Template } from '#shared/agenda/template.ts'
import { chosenIn } from '#shared/board/run-offs.ts'
import { familiesOf, parentsAmong, relativesIn } from '#shared/workshop/families.ts'
import type { Round } from '#shared/workshop/round.ts'
import {
  defaultPlaces,
  goingOn,
  levelRunOffOf,
  mostGoingOn,
  rankOptions,
  rankRound,
  runOffOf,
} from '#shared/workshop/tally.ts'
import { round } from '#tests/support/sample-board.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const by =
  (from: Readonly<Record<string, readonly string[]>>) =>
  (id: string): readonly string[] =>
    from[id] ?? []

describe('a family', () => {
  test('is a proposal and what was built on it, the oldest first, each after what it was built on', () => {
    const buildsOn = by({ c: ['a'], d: ['c'], e: ['a'] })
    expect(familiesOf(['e', 'b', 'd', 'a', 'c'], buildsOn)).toEqual([
      { id: 'a', members: ['a', 'e', 'c', 'd'] },
      { id: 'b', members: ['b'] },
    ])
  })

  test('holds over a proposal that stands between two of them and is gone from the list', () => {
    const buildsOn = by({ c: ['parked'], parked: ['a'] })
    expect(familiesOf(['a', 'b', 'c'], buildsOn).map(({ members }) => members)).toEqual([['a', 'c'], ['b']])
    expect(parentsAmong(['a', 'b', 'c'], buildsOn)).toEqual({ c: ['a'] })
  })

  test('is not made by a need from which two proposals grew', () => {
    const buildsOn = by({ a: ['need'], b: ['need'] })
    expect(familiesOf(['a', 'b'], buildsOn)).toHaveLength(2)
  })

  test('is one where a merged proposal was built on two', () => {
    expect(familiesOf(['a', 'b', 'c'], by({ c: ['a', 'b'] }))).toEqual([
      { id: 'a', members: ['a', 'b', 'c'] },
    ])
  })

  test('ends where references go round', () => {
    const buildsOn = by({ a: ['b'], b: ['a'], c: ['c'] })
    expect(familiesOf(['a', 'b', 'c'], buildsOn)).toEqual([
      { id: 'a', members: ['a', 'b'] },
      { id: 'c', members: ['c'] },
    ])
  })
})

test('relatives are two members of one family', () => {
  const areRelatives = relativesIn(familiesOf(['a', 'b', 'c', 'd'], by({ c: ['a'], d: ['c'] })))
  expect(areRelatives('a', 'd')).toBe(true)
  expect(areRelatives('d', 'c')).toBe(true)
  expect(areRelatives('a', 'b')).toBe(false)
  expect(areRelatives('x', 'y')).toBe(false)
})

test('whatever was built on what: each proposal is in one family, with all of its relatives, after its parents', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  for (let run = 0; run < 300; run += 1) {
    const all = Array.from({ length: random.below(25) }, (_, index) => `p${index}`)
    const between = ['gone1', 'gone2', 'need']
    // A thing is built on earlier ones: nothing goes round.
    const from = Object.fromEntries(
      [...between.slice(0, 2), ...all].map((id) => {
        const earlier = [...between.slice(2), ...all.slice(0, Math.max(0, all.indexOf(id)))]
        return [id, Array.from({ length: random.below(3) }, () => random.pick(earlier))]
      }),
    )
    const proposals = all.filter(() => random.chance(0.8)).sort(() => random.next() - 0.5)
    const families = familiesOf(proposals, by(from))
    const why = `SEED=${seed}`
    expect(families.flatMap(({ members }) => members).sort(), why).toEqual([...proposals].sort())
    const areRelatives = relativesIn(families)
    const parents = parentsAmong(proposals, by(from))
    for (const { id, members } of families) {
      expect(members[0], why).toBe(id)
      for (const [index, member] of members.entries())
        for (const parent of parents[member] ?? []) {
          expect(areRelatives(parent, member), why).toBe(true)
          expect(members.indexOf(parent), why).toBeLessThan(index)
        }
      // Nobody is in a family by chance: all hang together by parents.
      const joined = new Set([id])
      for (let size = 0; size < joined.size;) {
        size = joined.size
        for (const member of members) {
          const near = [member, ...(parents[member] ?? [])]
          if (near.some((each) => joined.has(each))) for (const each of near) joined.add(each)
        }
      }
      expect([...joined].sort(), why).toEqual([...members].sort())
    }
  }
})

describe('a vote on families', () => {
  const ranked = (totals: Readonly<Record<string, number>>, builtOn: Readonly<Record<string, string[]>>) =>
    rankOptions(Object.keys(totals), totals, { builtOn })

  test('ranks each by its best member, never by a sum, and lets it go on once', () => {
    const all = ranked({ a: 4, b: 5, c: 3, d: 2 }, { c: ['a'], d: ['c'] })
    expect(all.map(({ option, rank, behind }) => [option, rank, behind])).toEqual([
      ['b', 1, undefined],
      ['a', 2, undefined],
      ['c', 2, 'a'],
      ['d', 2, 'a'],
    ])
    expect(goingOn(all)).toEqual({ clear: ['b', 'a'], band: [] })
  })

  test('takes of two level members the one that was built later', () => {
    const [best] = ranked({ a: 4, c: 4 }, { c: ['a'] })
    expect(best?.option).toBe('c')
  })

  test('counts places for families: parent and child take one', () => {
    const totals = { a: 9, a2: 9, b: 8, b2: 8, c: 7, d: 6, e: 5, f: 1 }
    const all = ranked(totals, { a2: ['a'], b2: ['b'] })
    expect(goingOn(all)).toEqual({ clear: ['a2', 'b2', 'c', 'd', 'e'], band: [] })
  })
})

describe('a band', () => {
  const options = (count: number, from = 0): readonly string[] =>
    Array.from({ length: count }, (_, index) => `o${from + index}`)
  const vote = (clear: number, level: number, below: number): Round => {
    const totals = [
      ...options(clear).map((option) => [option, 9] as const),
      ...options(level, clear).map((option) => [option, 5] as const),
      ...options(below, clear + level).map((option) => [option, 0] as const),
    ]
    return round({
      step: 'a/vote',
      options: totals.map(([option]) => option),
      totals: Object.fromEntries(totals),
    })
  }

  test('goes on whole, whatever its size, up to seven; above that the group votes again on the band alone', () => {
    for (let clear = 0; clear < defaultPlaces; clear += 1)
      for (let level = 1; level <= 20; level += 1) {
        const held = vote(clear, level, 3)
        const chosen = goingOn(rankRound(held))
        const all = [...chosen.clear, ...chosen.band]
        const isTight = clear + level > defaultPlaces
        expect(chosen.band, `${clear} and ${level}`).toEqual(isTight ? options(level, clear) : [])
        const asked = runOffOf(held)
        if (!isTight || all.length <= mostGoingOn) expect(asked, `${clear} and ${level}`).toBeNull()
        else expect(asked).toEqual({ options: chosen.band, places: defaultPlaces - clear })
      }
  })

  test('is the same in whatever order the proposals stand', () => {
    const seed = testSeed()
    const random = seededRandom(seed)
    for (let run = 0; run < 300; run += 1) {
      const all = options(random.below(30))
      const totals = Object.fromEntries(all.map((option) => [option, random.below(5)]))
      const builtOn = Object.fromEntries(
        all.flatMap((option, index) =>
          index > 0 && random.chance(0.3) ? [[option, [random.pick(all.slice(0, index))]]] : [],
        ),
      )
      const familyOf = new Map(
        familiesOf(all, (id) => builtOn[id] ?? []).flatMap(({ id, members }) =>
          members.map((member) => [member, id]),
        ),
      )
      const chosenOf = (order: readonly string[]) => {
        const { clear, band } = goingOn(rankOptions(order, totals, { builtOn }))
        return [clear, band].map((some) => some.map((option) => familyOf.get(option) ?? '').sort())
      }
      const familiesOnce = chosenOf(all).flat()
      expect(new Set(familiesOnce).size, `SEED=${seed}`).toBe(familiesOnce.length)
      const rootsOf = (order: readonly string[]) => chosenOf(order).map((some) => some.length)
      expect(rootsOf(all.toSorted(() => random.next() - 0.5)), `SEED=${seed}`).toEqual(rootsOf(all))
    }
  })

  const base = {
    prompt: [],
    seconds: null,
    writing: 'none',
    activity: 'vote',
    target: 'notes',
    scale: 'dots',
  } as const
  const decides = (id: string, from: string) =>
    ({ ...base, id, isRunOff: true, input: [{ from, take: 'shortlist', show: 'pour' }] }) as const
  const template: Pick<Template, 'phases'> = {
    phases: [
      {
        id: 'a',
        title: { en: 'A' },
        steps: [{ ...base, id: 'vote' }, decides('second', 'a/vote'), decides('third', 'a/second')],
      },
    ],
  }
  const runOff = (former: Round, step: string, totals: Readonly<Record<string, number>>): Round => {
    const asked = runOffOf(former) ?? levelRunOffOf(former)
    if (!asked) throw new Error('nothing to decide')
    const { options, places } = asked
    return round({ id: step, step, options: [...options], totals, isRunOff: true, places, voted: 5 })
  }
  const first = vote(2, 9, 4)

  test('is decided by a run-off: those ahead stay, and of the band what it chose', () => {
    expect(chosenIn([first], template, 'a/vote')?.options).toHaveLength(11)
    const second = runOff(first, 'a/second', {
      o2: 4,
      o3: 6,
      o4: 5,
      o5: 1,
      o6: 2,
      o7: 0,
      o8: 0,
      o9: 0,
      o10: 0,
    })
    const chosen = chosenIn([first, second], template, 'a/vote')?.options
    expect(chosen).toEqual(['o0', 'o1', 'o3', 'o4', 'o2'])
  })

  test('is decided again where the run-off left more than seven; where it separated nothing, the room decides', () => {
    const all = Object.fromEntries(options(9, 2).map((option) => [option, 3]))
    const level = runOff(first, 'a/second', all)
    expect(runOffOf(level)).toBeNull()
    expect(chosenIn([first, level], template, 'a/vote')?.options).toHaveLength(11)
    expect(levelRunOffOf(level)).toEqual({ options: options(9, 2), places: 3 })
    const another = runOff(level, 'a/third', { ...all, o2: 9, o3: 8, o4: 7 })
    expect(chosenIn([first, level, another], template, 'a/vote')?.options).toEqual([
      'o0',
      'o1',
      'o2',
      'o3',
      'o4',
    ])
    const some = runOff(first, 'a/second', { ...all, o10: 0, o9: 0 })
    expect(runOffOf(some)).toEqual({ options: options(7, 2), places: 3 })
    const third = runOff(some, 'a/third', { o2: 9, o3: 8, o4: 7, o5: 1, o6: 1, o7: 1, o8: 1 })
    expect(chosenIn([first, some, third], template, 'a/vote')?.options).toEqual([
      'o0',
      'o1',
      'o2',
      'o3',
      'o4',
    ])
  })

  test('is everything where too few people voted in secret for totals, and nothing where nobody did', () => {
    const untold = round({
      step: 'a/vote',
      options: options(4),
      totals: null,
      voted: 2,
      builtOn: { o3: ['o0'] },
    })
    const chosen = chosenIn([untold], template, 'a/vote')
    expect(chosen?.options.toSorted()).toEqual(['o1', 'o2', 'o3'])
    expect(chosen?.kin).toEqual({ o3: ['o0'] })
    for (const facts of [{ voted: 0 }, { state: 'open' }, { method: 'agreement' }] as const)
      expect(chosenIn([{ ...untold, ...facts }], template, 'a/vote')).toBeUndefined()
  })

  test('goes on whole where nobody voted in the run-off', () => {
    const unused = { ...runOff(first, 'a/second', {}), voted: 0 }
    expect(chosenIn([first, unused], template, 'a/vote')?.options).toHaveLength(11)
  })

  test('whatever the votes: those ahead are never lost, and run-offs end', () => {
    const seed = testSeed()
    const random = seededRandom(seed)
    for (let run = 0; run < 200; run += 1) {
      const rounds: Round[] = [vote(random.below(5), 1 + random.below(20), random.below(5))]
      const ahead = goingOn(rankRound(rounds[0] ?? first)).clear
      for (const step of ['a/second', 'a/third']) {
        const last = rounds.at(-1)
        const asked = last && runOffOf(last)
        if (!asked) break
        const totals = Object.fromEntries(asked.options.map((option) => [option, random.below(4)]))
        rounds.push(runOff(last, step, totals))
        const before = chosenIn(rounds.slice(0, -1), template, 'a/vote')?.options ?? []
        const now = chosenIn(rounds, template, 'a/vote')?.options ?? []
        expect(
          now.every((option) => before.includes(option)),
          `SEED=${seed}`,
        ).toBe(true)
        expect(now.slice(0, ahead.length), `SEED=${seed}`).toEqual(ahead)
        expect(now.length, `SEED=${seed}`).toBeGreaterThanOrEqual(Math.min(before.length, 1))
        const after = rounds.at(-1)
        // A room that is left with too many has a way on, unless its run-off chose nothing.
        if (after && !runOffOf(after) && now.length > mostGoingOn)
          expect(levelRunOffOf(after)?.options.length ?? 0, `SEED=${seed}`).toBe(
            goingOn(rankRound(after)).band.length,
          )
      }
    }
  })
})
