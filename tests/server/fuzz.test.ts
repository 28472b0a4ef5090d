import { expect, onTestFinished, test } from 'vitest'
import { campaign } from '#tests/fuzz/campaign.ts'
import { newTempFolder, startStandaloneServer } from '#tests/support/standalone-server.ts'
import { seededRandom } from '#tests/support/random.ts'

/** The same every time, so that a failure here is a change's; `npm run fuzz` tries others. */
const seed = 20_261_125
const rounds = 60

test(`mutated traffic of honest clients harms nobody honest (seed ${seed})`, async () => {
  const folder = await newTempFolder()
  onTestFinished(folder.remove)
  const server = await startStandaloneServer(folder.path)
  onTestFinished(() => server.process.stop())
  const report = await campaign(server, seededRandom(seed), (round) => round >= rounds)
  expect(report.honestUpdates).toBeGreaterThan(rounds)
  expect(report.hostileFrames).toBeGreaterThan(rounds)
  const refusals = Object.values(await server.refusals()).reduce((sum, count) => sum + count, 0)
  expect(refusals).toBeGreaterThan(rounds)
})
