import { expect, onTestFinished, test, vi } from 'vitest'
import { joinAttemptLimits } from '#server/access/join-attempt-limits.ts'

const manyLines = 1_000

/** Says how often a map of that many has been gone through since. */
function watchLooks(): () => number {
  const each = Map.prototype[Symbol.iterator]
  let looks = 0
  const spy = vi.spyOn(Map.prototype, Symbol.iterator).mockImplementation(function (
    this: Map<unknown, unknown>,
  ) {
    if (this.size >= manyLines) looks += 1
    return each.call(this)
  })
  onTestFinished(() => spy.mockRestore())
  return () => looks
}

const linesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `line ${index}`)

test('an address has a limit of wrong guesses a minute, and other addresses have theirs', () => {
  let now = 0
  const { failed, isOver } = joinAttemptLimits(2, () => now)
  failed('eve')
  expect(isOver('eve')).toBe(false)
  failed('eve')
  expect([isOver('eve'), isOver('ada')]).toEqual([true, false])
  now = 60_000
  expect(isOver('eve')).toBe(false)
})

test('wrong guesses of many addresses are remembered without a search through all of them', () => {
  const { failed, isOver } = joinAttemptLimits(1, () => 0)
  const looks = watchLooks()
  for (const line of linesOf(16 * manyLines)) failed(line)
  expect(looks()).toBeLessThanOrEqual(5)
  expect(isOver('line 0')).toBe(true)
})

test('addresses without wrong guesses are not stored', async () => {
  const { isOver, inTurn } = joinAttemptLimits(1, () => 0)
  const looks = watchLooks()
  for (const line of linesOf(2 * manyLines)) {
    expect(isOver(line)).toBe(false)
    expect(await inTurn(line, async () => 'board')).toBe('board')
  }
  expect(looks()).toBe(0)
})

test('a crowd joins by one address with the right code, however few wrong guesses are left', async () => {
  const { inTurn } = joinAttemptLimits(2, () => 0)
  const opened = await Promise.all(linesOf(50).map(async () => inTurn('room', async () => 'board')))
  expect(new Set(opened)).toEqual(new Set(['board']))
})

test('IPv6 addresses of one subscriber share ten addresses’ wrong guesses; other networks and IPv4 have theirs', () => {
  let now = 0
  const { failed, isOver } = joinAttemptLimits(1, () => now)
  for (const line of Array.from({ length: 10 }, (_, index) => `2001:db8:1:${index}`)) failed(line)
  const lines = ['2001:db8:1:ff', '2001:db8:2:0', '203.0.113.7', '::ffff:203.0.113.7']
  expect(lines.map(isOver)).toEqual([true, false, false, false])
  now = 60_000
  expect(isOver('2001:db8:1:ff')).toBe(false)
})

test('an address with very many guesses does not make other addresses of its network wait', async () => {
  const { inTurn } = joinAttemptLimits(2, () => 0)
  const slow = Promise.withResolvers<undefined>()
  const guesses = linesOf(1_000).map(async () => inTurn('2001:db8:1:0', async () => slow.promise))
  expect(await inTurn('2001:db8:1:1', async () => 'board')).toBe('board')
  slow.resolve(undefined)
  const answers = await Promise.all(guesses)
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(2)
  expect(answers.filter((answer) => answer === 'too many')).toHaveLength(998)
})
