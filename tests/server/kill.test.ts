import { expect, onTestFinished, test } from 'vitest'
import { killRounds } from '#tests/support/kill-rounds.ts'
import { newTempFolder } from '#tests/support/standalone-server.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

/** `npm run soak -- kill` does a hundred. */
const rounds = 4
const timeLimitMs = 300_000

test(
  `kill -9 loses nothing that anybody was told is saved or saw from others (${rounds} rounds under load)`,
  async () => {
    const seed = testSeed()
    const folder = await newTempFolder()
    onTestFinished(folder.remove)
    const { promised, ...lost } = await killRounds(folder.path, rounds, seededRandom(seed))
    expect(lost, `seed ${seed}`).toEqual({ acknowledgedButLost: 0, seenButLost: 0 })
    expect(promised).toBeGreaterThan(rounds * 6)
  },
  timeLimitMs,
)
