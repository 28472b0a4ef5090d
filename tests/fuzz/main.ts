import { figure } from '#tests/support/figures.ts'
import { waitFor } from '#tests/support/pace.ts'
import { newTempFolder, startStandaloneServer } from '#tests/support/standalone-server.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { readArguments } from '#tests/support/read-arguments.ts'
import { campaign } from './campaign.ts'
import { faultsOf, heldLimitMs } from './faults.ts'

/** A board is worked on and attacked for so long; then comes the next. */
const campaignMs = 30_000
const unloadMs = 90_000

const usage = 'npm run fuzz [-- --seed 123 --minutes 3]; at most 120 minutes.'
const { values } = readArguments(
  { options: { seed: { type: 'string' }, minutes: { type: 'string', default: '3' } } },
  usage,
)
const seed = values.seed === undefined ? testSeed() : Number(values.seed)
const minutes = Number(values.minutes)
if (!Number.isInteger(seed) || !(minutes > 0 && minutes <= 120)) {
  console.error(usage)
  process.exit(1)
}
console.log(`Seed ${seed} (npm run fuzz -- --seed ${seed}), ${minutes} minutes`)

const random = seededRandom(seed)
const folder = await newTempFolder()
const server = await startStandaloneServer(folder.path)
let end = performance.now() + minutes * 60_000
const megabytes = async (): Promise<number> => (await server.process.memory()).held / 1_048_576
let exitCode = 0
try {
  if (!(await run())) exitCode = 1
} catch (error) {
  exitCode = 1
  console.error(`Seed ${seed}:`, error)
} finally {
  await server.process.stop()
  await folder.remove()
}
process.exit(exitCode)

/** False when the server took too long or too much. */
async function run(): Promise<boolean> {
  let first: number | undefined
  let worst = 0
  do {
    const until = Math.min(performance.now() + campaignMs, end)
    await server.process.loop()
    const report = await campaign(server, random, () => performance.now() > until)
    const { p99, max, held } = await server.process.loop()
    worst = Math.max(worst, held)
    console.log(
      `${report.honestUpdates} honest updates, ${report.hostileFrames} hostile messages; event loop p99 ${figure(p99)} ms, at most ${figure(max)} ms, of which at work ${figure(held)} ms; ${figure(await megabytes())} MB`,
    )
    if (first !== undefined) continue
    const closingAt = performance.now()
    await closeBoards()
    // Without that a run of a minute would have one board, and nothing to compare.
    end += performance.now() - closingAt
    first = await megabytes()
  } while (performance.now() < end)
  await closeBoards()
  const last = await megabytes()
  console.log(`Refused: ${JSON.stringify(await server.refusals())}`)
  console.log(`Longest the event loop was held, CPU time: ${figure(worst)} ms (at most ${heldLimitMs})`)
  console.log(`Memory with no board open: ${figure(first)} MB after the first, ${figure(last)} MB at the end`)
  console.log('No crash, nobody honest refused, everybody ended with the same board.')
  const faults = faultsOf({ heldMs: worst, firstMb: first, lastMb: last })
  for (const fault of faults) console.error(`Seed ${seed}: ${fault}`)
  return faults.length === 0
}

/** Boards leave memory a minute after the last person has. */
async function closeBoards(): Promise<void> {
  let rooms = 1
  const look = setInterval(() => void server.metric('boussole_rooms').then((count) => (rooms = count)), 1_000)
  await waitFor(() => rooms === 0, unloadMs)
  clearInterval(look)
  if (rooms > 0) throw new Error('a board nobody is connected to did not leave memory')
}
