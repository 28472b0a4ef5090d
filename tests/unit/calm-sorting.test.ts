import { expect, onTestFinished, test, vi } from 'vitest'
import { nineHandsFor } from '#tests/support/nine-hands.ts'
import { fuzzScale, testSeed } from '#tests/support/random.ts'

const seed = testSeed()
for (let run = 0; run < fuzzScale; run += 1) {
  test(`nine hands sort for ten minutes, and a note moves once at most without its hand (seed ${seed + run})`, () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { perNote, covered, wrong, disorder } = nineHandsFor(seed + run, (ms) => vi.advanceTimersByTime(ms))
    expect(wrong).toEqual([])
    expect(disorder).toEqual([])
    // Ids and delays are left to chance: 200 sessions of `npm run bench -- calm` have 1 at most on average, and no one has 2.
    expect(perNote).toBeLessThanOrEqual(2)
    // A note lies on another for a while where two hands met, or where a group had no room.
    expect(covered).toBeLessThan(0.3)
  })
}
