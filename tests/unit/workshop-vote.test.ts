import { describe, expect, test } from 'vitest'
import {
  awaitsReason,
  dotRefusal,
  dotsAdvised,
  scaleAdvised,
  scaleFor,
  spent,
  takesReason,
} from '#shared/workshop/round.ts'
import {
  agreementOf,
  allChoicesOf,
  choicesOf,
  meanPoints,
  rankOptions,
  rankRound,
} from '#shared/workshop/tally.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

describe('a dot', () => {
  const rules = { options: ['a', 'b'], budget: 3, cap: 2 }
  test.each([
    ['may be placed while there is budget', {}, 'a', undefined],
    ['may be placed up to the cap', { a: 1 }, 'a', undefined],
    ['may not go beyond the cap', { a: 2 }, 'a', 'over_cap'],
    ['may not go beyond the budget', { a: 2, b: 1 }, 'b', 'over_budget'],
    ['may not be placed on what is not voted on', {}, 'c', 'unknown_option'],
    ['may not be placed on what every object has', {}, 'constructor', 'unknown_option'],
  ] as const)('%s', (_rule, dots, option, refusal) => {
    expect(dotRefusal(rules, dots, option)).toBe(refusal)
  })

  test('a quarter of the options is advised, from one to ten, and one on each at most', () => {
    const advised = [1, 2, 6, 20, 40, 400].map((options) => dotsAdvised(options))
    expect(advised.map(({ budget }) => budget)).toEqual([1, 1, 2, 5, 10, 10])
    expect(new Set(advised.map(({ cap }) => cap))).toEqual(new Set([1]))
    expect(spent({ a: 2, b: 3 })).toBe(5)
  })
})

describe('points', () => {
  test('are advised for eight voters or fewer', () => {
    expect([1, 8, 9, 300].map((voters) => scaleAdvised(voters))).toEqual(['score', 'score', 'dots', 'dots'])
    expect([0, 8, 9].map((voters) => scaleFor('auto', voters))).toEqual(['dots', 'score', 'dots'])
    expect([0, 8, 9].map((voters) => scaleFor('agreement', voters))).toEqual(Array(3).fill('agreement'))
  })

  test('have a mean over all who gave some, none included, with those of the raised hands', () => {
    const round = { method: 'score', totals: { a: 7, b: 0 }, scores: { a: [1, 1, 0, 2] } } as const
    expect(meanPoints(round, 'a')).toBe(1.75)
    expect(meanPoints({ ...round, hands: { voters: 3, counts: { a: 1 } } }, 'a')).toBe(1)
    expect(meanPoints(round, 'b')).toBeUndefined()
    expect(meanPoints({ ...round, totals: null }, 'a')).toBeUndefined()
    expect(meanPoints({ ...round, method: 'dots' }, 'a')).toBeUndefined()
  })
})

describe('a choice', () => {
  const options = ['a', 'b', 'c']
  const scores = { a: [6, 2, 1], b: [0, 0, 3] }
  const round = { options, scores, passes: { b: 4 } }

  test('counts each answer to a text, and passes apart', () => {
    expect(choicesOf(round, 'a')).toEqual({ yes: 1, almost: 2, no: 6, answered: 9, passed: 0 })
    expect(choicesOf(round, 'b')).toEqual({ yes: 3, almost: 0, no: 0, answered: 3, passed: 4 })
    expect(choicesOf(round, 'c')).toMatchObject({ answered: 0, passed: 0 })
    expect(allChoicesOf([round, round])).toEqual({ yes: 8, almost: 4, no: 12, answered: 24, passed: 8 })
  })

  test('chooses nothing: texts keep their order, and none goes on by itself', () => {
    const ranked = rankRound({ ...round, method: 'choice', totals: { a: 4, b: 6, c: 0 } })
    expect(ranked.map(({ option, total }) => [option, total])).toEqual([
      ['a', 6],
      ['b', 0],
      ['c', 0],
    ])
    expect(ranked.some(({ isShortlisted }) => isShortlisted)).toBe(false)
  })
})

test('every choice may have a reason, agreement up to 2, a pass none; the group waits for that of a 0', () => {
  const answers = [-1, 0, 1, 2, 3, 5]
  expect(answers.map((answer) => takesReason('choice', answer)).slice(0, 4)).toEqual([
    false,
    true,
    true,
    true,
  ])
  expect(answers.map((answer) => takesReason('agreement', answer))).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
  ])
  expect(takesReason('score', 0) || takesReason('dots', 1)).toBe(false)
  expect(answers.filter((answer) => awaitsReason('agreement', answer))).toEqual([0])
  expect(awaitsReason('choice', 0)).toBe(false)
})

describe('agreement', () => {
  const of = (...counts: readonly number[]) => agreementOf({ scores: { a: counts } }, 'a')

  test('needs a median of 3 or more, and no 0', () => {
    expect(of(0, 0, 0, 1, 1, 1)).toMatchObject({ median: 4, answered: 3, isAgreed: true })
    expect(of(0, 0, 1, 1, 0, 0)).toMatchObject({ median: 2.5, isAgreed: false })
    expect(of(0, 0, 1, 0, 1, 0)).toMatchObject({ median: 3, isAgreed: true })
    expect(of(0, 2, 1, 0, 0, 2)).toMatchObject({ median: 2, isAgreed: false })
    expect(of(1, 0, 0, 0, 0, 8)).toMatchObject({ median: 5, isAgreed: false })
    expect(of(0, 0, 0, 1, 0, 0)).toMatchObject({ median: 3, isAgreed: true })
  })

  test('is not reached by passing: a pass is no answer', () => {
    const passedAll = agreementOf({ passes: { a: 9 } }, 'a')
    expect(passedAll).toEqual({
      counts: [0, 0, 0, 0, 0, 0],
      answered: 0,
      passed: 9,
      median: null,
      isAgreed: false,
      isWithheld: false,
    })
    expect(agreementOf({ scores: { a: [0, 0, 0, 0, 1, 0] }, passes: { a: 9 } }, 'a').median).toBe(4)
  })

  test('goes on as a whole: all that is agreed, the highest median first, then all that is not', () => {
    const scores = {
      strong: [1, 0, 0, 0, 0, 5],
      carried: [0, 0, 0, 3, 0, 0],
      loved: [0, 0, 0, 0, 1, 2],
      doubted: [0, 0, 3, 0, 0, 0],
      level: [0, 0, 0, 2, 1, 0],
    }
    const totals = { strong: 25, carried: 9, loved: 14, doubted: 6, level: 10 }
    const options = [...Object.keys(scores), 'silent']
    const ranked = rankRound({ options, method: 'agreement', totals, scores })
    expect(
      ranked.map(({ option, rank, total, isShortlisted }) => [option, rank, total, isShortlisted]),
    ).toEqual([
      ['loved', 1, 5, true],
      ['level', 2, 3, true],
      ['carried', 2, 3, true],
      ['strong', 4, 5, false],
      ['doubted', 5, 2, false],
      ['silent', 6, 0, false],
    ])
  })
})

describe('ranking', () => {
  const ranked = (totals: Record<string, number>, places?: number) =>
    rankOptions(Object.keys(totals), totals, { ...(places !== undefined && { places }) }).map(
      ({ option, rank, isShortlisted, isInTieBand }) =>
        [option, rank, isShortlisted ? 'on' : '', isInTieBand ? 'tie' : '']
          .filter((part) => part !== '')
          .join(' '),
    )

  test('equal totals share a rank, and the next rank is skipped', () => {
    expect(ranked({ a: 1, b: 3, c: 3, d: 2 })).toEqual(['b 1 on', 'c 1 on', 'd 3 on', 'a 4 on'])
  })

  test('an option without dots is never on the shortlist', () => {
    expect(ranked({ a: 0, b: 2, c: 0 })).toEqual(['b 1 on', 'a 2', 'c 2'])
    expect(ranked({ a: 0, b: 0 })).toEqual(['a 1', 'b 1'])
    expect(rankOptions([], {})).toEqual([])
  })

  test('a clear cut has no tie band', () => {
    expect(ranked({ a: 9, b: 7, c: 4, d: 1 }, 2)).toEqual(['a 1 on', 'b 2 on', 'c 3', 'd 4'])
  })

  test('ties with the last of the shortlist go on together', () => {
    expect(ranked({ a: 9, b: 4, c: 4, d: 4, e: 1 }, 2)).toEqual([
      'a 1 on',
      'b 2 on tie',
      'c 2 on tie',
      'd 2 on tie',
      'e 5',
    ])
  })

  test('within one dot of the cut the order means nothing, and all on both sides of it are shortlisted', () => {
    expect(ranked({ a: 9, b: 5, c: 4, d: 3, e: 1 }, 2)).toEqual([
      'a 1 on',
      'b 2 on tie',
      'c 3 on tie',
      'd 4',
      'e 5',
    ])
    expect(ranked({ a: 6, b: 5, c: 4, d: 4 }, 2)).toEqual([
      'a 1 on tie',
      'b 2 on tie',
      'c 3 on tie',
      'd 3 on tie',
    ])
  })

  test('whatever the totals: best first, ranks count those above, the shortlist is a beginning', () => {
    const seed = testSeed()
    const random = seededRandom(seed)
    for (let run = 0; run < 300; run += 1) {
      const options = Array.from({ length: random.below(30) }, (_, index) => `o${index}`)
      const totals = Object.fromEntries(options.map((option) => [option, random.below(6)]))
      const shortlist = 1 + random.below(8)
      const result = rankOptions(options, totals, { places: shortlist })
      expect(result.map(({ option }) => option).sort(), `SEED=${seed}`).toEqual([...options].sort())
      for (const { total, rank } of result) {
        expect(rank, `SEED=${seed}`).toBe(1 + result.filter((other) => other.total > total).length)
      }
      const on = result.filter(({ isShortlisted }) => isShortlisted)
      expect(result.slice(0, on.length), `SEED=${seed}`).toEqual(on)
      expect(on.length, `SEED=${seed}`).toBeGreaterThanOrEqual(
        Math.min(shortlist, result.filter(({ total }) => total > 0).length),
      )
    }
  })
})

describe('a vote on principles', () => {
  test('gives half as many dots as there are principles, and 0 to 3 points to fewer than ten people', () => {
    expect([5, 8, 12].map((options) => dotsAdvised(options, true).budget)).toEqual([3, 4, 6])
    expect([1, 9, 10].map((voters) => scaleFor('auto', voters, true))).toEqual(['score', 'score', 'dots'])
  })
})
