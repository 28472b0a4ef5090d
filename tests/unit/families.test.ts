import { describe, expect, test } from 'vitest'
import { familiesOf, parentsAmong, relativesIn } from '#shared/workshop/families.ts'
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
